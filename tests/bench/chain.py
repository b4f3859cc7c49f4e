"""A plan in which every release waits for the one before it, and grows."""

from dataclasses import replace
from datetime import timedelta

import numpy as np

from planner.inputs import PlanInputs, Scope
from planner.settle import Judge

_GREW_EVERY = timedelta(days=9)
_TIMES = 5


def a_chain(inputs: PlanInputs) -> PlanInputs:
    """Let each release's first open item be blocked by that of the release before it.

    To each something was added every nine days for the last six weeks.
    """
    chained: list[Scope] = []
    blocker: tuple[str, ...] = ()
    for scope in inputs.releases:
        first = scope.open_items[0]
        items = tuple(
            replace(item, blocked_by=blocker) if item is first else item for item in scope.items
        )
        grown = [scope.as_of - n * _GREW_EVERY for n in range(1, _TIMES + 1)]
        joined = np.array([at.replace(tzinfo=None) for at in grown], dtype="datetime64[s]")
        added_at = np.sort(np.concatenate((scope.added_at, joined)))
        chained.append(replace(scope, items=items, added_at=added_at))
        blocker = (first.key,)
    return replace(inputs, releases=tuple(chained))


def at_work(inputs: PlanInputs) -> tuple[Scope, ...]:
    """Give the releases that a plan of these inputs simulates."""
    return Judge(inputs).work()
