"""Recalibration of a whole plan: every release by its own features, and by what is to come."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import numpy as np

from planner.answer import Plan, ReleaseForecast
from planner.inputs import PlanInputs, Scope
from planner.recalibration.of_releases import (
    FEATURES,
    FOCUS_DAYS,
    Recalibration,
    as_anchored,
    recalibrate,
    simulated_median_days,
)
from planner.recalibration.own_releases import OwnReleases, own_releases
from planner.simulated import Simulated, simulate_plan
from planner.simulation import HORIZON_WEEKS

HORIZON_DAYS = timedelta(weeks=HORIZON_WEEKS).days
_UNSAID = Recalibration(1.0, 1.0, np.zeros(len(FEATURES)))


def recalibrate_plan(
    inputs: PlanInputs,
    planned: tuple[Scope, ...],
    simulated: Simulated,
    seed: int,
    anchor: Plan | None,
    asked: frozenset[str] | None = None,
) -> tuple[Recalibration, ...]:
    """Recalibrate each planned release; of those that are not `asked` about nothing is said.

    The prior was fitted on releases of whose future nothing was known. So where capacity to come
    is known, it speaks of the work as it would be without, and the difference is laid on top.
    """
    anchors = _anchors(anchor)
    usual = simulated
    if inputs.capacity and anchor is None:
        usual = simulate_plan(replace(inputs, capacity=()), planned, seed)
    rows = [i for i, scope in enumerate(planned) if asked is None or scope.release.id in asked]
    medians = simulated_median_days(simulated.weeks[:, rows], HORIZON_DAYS)
    plain = medians
    if usual is not simulated:
        plain = simulated_median_days(usual.weeks[:, rows], HORIZON_DAYS)
    finished = _lately_finished(inputs, [planned[row] for row in rows])
    own = _own_by_sources(inputs, planned)
    found = [_UNSAID] * len(planned)
    for row, median, plainly in zip(rows, medians.tolist(), plain.tolist(), strict=True):
        scope = planned[row]
        base = anchors.get(scope.release.id)
        if base is None:
            of_teams = sum(finished[team] for team in {item.team for item in scope.open_items})
            mine = own[scope.release.sources]
            base = recalibrate(scope, plainly, of_teams, inputs.prior.releases, mine)
        found[row] = as_anchored(base, median)
    return tuple(found)


def _own_by_sources(
    inputs: PlanInputs, planned: tuple[Scope, ...]
) -> dict[tuple[str, ...], OwnReleases]:
    """Give what the past releases that come from the same trackers teach."""
    sources = {scope.release.id: {*scope.release.sources} for scope in inputs.releases}
    return {
        mine: own_releases(
            [one for one in inputs.past if not sources.get(one.release_id, set()).isdisjoint(mine)],
            inputs.prior.releases,
        )
        for mine in {scope.release.sources for scope in planned}
    }


def _lately_finished(inputs: PlanInputs, asked: Sequence[Scope]) -> dict[str, int]:
    """Count what each team with open work in these releases lately finished, for whatever."""
    involved = {item.team for scope in asked for item in scope.open_items}
    return {
        history.team.id: int((history.finish_ages < FOCUS_DAYS).sum())
        for history in inputs.teams
        if history.team.id in involved
    }


def _anchors(anchor: Plan | None) -> dict[str, Recalibration]:
    answers = () if anchor is None else anchor.answers
    return {
        answer.scope.release.id: answer.recalibration
        for answer in answers
        if isinstance(answer, ReleaseForecast)
    }
