"""Recalibration of a whole plan: every release by its own features, and by what is to come."""

from dataclasses import replace
from datetime import timedelta

from planner.answer import Plan, ReleaseForecast
from planner.inputs import PlanInputs, Scope
from planner.recalibration.of_releases import (
    Recalibration,
    as_anchored,
    recalibrate,
    simulated_median_days,
)
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
            ahead = _ahead(scope, planned[:i])
            plain = simulated_median_days(usual.weeks[:, i], HORIZON_DAYS)
            base = recalibrate(scope, plain, ahead, inputs.prior.releases)
        found.append(as_anchored(base, median))
    return tuple(found)


def _ahead(scope: Scope, before: tuple[Scope, ...]) -> int:
    """Count the open releases that come before one and are worked on by a team of its own."""
    teams = {item.team for item in scope.open_items}
    return sum(any(item.team in teams for item in other.open_items) for other in before)


def _anchors(anchor: Plan | None) -> dict[str, Recalibration]:
    answers = () if anchor is None else anchor.answers
    return {
        answer.scope.release.id: answer.recalibration
        for answer in answers
        if isinstance(answer, ReleaseForecast)
    }
