"""Which release an open item is worked on for: an item is finished once."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.inputs import Scope
from planner.timeline import Floats


@dataclass(frozen=True, slots=True)
class Ownership:
    """Open items a team and release: `items[team]` has one figure a planned release.

    An item that several releases hold is worked on for the first of them in the plan's order.
    `waits_for[later]` are the earlier releases that work on items which `later` holds too.
    """

    items: dict[str, Floats]
    waits_for: dict[int, tuple[int, ...]]


def own_items(planned: tuple[Scope, ...], aside: Mapping[str, frozenset[str]]) -> Ownership:
    """Give every open item to one release, in the plan's order.

    `aside` names the teams whose items are left out of a release, by release id.
    """
    owner: dict[str, int] = {}
    items: dict[str, Floats] = {}
    waits: dict[int, set[int]] = {}
    for position, scope in enumerate(planned):
        for item in scope.open_items:
            if item.team in aside.get(scope.release.id, ()):
                continue
            first = owner.setdefault(item.key, position)
            if first != position:
                waits.setdefault(position, set()).add(first)
                continue
            counts = items.setdefault(item.team, np.zeros(len(planned)))
            counts[position] += 1
    return Ownership(items, {later: tuple(sorted(firsts)) for later, firsts in waits.items()})
