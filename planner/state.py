"""What was true of every item at one moment: the one function that looks into the past."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

import numpy as np

from planner.category import CODE_OF, Category
from planner.timeline import Bools, Floats, Ints, Spans, Timeline, Times

_NEVER = np.datetime64("NaT", "s")


@dataclass(frozen=True, slots=True)
class State:
    """One row an item of the timeline, as known at `moment`.

    `exists` is false before creation and after a census missed the item. `finished_at` and
    `canceled_at` are when the item entered the category that it is in (NaT for any other);
    `started_at` is when it was first worked on. `points` is NaN where unestimated.
    """

    moment: np.datetime64
    exists: Bools
    category: Ints
    started_at: Times
    finished_at: Times
    canceled_at: Times
    points: Floats

    @property
    def is_open(self) -> Bools:
        done, canceled = CODE_OF[Category.DONE], CODE_OF[Category.CANCELED]
        return np.asarray((self.category != done) & (self.category != canceled))


@lru_cache(maxsize=4096)
def as_moment(at: datetime) -> np.datetime64:
    """Turn an aware time into the timeline's own: UTC to the second."""
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone: a moment must be aware")
    return np.datetime64(at.astimezone(UTC).replace(tzinfo=None), "s")


def from_moment(moment: np.datetime64) -> datetime | None:
    """Turn a timeline's time back into an aware one; None for NaT."""
    if np.isnat(moment):
        return None
    return moment.astype("datetime64[s]").item().replace(tzinfo=UTC)  # type: ignore[no-any-return]


def merge_runs(spans: Spans) -> Spans:
    """Join neighbouring spans of one item that hold the same value.

    "Resolved" followed by "Closed" is one stretch of done: the item was finished at its start.
    """
    order = np.lexsort((spans.start, spans.item))
    item, value = spans.item[order], spans.value[order]
    start, end = spans.start[order], spans.end[order]
    if not len(item):
        return spans
    same = (item[1:] == item[:-1]) & (value[1:] == value[:-1]) & (start[1:] == end[:-1])
    first = np.concatenate(([True], ~same))
    last = np.concatenate((~same, [True]))
    return Spans(item[first], value[first], start[first], end[last])


def state_at(timeline: Timeline, as_of: datetime, runs: Spans | None = None) -> State:
    """Tell what every item was at `as_of`, from spans that started at or before it.

    `runs` is `merge_runs(timeline.categories)`, where the caller asks about many moments.
    """
    runs = merge_runs(timeline.categories) if runs is None else runs
    created_at, gone_at = timeline.created_at, timeline.gone_at
    return state_of(created_at, gone_at, runs, timeline.estimates, as_moment(as_of))


def state_of(
    created_at: Times, gone_at: Times, runs: Spans, estimates: Spans, moment: np.datetime64
) -> State:
    """Tell what items were at a moment, from these columns and spans of theirs alone."""
    items = len(created_at)
    exists = created_at <= moment
    exists &= ~(gone_at <= moment)  # NaT is no time at all
    category = np.full(items, CODE_OF[Category.TODO], dtype=np.int64)
    entered = np.full(items, _NEVER, dtype="datetime64[s]")
    now = runs.at(moment)
    category[runs.item[now]] = runs.value[now].astype(np.int64)
    entered[runs.item[now]] = runs.start[now]
    return State(
        moment=moment,
        exists=exists,
        category=category,
        started_at=_first_start(runs, items, moment),
        finished_at=_where_in(Category.DONE, category, entered),
        canceled_at=_where_in(Category.CANCELED, category, entered),
        points=_points_at(estimates, items, moment),
    )


def _where_in(wanted: Category, category: Ints, entered: Times) -> Times:
    at = np.full(len(entered), _NEVER)
    here = category == CODE_OF[wanted]
    at[here] = entered[here]
    return at


def _first_start(runs: Spans, items: int, moment: np.datetime64) -> Times:
    """First time that an item was in progress, at or before `moment`."""
    started = np.full(items, _NEVER, dtype="datetime64[s]")
    doing = (runs.value == CODE_OF[Category.DOING]) & (runs.start <= moment)
    # Runs stand in time order within an item: written backwards, the earliest one stays.
    started[runs.item[doing][::-1]] = runs.start[doing][::-1]
    return started


def _points_at(estimates: Spans, items: int, moment: np.datetime64) -> Floats:
    points = np.full(items, np.nan)
    now = estimates.at(moment)
    points[estimates.item[now]] = estimates.value[now]
    return points
