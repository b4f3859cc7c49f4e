"""The burn-up of a release: how much was in it, and how much of that was done, day by day."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from math import ceil
from zoneinfo import ZoneInfo

import numpy as np

from planner.calendar import WorkCalendar
from planner.inputs import Scope
from planner.timeline import Times

_WEEK = 7


@dataclass(frozen=True, slots=True)
class BurnUp:
    """Items in scope and items done at the end of each day; the last day is today, as of now."""

    days: tuple[date, ...]
    scope: tuple[int, ...]
    done: tuple[int, ...]


def burn_up(scope: Scope, calendar: WorkCalendar, points: int) -> BurnUp | None:
    """Count at whole weeks before today, back to the first member, with at most `points` days.

    None for a release that never had an item, or has had one for less than a day. The gaps grow to
    as many weeks as it takes. What was done and then moved out is in neither line afterwards.
    """
    added = scope.added_at[~np.isnat(scope.added_at)]
    if not len(added) or not scope.items:
        return None
    today = calendar.today(scope.as_of)
    first = calendar.today(_aware(added.min()))
    if first >= today or points < 2:  # noqa: PLR2004 - two points make a line
        return None
    gap = max(ceil((today - first).days / _WEEK / (points - 1)), 1) * timedelta(days=_WEEK)
    days = [today]
    while days[-1] - gap >= first + gap / 2 and len(days) < points - 1:
        days.append(days[-1] - gap)
    days.append(first)
    past = [_end_of(day, calendar) for day in days[:0:-1]]
    held = [_until(scope.added_at, end) - _until(scope.removed_at, end) for end in past]
    done = [min(_until(scope.done_at, end), now) for end, now in zip(past, held, strict=True)]
    return BurnUp(
        tuple(reversed(days)),
        (*held, len(scope.items)),
        (*done, len(scope.done_items)),
    )


def _until(moments: Times, end: np.datetime64) -> int:
    return int(np.count_nonzero(moments < end))  # NaT is never before anything


def _end_of(day: date, calendar: WorkCalendar) -> np.datetime64:
    midnight = datetime.combine(day + timedelta(days=1), time(), ZoneInfo(calendar.zone))
    return np.datetime64(midnight.astimezone(UTC).replace(tzinfo=None), "s")


def _aware(moment: np.datetime64) -> datetime:
    found: datetime = moment.astype("datetime64[s]").item()
    return found.replace(tzinfo=UTC)
