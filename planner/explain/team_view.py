"""One team as the rules of risk see it."""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from planner.category import Category
from planner.inputs import History, Item
from planner.metrics import (
    DAY,
    CarryOver,
    carry_over,
    cycle_time_days,
    estimated_share,
    weekly_throughput,
)
from planner.state import as_moment

FEWEST_CYCLES = 10
LATE = 0.85  # of a team's cycle times
SPRINTS_SEEN = 3
LAST_WEEKS, WEEKS_BEFORE = 4, 12
FEWEST_BEFORE = 12
_ONE_IN_TWENTY = 1.645  # standard deviations that noise alone falls below once in twenty times


@dataclass(frozen=True, slots=True)
class Fall:
    """Items finished a week: of late, and in the weeks before."""

    now: float
    usual: float


class TeamView:
    """What its history comes down to; each figure is worked out when it is first asked for."""

    def __init__(self, history: History) -> None:
        self._history = history
        self.id = history.team.id
        self.name = history.team.name

    @cached_property
    def late_days(self) -> float | None:
        """How long 85% of its items took at most; at least a day, None where few are known."""
        cycles = cycle_time_days(self._history)
        if len(cycles) < FEWEST_CYCLES:
            return None
        return max(float(np.quantile(cycles, LATE)), 1.0)

    @cached_property
    def estimated_share(self) -> float:
        return estimated_share(self._history)

    @cached_property
    def last_sprints(self) -> tuple[CarryOver, ...]:
        """What was carried over, of at most the last three sprints."""
        return carry_over(self._history, SPRINTS_SEEN)

    @cached_property
    def fall(self) -> Fall | None:
        """How throughput fell by more than chance alone explains; None where it did not.

        The noise is that of the weeks before: at least a Poisson count's, more where they scatter.
        """
        weekly = weekly_throughput(self._history, LAST_WEEKS + WEEKS_BEFORE).astype(float)
        before, last = weekly[:WEEKS_BEFORE], weekly[WEEKS_BEFORE:]
        if before.sum() < FEWEST_BEFORE:
            return None
        usual, now = float(before.mean()), float(last.mean())
        variance = max(usual, float(before.var(ddof=1)))
        noise = math.sqrt(variance * (1 / LAST_WEEKS + 1 / WEEKS_BEFORE))
        return Fall(now, usual) if usual - now > _ONE_IN_TWENTY * noise else None

    def days_begun(self, item: Item) -> float:
        """Give for how many days an item has been in progress; 0 for one that is not."""
        if item.started_at is None or item.category is not Category.DOING:
            return 0.0
        return float((as_moment(self._history.as_of) - as_moment(item.started_at)) / DAY)
