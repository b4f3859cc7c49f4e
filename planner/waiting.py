"""What must wait for another team's or release's items, in the same trial."""

from collections.abc import Callable, Iterable, Mapping

import numpy as np

from planner.blocking import Blockers, in_order
from planner.ownership import Ownership
from planner.timeline import Floats

Step = Callable[[str, Floats], Floats]


def delayed_items(ownership: Ownership, blockers: Blockers) -> tuple[str, ...]:
    """List, first things first, the items that may have to wait beyond their place in the queue.

    They wait for another team's or release's item, or for one that does.
    """
    part_of = ownership.part_of
    late: set[str] = set()
    ordered = in_order(blockers, blockers)
    for key in ordered:
        if any(b in late or part_of[b] != part_of[key] for b in blockers.get(key, ())):
            late.add(key)
    return tuple(key for key in ordered if key in late)


def watched_items(
    ownership: Ownership, blockers: Blockers, delayed: Iterable[str]
) -> frozenset[str]:
    """Name the items whose own end has to be known: those that others wait for."""
    waited_for = {blocker for key in delayed for blocker in blockers[key]}
    return frozenset(waited_for | ownership.also_in.keys())


def wait_for_blockers(
    ends: Mapping[str, Floats], delayed: Iterable[str], blockers: Blockers, step: Step
) -> dict[str, Floats]:
    """Give when items are done once they have waited: working weeks, one row of trials an item.

    `ends` is when watched items would be done without waiting. `step(item, weeks)` is when an
    item is done that can only be begun then.
    """
    done = dict(ends)
    for key in delayed:
        free = np.maximum.reduce([done[blocker] for blocker in blockers[key]])
        waited = step(key, free)
        done[key] = np.maximum(waited, ends[key]) if key in ends else waited
    return done
