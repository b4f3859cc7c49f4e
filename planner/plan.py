"""The plan: an answer for every release, simulated together."""

from collections import Counter
from datetime import date, timedelta

import numpy as np

from planner.answer import EVEN, SAFE, Pace, Plan, ReleaseForecast
from planner.assumptions import assumptions_of
from planner.churn import Churn
from planner.flow import flow_of
from planner.inputs import PlanInputs, Scope
from planner.items import full_week_throughput
from planner.note import Note
from planner.planning_notes import planning_notes
from planner.recalibration.of_plans import HORIZON_DAYS, recalibrate_plan
from planner.recalibration.of_releases import Recalibration, recalibrated_weeks
from planner.seed import fingerprint, seed_in
from planner.settle import is_work, settle
from planner.simulated import simulate_plan
from planner.simulation import TRIALS
from planner.sprint_window import current_series
from planner.throughput import recent_rate
from planner.timeline import Floats
from planner.trains import snap_to_train


def forecast_plan(inputs: PlanInputs, rng: np.random.Generator, anchor: Plan | None = None) -> Plan:
    """Forecast every release jointly, in the order of the inputs.

    A release that a written definition covers is answered by that definition alone. `rng` must
    come from `np.random.default_rng(seed)`; every team then draws from its own stream of it.
    `anchor` is the plan that a "what if" is compared with, where the work differs in when and
    not in what: its releases keep what was found to come on top of their simulated work.
    """
    seed, inputs_hash = seed_in(rng), fingerprint(inputs)
    asked = tuple(scope for scope in inputs.releases if scope.release.covered_by is None)
    settled = {scope.release.id: settle(inputs, scope) for scope in asked}
    planned = tuple(scope for scope in asked if is_work(inputs, scope))
    forecasts = forecast_scopes(inputs, planned, seed, inputs_hash, anchor)
    answers = tuple(settled[s.release.id] or forecasts[s.release.id] for s in asked)
    return Plan(inputs.as_of, answers, inputs_hash, seed)


def forecast_scopes(
    inputs: PlanInputs,
    planned: tuple[Scope, ...],
    seed: int,
    inputs_hash: str,
    anchor: Plan | None = None,
) -> dict[str, ReleaseForecast]:
    """Forecast these releases without asking whether the data can carry it, by release id.

    One that will be refused stands here too: its team works on it all the same, and what it
    takes is not free for others.
    """
    simulated = simulate_plan(inputs, planned, seed)
    found = recalibrate_plan(inputs, planned, simulated, seed, anchor)
    return {
        scope.release.id: _forecast(
            inputs,
            scope,
            simulated.churns[i],
            found[i],
            float(simulated.efforts[i]),
            (seed, inputs_hash),
            planning_notes(inputs, scope, simulated.cycles),
        )
        for i, scope in enumerate(planned)
    }


def _forecast(
    inputs: PlanInputs,
    scope: Scope,
    churn: Churn,
    found: Recalibration,
    effort: float,
    origin: tuple[int, str],
    notes: tuple[Note, ...],
) -> ReleaseForecast:
    today = inputs.calendar.today(inputs.as_of)
    # Of a release that only waits to go out no trial can tell when that will be.
    weeks = np.zeros(TRIALS)
    if not scope.is_complete:
        weeks = recalibrated_weeks(found, inputs.prior.releases, TRIALS)
    days = inputs.calendar.days_until_worked(today, weeks, HORIZON_DAYS)
    if inputs.train is not None:
        days = snap_to_train(today, days, inputs.train)
    leaving = churn.exit_share * len(scope.open_items) if churn.weeks else 0.0
    pace = Pace(_team_rate(inputs, scope), effort, churn.added_a_week - leaving, churn.weeks)
    seed, inputs_hash = origin
    involved = {item.team for item in scope.open_items}
    return ReleaseForecast(
        scope=scope,
        today=today,
        data_as_of=inputs.data_as_of,
        days=days,
        horizon_days=HORIZON_DAYS,
        pace=pace,
        sprint_window=_sprint_window(inputs, scope, today, days),
        assumptions=(*assumptions_of(inputs, scope, churn, pace, days, found), *notes),
        recalibration=found,
        flows=tuple(flow_of(team) for team in inputs.teams if team.team.id in involved),
        seed=seed,
        inputs_hash=inputs_hash,
    )


def _sprint_window(
    inputs: PlanInputs, scope: Scope, today: date, days: Floats
) -> tuple[str, str] | None:
    """Name the sprints of P50 and P85, by the team that holds most of what is open."""
    holders = Counter(item.team for item in scope.open_items)
    if not holders:
        return None
    busiest = min(holders, key=lambda team: (-holders[team], team))
    sprints = next(history.sprints for history in inputs.teams if history.team.id == busiest)
    ends = [days[int(np.ceil(share * len(days))) - 1] for share in (EVEN, SAFE)]
    if not np.isfinite(ends).all():
        return None
    series = current_series(sprints, today, inputs.calendar)
    if series is None:
        return None
    middle, late = (series.name_on(today + timedelta(days=int(end))) for end in ends)
    return (middle, late) if middle and late else None


def _team_rate(inputs: PlanInputs, scope: Scope) -> float:
    involved = {item.team for item in scope.open_items}
    return sum(
        recent_rate(full_week_throughput(history, inputs.calendar))
        for history in inputs.teams
        if history.team.id in involved
    )
