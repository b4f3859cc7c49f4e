"""Backtest of "when will this release be out?", on sources that know their past membership."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np

from planner.backtest.outcome import OURS, Outcome, backtest_percentiles
from planner.baselines import BACKTEST_PERCENTILES, BASELINES, plus_minus_ten_percent
from planner.calendar import WorkCalendar
from planner.cut import Cutter
from planner.dated_at_once import dated_at_once, items_ever
from planner.finish_stream import FinishStream, finish_stream
from planner.inputs import PlanInputs, Scope
from planner.narrow import narrow_to
from planner.recalibration.of_releases import Recalibration
from planner.recalibration.prior import Prior
from planner.release_days import forecast_days
from planner.settle import Judge
from planner.timeline import Floats, ReleaseFacts, Timeline

EVERY = timedelta(days=14)
FIRST_AFTER = timedelta(days=28)
FEWEST_EVER = 8
FEWEST_MEMBERS = 5
FEWEST_OPEN = 3
_LAST_SECOND = time(23, 59, 59, tzinfo=UTC)


def backtest_releases(
    timeline: Timeline,
    source: str,
    calendar: WorkCalendar,
    seed: int,
    prior: Prior,
    part: tuple[int, int] = (0, 1),
) -> list[Outcome]:
    """Forecast every dated release of one source at its cutoffs, with what was known then.

    `part` (1, 4) is the second quarter of the cutoffs, in order of time: what comes of one does
    not depend on the others, so parts put together are the whole. A source without membership
    history has no past to ask about and gives no outcome.
    """
    calendar = replace(calendar, zone="UTC")
    timeline = narrow_to(timeline, source)
    finish = finish_stream(timeline, source)
    asked, (position, parts) = _asked(timeline), part
    cutoffs = sorted(asked)
    first, end = (len(cutoffs) * edge // parts for edge in (position, position + 1))
    cutter = Cutter(timeline, calendar)
    return [
        outcome
        for cutoff in cutoffs[first:end]
        for outcome in _at_cutoff(
            replace(cutter.inputs_at(cutoff), prior=prior), finish, asked[cutoff], seed
        )
    ]


def count_questions(timeline: Timeline, source: str) -> int:
    """Count the forecasts that a backtest of one source makes, or a few more."""
    return sum(len(releases) for releases in _asked(narrow_to(timeline, source)).values())


def _asked(timeline: Timeline) -> dict[datetime, list[ReleaseFacts]]:
    asked: dict[datetime, list[ReleaseFacts]] = {}
    for position, release in enumerate(timeline.releases):
        if not release.hindsight:
            for cutoff in release_cutoffs(timeline, position):
                asked.setdefault(cutoff, []).append(release)
    return asked


def release_cutoffs(timeline: Timeline, position: int) -> Iterator[datetime]:
    """Give the ends of the days on which to forecast a release.

    There are none for one that is too small, or whose date is that of a clean-up.
    """
    release = timeline.releases[position]
    released_on = release.released_on
    if released_on is None or items_ever(timeline, position) < FEWEST_EVER:
        return
    if dated_at_once(timeline, release):
        return
    spans = timeline.memberships
    mine = (spans.value == position) & timeline.counts[spans.item]
    first_on: date = spans.start[mine].min().astype("datetime64[D]").item()
    on = first_on + FIRST_AFTER
    while on < released_on:
        yield datetime.combine(on, _LAST_SECOND)
        on += EVERY


def _at_cutoff(
    inputs: PlanInputs, finish: FinishStream, releases: list[ReleaseFacts], seed: int
) -> Iterator[Outcome]:
    ids = {release.id for release in releases}
    asked = [scope for scope in inputs.releases if scope.release.id in ids and _is_askable(scope)]
    if not asked:
        return
    judge = Judge(inputs)
    forecasts = _our_forecasts(inputs, asked, judge, seed)
    released = {release.id: release.released_on for release in releases}
    cutoff = inputs.as_of
    ages = finish.history(cutoff).finish_ages
    for scope in asked:
        (days, found), released_on = forecasts[scope.release.id], released[scope.release.id]
        if released_on is None:
            raise ValueError(f"{scope.release.id} has cutoffs but no release date")
        ours = {OURS: backtest_percentiles(days)}
        yield Outcome(
            source=finish.source,
            kind="release",
            target=scope.release.name,
            cutoff=cutoff,
            methods=ours | _baseline_days(ages, scope, cutoff),
            actual_days=max(float((released_on - cutoff.date()).days), 1.0),
            refused=judge.settle(scope) is not None,
            features=found.features,
            base=np.ones(len(BACKTEST_PERCENTILES)),
        )


def _is_askable(scope: Scope) -> bool:
    return len(scope.items) >= FEWEST_MEMBERS and len(scope.open_items) >= FEWEST_OPEN


def _our_forecasts(
    inputs: PlanInputs, asked: list[Scope], judge: Judge, seed: int
) -> dict[str, tuple[Floats, Recalibration]]:
    """Forecast the releases within the whole plan, as they would have been asked for.

    One that the plan passes over, as a place to put things off, is asked about on its own.
    """
    work = judge.work()
    in_plan = {scope.release.id for scope in work}
    together = frozenset(scope.release.id for scope in asked) & in_plan
    found = _forecast_in(judge, work, together, seed)
    for scope in asked:
        if scope.release.id not in together:
            planned = tuple(s for s in inputs.releases if s is scope or s.release.id in in_plan)
            found |= _forecast_in(judge, planned, frozenset({scope.release.id}), seed)
    return found


def _forecast_in(
    judge: Judge, planned: tuple[Scope, ...], asked: frozenset[str], seed: int
) -> dict[str, tuple[Floats, Recalibration]]:
    """Forecast these releases of a plan, by id: the days of all trials, and what made them."""
    if not asked:
        return {}
    told = forecast_days(judge.inputs, planned, seed, asked=asked, judge=judge)
    return {
        scope.release.id: (told.days[i], told.found[i])
        for i, scope in enumerate(planned)
        if scope.release.id in asked
    }


def _baseline_days(ages: Floats, scope: Scope, cutoff: datetime) -> dict[str, Floats]:
    """Forecast its open items by the baselines; the Version Report by the release's own pace."""
    targets = (len(scope.open_items),)
    days = {name: method(ages, targets)[0] for name, method in BASELINES.items()}
    began_on = scope.release.started_on or (
        scope.first_member_at.date() if scope.first_member_at else cutoff.date()
    )
    elapsed = max((cutoff.date() - began_on).days, 1)
    pace = len(scope.done_items) / elapsed
    return days | {"version_report": plus_minus_ten_percent(pace, targets)[0]}
