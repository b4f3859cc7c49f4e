"""What a source's data can and cannot carry: facts, each with whether somebody should look."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from planner.calendar import WorkCalendar
from planner.category import CODE_OF, Category
from planner.dated_at_once import clean_ups
from planner.finish_stream import finish_stream
from planner.inputs import History, PlanInputs, Scope
from planner.metrics import DAY, WEEK_DAYS, counts_back
from planner.note import Note
from planner.quality import bulk_closes
from planner.reference import is_parking_lot, peers_of, usual_ages
from planner.state import State, as_moment, state_at
from planner.timeline import Floats, Timeline

YEAR_WEEKS = 52
SILENT_SHARE = 0.25  # of the weeks; more, and a week's throughput is mostly noise
MOST_REOPENED = 0.1
LEAST_STARTED = 0.5
# Between these a team's estimates are neither none nor enough to forecast in points.
FEW_ESTIMATED, MOST_ESTIMATED = 0.05, 0.8
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One check: `fact` is a code with its figures; `look`: somebody should, for the forecasts."""

    fact: Note
    look: bool

    @property
    def check(self) -> str:
        """Name what was checked: the code without its section."""
        return self.fact.code.partition(".")[2]


def check_source(timeline: Timeline, inputs: PlanInputs, source: str) -> tuple[Finding, ...]:
    """Check what one source tells, as known at the inputs' `as_of`, in a fixed order."""
    histories = [history for history in inputs.teams if history.team.source == source]
    ages = [history.finish_ages for history in histories]
    open_scopes = [
        scope
        for scope in inputs.releases
        if source in scope.release.sources
        and not (scope.release.is_released or scope.release.is_canceled)
        and scope.release.covered_by is None
    ]
    return (
        _gaps(np.concatenate([np.empty(0), *ages])),
        *_bulk(histories),
        _estimates(histories),
        _starts(histories),
        _reopened(timeline, source, inputs.as_of),
        _unknown(timeline, source, state_at(timeline, inputs.as_of)),
        _membership(timeline, source),
        *_dated_at_once(timeline, source, inputs.as_of),
        *_dates(open_scopes, inputs.releases, inputs.calendar),
    )


def _finding(check: str, *, look: bool, **values: str | float | None) -> Finding:
    return Finding(Note(f"quality.{check}", values), look)


def _gaps(ages_days: Floats) -> Finding:
    """Count the weeks of the last year, or since the first finish, in which nothing was."""
    if not len(ages_days):
        return _finding("nothing_finished", look=True)
    weeks = int(np.clip(np.ceil(ages_days.max() / WEEK_DAYS), 1, YEAR_WEEKS))
    weekly = counts_back(ages_days, weeks * WEEK_DAYS, WEEK_DAYS)
    silent = int((weekly == 0).sum())
    return _finding("gaps", look=silent > SILENT_SHARE * weeks, silent=silent, weeks=weeks)


def _bulk(histories: Sequence[History]) -> tuple[Finding, ...]:
    """Tell of clean-ups; one that is longer ago than a pace is read from needs no look."""
    found = sorted((bulk for h in histories for bulk in bulk_closes(h)), key=lambda b: b.on)
    if not found:
        return (_finding("bulk_none", look=False),)
    last = found[-1]
    items = sum(bulk.items for bulk in found)
    return (
        _finding(
            "bulk",
            look=(histories[0].as_of.date() - last.on).days <= YEAR_WEEKS * WEEK_DAYS,
            days=len(found),
            items=items,
            last_on=last.on.isoformat(),
            last_items=last.items,
            usual=round(last.usual_week, 1),
        ),
    )


def _estimates(histories: Sequence[History]) -> Finding:
    points = [h.points[~np.isnat(h.finished_at)] for h in histories]
    estimated = [~np.isnan(each) for each in points if len(each)]
    share = float(np.concatenate(estimated).mean()) if estimated else 0.0
    if share < FEW_ESTIMATED:
        return _finding("estimates_none", look=False, percent=round(100 * share))
    few = share < MOST_ESTIMATED
    return _finding("estimates_some" if few else "estimates", look=few, percent=round(100 * share))


def _starts(histories: Sequence[History]) -> Finding:
    """Tell how many of the last year's finished items were ever seen in progress."""
    started: list[bool] = []
    for history in histories:
        since = as_moment(history.as_of) - YEAR_WEEKS * WEEK_DAYS * DAY
        recent = history.finished_at > since
        started += (~np.isnat(history.started_at[recent])).tolist()
    if not started:
        return _finding("starts_none", look=False)
    without = started.count(False)
    look = without > (1 - LEAST_STARTED) * len(started)
    return _finding("starts", look=look, without=without, items=len(started))


def _reopened(timeline: Timeline, source: str, as_of: datetime) -> Finding:
    """Tell how many of the items that ever were done did not stay it."""
    runs = finish_stream(timeline, source).runs
    before = runs.start <= as_moment(as_of)
    items, times = np.unique(runs.item[before], return_counts=True)
    left = np.unique(runs.item[before & (runs.end <= as_moment(as_of))])
    again = len(np.union1d(left, items[times > 1]))
    percent = round(100 * again / len(items)) if len(items) else 0
    look = again > MOST_REOPENED * len(items)
    return _finding("reopened", look=look, items=again, percent=percent)


def _unknown(timeline: Timeline, source: str, known: State) -> Finding:
    mine = np.array([team.source == source for team in timeline.teams], dtype=bool)[timeline.team]
    unknown = mine & timeline.counts & known.exists
    unknown &= known.category == CODE_OF[Category.UNKNOWN]
    count = int(unknown.sum())
    return _finding("unknown" if count else "unknown_none", look=count > 0, items=count)


def _membership(timeline: Timeline, source: str) -> Finding:
    found = [release for release in timeline.releases if source in release.sources]
    if not found:
        return _finding("no_releases", look=True)
    blind = any(release.hindsight for release in found)
    return _finding("hindsight" if blind else "membership", look=blind)


def _dated_at_once(timeline: Timeline, source: str, as_of: datetime) -> tuple[Finding, ...]:
    """Tell of releases closed in one go, as of other clean-ups; silent where there are none."""
    found = clean_ups(timeline, source)
    if not found:
        return ()
    last_on = max(found)
    return (
        _finding(
            "dated_at_once",
            look=(as_of.date() - last_on).days <= YEAR_WEEKS * WEEK_DAYS,
            releases=sum(found.values()),
            days=len(found),
            last_on=last_on.isoformat(),
        ),
    )


def _dates(
    scopes: Sequence[Scope], everything: tuple[Scope, ...], calendar: WorkCalendar
) -> tuple[Finding, ...]:
    parked = [
        scope
        for scope in scopes
        if is_parking_lot(scope, usual_ages(peers_of(scope, everything), calendar), calendar)
    ]
    real = [s for s in scopes if s.items and s not in parked]
    undated = sum(scope.due_on is None for scope in real)
    dates = _finding("none_open", look=False)
    if real:
        dates = _finding("undated", look=undated > 0, undated=undated, releases=len(real))
    if not parked:
        return (dates,)
    names = ", ".join(sorted(scope.release.name for scope in parked)[:_NAMED])
    return dates, _finding("parked", look=True, releases=len(parked), names=names)
