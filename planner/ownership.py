"""Which release an open item is worked on for: an item is finished once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner.inputs import Item, Scope


@dataclass(frozen=True, slots=True)
class Ownership:
    """The open items of a plan, and who works on them for what.

    `parts[team][release]` are items, where `release` is a position in the plan. `epics` counts
    the epics that nobody has broken down, the same way. An item that several releases hold is
    worked on for the first of them; `also_in[key]` are the later ones, which wait for it.
    """

    parts: dict[str, dict[int, list[Item]]]
    epics: dict[str, dict[int, int]]
    items: dict[str, Item]
    part_of: dict[str, tuple[str, int]]
    also_in: dict[str, tuple[int, ...]]

    def involved(self, team: str) -> list[int]:
        """Give the positions of the releases in which a team has something to do."""
        return sorted({*self.parts.get(team, {}), *self.epics.get(team, {})})

    @property
    def teams(self) -> list[str]:
        return sorted({*self.parts, *self.epics})


def own_items(planned: Sequence[Scope], aside: Mapping[str, frozenset[str]]) -> Ownership:
    """Give every open item to one release, in the plan's order.

    `aside` names the teams whose items are left out of a release, by release id.
    """
    owned = Ownership({}, {}, {}, {}, {})
    for position, scope in enumerate(planned):
        left_out = aside.get(scope.release.id, frozenset())
        for item in scope.open_items:
            if item.team not in left_out:
                _own(owned, item, position)
        for team in scope.unbroken_in:
            if team not in left_out:
                epics = owned.epics.setdefault(team, {})
                epics[position] = epics.get(position, 0) + 1
    return owned


def _own(owned: Ownership, item: Item, position: int) -> None:
    if item.key in owned.items:
        if position != owned.part_of[item.key][1]:
            owned.also_in[item.key] = (*owned.also_in.get(item.key, ()), position)
        return
    owned.items[item.key] = item
    owned.part_of[item.key] = (item.team, position)
    owned.parts.setdefault(item.team, {}).setdefault(position, []).append(item)


def growth_shares(planned: Sequence[Scope], owned: Ownership) -> tuple[Mapping[str, float], ...]:
    """Give each team's part of what joins a release: as of what is done in it.

    Where nothing is done yet, all that have something to do get alike. So one item more for one
    team leaves the other's part as it was.
    """
    return tuple(_shares(scope, position, owned) for position, scope in enumerate(planned))


def _shares(scope: Scope, position: int, owned: Ownership) -> Mapping[str, float]:
    counts = Counter(item.team for item in scope.done_items)
    if not counts:
        counts.update(team for team, parts in owned.parts.items() if position in parts)
    if not counts:
        counts.update(team for team, epics in owned.epics.items() if position in epics)
    total = max(counts.total(), 1)
    return {team: count / total for team, count in counts.items()}
