"""Backtest of "when will this release be out?", on sources that know their past membership."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from planner.backtest.items import FinishStream, finish_stream
from planner.backtest.outcome import OURS, Outcome, backtest_percentiles
from planner.baselines import BASELINES, plus_minus_ten_percent
from planner.calendar import WorkCalendar
from planner.cut import inputs_at
from planner.inputs import PlanInputs, Scope
from planner.metrics import days_before
from planner.narrow import narrow_to
from planner.plan import forecast_scopes
from planner.seed import seed_of
from planner.settle import is_work, settle
from planner.timeline import Floats, ReleaseFacts, Timeline

EVERY = timedelta(days=14)
FIRST_AFTER = timedelta(days=28)
FEWEST_EVER = 8
FEWEST_MEMBERS = 5
FEWEST_OPEN = 3
_LAST_SECOND = time(23, 59, 59, tzinfo=UTC)


def backtest_releases(timeline: Timeline, source: str, calendar: WorkCalendar) -> list[Outcome]:
    """Forecast every dated release of one source at its cutoffs, with what was known then.

    A source without membership history has no past to ask about and gives no outcome.
    """
    calendar = replace(calendar, zone="UTC")
    timeline = narrow_to(timeline, source)
    finish = finish_stream(timeline, source)
    asked: dict[datetime, list[ReleaseFacts]] = {}
    for position, release in enumerate(timeline.releases):
        if not release.hindsight:
            for cutoff in release_cutoffs(timeline, position):
                asked.setdefault(cutoff, []).append(release)
    return [
        outcome
        for cutoff in sorted(asked)
        for outcome in _at_cutoff(timeline, finish, cutoff, asked[cutoff], calendar)
    ]


def release_cutoffs(timeline: Timeline, position: int) -> Iterator[datetime]:
    """Give the ends of the days on which to forecast a release; none for one that is too small."""
    released_on = timeline.releases[position].released_on
    spans = timeline.memberships
    mine = (spans.value == position) & timeline.counts[spans.item]
    if released_on is None or len(np.unique(spans.item[mine])) < FEWEST_EVER:
        return
    first_on: date = spans.start[mine].min().astype("datetime64[D]").item()
    on = first_on + FIRST_AFTER
    while on < released_on:
        yield datetime.combine(on, _LAST_SECOND)
        on += EVERY


def _at_cutoff(
    timeline: Timeline,
    finish: FinishStream,
    cutoff: datetime,
    releases: list[ReleaseFacts],
    calendar: WorkCalendar,
) -> Iterator[Outcome]:
    inputs = inputs_at(timeline, cutoff, calendar)
    scopes = {scope.release.id: scope for scope in inputs.releases}
    for release in releases:
        scope = scopes[release.id]
        if len(scope.items) < FEWEST_MEMBERS or len(scope.open_items) < FEWEST_OPEN:
            continue
        if release.released_on is None:
            raise ValueError(f"{release.id} has cutoffs but no release date")
        yield Outcome(
            source=finish.source,
            kind="release",
            target=release.name,
            cutoff=cutoff,
            methods={OURS: _our_days(inputs, scope), **_baseline_days(finish, scope, cutoff)},
            actual_days=max(float((release.released_on - cutoff.date()).days), 1.0),
            refused=settle(inputs, scope) is not None,
        )


def _our_days(inputs: PlanInputs, scope: Scope) -> Floats:
    """Forecast the release within the whole plan, as it would have been asked for."""
    planned = tuple(s for s in inputs.releases if s is scope or is_work(inputs, s))
    forecasts = forecast_scopes(inputs, planned, seed_of(scope.release.id), inputs_hash="")
    return backtest_percentiles(forecasts[scope.release.id].days)


def _baseline_days(finish: FinishStream, scope: Scope, cutoff: datetime) -> dict[str, Floats]:
    """Forecast its open items by the baselines; the Version Report by the release's own pace."""
    history = finish.history(cutoff)
    ages = days_before(history, history.finished_at)
    targets = (len(scope.open_items),)
    days = {name: method(ages, targets)[0] for name, method in BASELINES.items()}
    began_on = scope.release.started_on or (
        scope.first_member_at.date() if scope.first_member_at else cutoff.date()
    )
    elapsed = max((cutoff.date() - began_on).days, 1)
    pace = len(scope.done_items) / elapsed
    return days | {"version_report": plus_minus_ten_percent(pace, targets)[0]}
