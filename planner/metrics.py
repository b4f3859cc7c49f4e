"""The flow metrics of a team, each by its standard definition."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.inputs import History
from planner.state import as_moment
from planner.timeline import Floats, Ints, SprintFacts, Times

DAY = np.timedelta64(86_400, "s")
WEEK_DAYS = 7


def days_before(history: History, times: Times) -> Floats:
    """Give how many days before the history's `as_of` each time was; NaT are left out."""
    known = times[~np.isnat(times)]
    return np.asarray((as_moment(history.as_of) - known) / DAY)


def counts_back(ages_days: Floats, window_days: int, bin_days: int) -> Ints:
    """Count events in bins of `bin_days` that end at the cutoff, oldest bin first.

    An event exactly at the cutoff has age 0 and is known; one `window_days` old is outside.
    Bins in which nothing happened count as zero: leaving them out makes every forecast early.
    """
    bins = window_days // bin_days
    inside = ages_days[(ages_days >= 0) & (ages_days < bins * bin_days)]
    counted = np.bincount((inside // bin_days).astype(np.int64), minlength=bins)
    return np.asarray(counted[::-1], dtype=np.int64)


def weekly_throughput(history: History, weeks: int) -> Ints:
    """Count the items finished in each of the last `weeks` weeks, oldest first.

    Weeks end at `as_of`, so a running week is never cut short.
    """
    return counts_back(history.finish_ages, weeks * WEEK_DAYS, WEEK_DAYS)


def weekly_work(history: History, sizes: Floats, weeks: int) -> Floats:
    """Sum up the sizes of the items finished in each of the last `weeks` weeks, oldest first.

    `sizes` has one figure a row of the history.
    """
    ages = (as_moment(history.as_of) - history.finished_at) / DAY  # NaN where unfinished
    inside = (ages >= 0) & (ages < weeks * WEEK_DAYS)
    week = (ages[inside] // WEEK_DAYS).astype(np.int64)
    return np.asarray(np.bincount(week, sizes[inside], weeks)[::-1])


def history_weeks(history: History) -> int:
    """Count the whole weeks from the first finish to `as_of`."""
    ages = history.finish_ages
    return int(ages.max() // WEEK_DAYS) if len(ages) else 0


def lead_time_days(history: History) -> Floats:
    """Days from created to done of each finished item, in the history's order."""
    done = ~np.isnat(history.finished_at)
    return np.asarray((history.finished_at[done] - history.created_at[done]) / DAY)


def cycle_time_days(history: History) -> Floats:
    """Days from first in progress to done, of finished items whose start is known."""
    known = ~np.isnat(history.finished_at) & ~np.isnat(history.started_at)
    return np.asarray((history.finished_at[known] - history.started_at[known]) / DAY)


def _in_progress(history: History) -> NDArray[np.bool_]:
    started = ~np.isnat(history.started_at)
    return started & np.isnat(history.finished_at) & np.isnat(history.canceled_at)


def work_in_progress(history: History) -> int:
    """Count the items that were started and are neither done nor canceled (WIP)."""
    return int(_in_progress(history).sum())


def item_age_days(history: History) -> Floats:
    """Days since the start of each item in progress."""
    return days_before(history, history.started_at[_in_progress(history)])


def estimated_share(history: History) -> float:
    """Give the share of finished items that have an estimate, 0 to 1."""
    done = ~np.isnat(history.finished_at)
    return float(np.mean(~np.isnan(history.points[done]))) if done.any() else 0.0


def velocity(history: History, sprints: int) -> Floats:
    """Points completed in each of the last completed sprints, oldest first.

    At most `sprints` of them; sprints whose figure nobody knows are left out.
    """
    known = [
        sprint.completed_points
        for sprint in completed_sprints(history)
        if sprint.completed_points is not None
    ]
    return np.array(known[-sprints:], dtype=float)


def completed_sprints(history: History) -> tuple[SprintFacts, ...]:
    """Give the sprints that were closed at or before `as_of`, oldest first."""
    closed = [
        (sprint.completed_at, sprint.id, sprint)
        for sprint in history.sprints
        if sprint.completed_at is not None and sprint.completed_at <= history.as_of
    ]
    return tuple(sprint for _, _, sprint in sorted(closed, key=lambda row: row[:2]))


@dataclass(frozen=True, slots=True)
class CarryOver:
    """What a sprint committed to and did not complete, in items."""

    sprint: str
    committed_items: int
    completed_items: int

    @property
    def carried_items(self) -> int:
        return max(self.committed_items - self.completed_items, 0)


def carry_over(history: History, sprints: int) -> tuple[CarryOver, ...]:
    """Tell the carry-over of the last completed sprints, oldest first."""
    known = [
        CarryOver(sprint.name, sprint.committed_items, sprint.completed_items)
        for sprint in completed_sprints(history)
        if sprint.committed_items is not None and sprint.completed_items is not None
    ]
    return tuple(known[-sprints:])
