"""What is left to do of an item: one in progress is not done from scratch."""

from collections.abc import Callable
from datetime import datetime

import numpy as np

from planner.category import Category
from planner.inputs import History, Item
from planner.metrics import cycle_time_days
from planner.timeline import Floats

LEAST_LEFT = 0.1  # of an item, however long it has been in progress
UNKNOWN_LEFT = 0.5  # of one whose team has no cycle times to speak of
FEWEST_CYCLES = 5
_DAY_SECONDS = 86_400


def work_left(history: History) -> Callable[[Item], float]:
    """Give a function that tells the part of an open item that is still to be done, 0.1 to 1.

    Of what took longer than the item has been in progress, the mean part that was then to come.
    """
    cycles = np.sort(cycle_time_days(history))
    cycles = cycles[cycles > 0]
    # Sums from each cycle time up: how many there are, and of one over each.
    counts = np.arange(len(cycles), 0, -1.0)
    shares = np.cumsum(1 / cycles[::-1])[::-1]

    def left(item: Item) -> float:
        if item.started_at is None or item.category is not Category.DOING:
            return 1.0
        age_days = _age_days(history.as_of, item.started_at)
        return _mean_left(age_days, cycles, counts, shares)

    return left


def _age_days(as_of: datetime, started_at: datetime) -> float:
    return max((as_of - started_at).total_seconds() / _DAY_SECONDS, 0.0)


def _mean_left(age_days: float, cycles: Floats, counts: Floats, shares: Floats) -> float:
    """Mean of 1 - age ÷ cycle over the cycle times longer than the age."""
    if len(cycles) < FEWEST_CYCLES:
        return UNKNOWN_LEFT
    longer = int(np.searchsorted(cycles, age_days, side="right"))
    if longer == len(cycles):
        return LEAST_LEFT
    mean = 1 - age_days * float(shares[longer]) / float(counts[longer])
    return float(np.clip(mean, LEAST_LEFT, 1.0))
