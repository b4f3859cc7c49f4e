"""Recalibration of a whole plan: every release by its own features, and by what is to come."""

from dataclasses import replace
from datetime import timedelta

from planner.answer import Plan, ReleaseForecast
from planner.inputs import PastRelease, PlanInputs, Scope
from planner.metrics import days_before
from planner.recalibration.of_releases import (
    FOCUS_DAYS,
    Recalibration,
    as_anchored,
    recalibrate,
    simulated_median_days,
)
from planner.recalibration.own_releases import own_releases
from planner.simulated import Simulated, simulate_plan
from planner.simulation import HORIZON_WEEKS

HORIZON_DAYS = timedelta(weeks=HORIZON_WEEKS).days


def recalibrate_plan(
    inputs: PlanInputs,
    planned: tuple[Scope, ...],
    simulated: Simulated,
    seed: int,
    anchor: Plan | None,
) -> tuple[Recalibration, ...]:
    """Recalibrate each planned release.

    The prior was fitted on releases of whose future nothing was known. So where capacity to come
    is known, it speaks of the work as it would be without, and the difference is laid on top.
    """
    anchors = _anchors(anchor)
    usual = simulated
    if inputs.capacity and anchor is None:
        usual = simulate_plan(replace(inputs, capacity=()), planned, seed)
    found = []
    for i, scope in enumerate(planned):
        median = simulated_median_days(simulated.weeks[:, i], HORIZON_DAYS)
        base = anchors.get(scope.release.id)
        if base is None:
            plain = simulated_median_days(usual.weeks[:, i], HORIZON_DAYS)
            model = inputs.prior.releases
            own = own_releases(_past(inputs, scope), model)
            base = recalibrate(scope, plain, _finished(inputs, scope), model, own)
        found.append(as_anchored(base, median))
    return tuple(found)


def _past(inputs: PlanInputs, scope: Scope) -> list[PastRelease]:
    """Give the past releases that come from the same trackers."""
    sources = {other.release.id: other.release.sources for other in inputs.releases}
    mine = {*scope.release.sources}
    return [one for one in inputs.past if mine & {*sources.get(one.release_id, ())}]


def _finished(inputs: PlanInputs, scope: Scope) -> int:
    """Count what the teams of a release's open items lately finished."""
    teams = {item.team for item in scope.open_items}
    return sum(
        int((days_before(history, history.finished_at) < FOCUS_DAYS).sum())
        for history in inputs.teams
        if history.team.id in teams
    )


def _anchors(anchor: Plan | None) -> dict[str, Recalibration]:
    answers = () if anchor is None else anchor.answers
    return {
        answer.scope.release.id: answer.recalibration
        for answer in answers
        if isinstance(answer, ReleaseForecast)
    }
