"""The plan: an answer for every release, simulated together."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from planner.answer import EVEN, SAFE, Pace, Plan, ReleaseForecast
from planner.assumptions import assumptions_of
from planner.churn import Churn
from planner.flow import Flow, flow_of
from planner.inputs import PlanInputs, Scope
from planner.items import full_week_throughput
from planner.planning_notes import planning_notes
from planner.recalibration.of_plans import HORIZON_DAYS
from planner.recalibration.of_starts import weeks_until
from planner.release_days import ReleaseDays, forecast_days
from planner.seed import fingerprint, seed_in
from planner.settle import Judge
from planner.sprint_window import Series, current_series
from planner.throughput import recent_rate
from planner.timeline import Floats


def forecast_plan(
    inputs: PlanInputs,
    rng: np.random.Generator,
    anchor: Plan | None = None,
    starts: Mapping[str, date] | None = None,
) -> Plan:
    """Forecast every release jointly, in the order of the inputs.

    A release that a written definition covers is answered by that definition alone. `rng` must
    come from `np.random.default_rng(seed)`; every team then draws from its own stream of it.
    `anchor` is the plan that a "what if" is compared with, where the work differs in when and
    not in what: its releases keep what was found to come on top of their simulated work.
    `starts` has the day before which a release is not begun, by its id.
    """
    waits = weeks_until(starts or {}, inputs)
    seed, inputs_hash = seed_in(rng), fingerprint(inputs, *([waits] if waits else []))
    asked = tuple(scope for scope in inputs.releases if scope.release.covered_by is None)
    judge = Judge(inputs)
    settled = {scope.release.id: judge.settle(scope) for scope in asked}
    forecasts = forecast_scopes(judge, judge.work(), seed, inputs_hash, anchor, waits)
    answers = tuple(settled[s.release.id] or forecasts[s.release.id] for s in asked)
    return Plan(inputs.as_of, answers, inputs_hash, seed)


def forecast_scopes(
    judge: Judge,
    planned: tuple[Scope, ...],
    seed: int,
    inputs_hash: str,
    anchor: Plan | None = None,
    waits: Mapping[str, float] | None = None,
    asked: frozenset[str] | None = None,
) -> dict[str, ReleaseForecast]:
    """Forecast these releases without asking whether the data can carry it, by release id.

    One that will be refused stands here too: its team works on it all the same, and what it
    takes is not free for others. `waits` are working weeks before which one is not begun.
    Where only some are `asked` about, by id, the answer has these.
    """
    inputs = judge.inputs
    told = forecast_days(inputs, planned, seed, anchor, waits, asked, judge)
    shared = _Shared(judge, _known_teams(inputs, planned), seed, inputs_hash)
    return {
        scope.release.id: _forecast(shared, scope, i, told)
        for i, scope in enumerate(planned)
        if asked is None or scope.release.id in asked
    }


@dataclass(frozen=True, slots=True)
class _Team:
    """What a forecast says of a team: its items a week, and more figures of its flow."""

    rate: float
    flow: Flow


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the forecasts of all releases of a plan have in common."""

    judge: Judge
    teams: dict[str, _Team]
    seed: int
    inputs_hash: str
    series: dict[str, Series | None] = field(default_factory=dict)

    def series_of(self, team: str, today: date) -> Series | None:
        """Give how a team counts its sprints, looked for once."""
        if team not in self.series:
            inputs = self.judge.inputs
            sprints = next(each.sprints for each in inputs.teams if each.team.id == team)
            self.series[team] = current_series(sprints, today, inputs.calendar)
        return self.series[team]


def _known_teams(inputs: PlanInputs, planned: tuple[Scope, ...]) -> dict[str, _Team]:
    """Sum up each team that holds something open, in the order of the inputs."""
    involved = {item.team for scope in planned for item in scope.open_items}
    return {
        history.team.id: _Team(
            recent_rate(full_week_throughput(history, inputs.calendar)), flow_of(history)
        )
        for history in inputs.teams
        if history.team.id in involved
    }


def _forecast(shared: _Shared, scope: Scope, position: int, told: ReleaseDays) -> ReleaseForecast:
    inputs, simulated = shared.judge.inputs, told.simulated
    found, days = told.found[position], told.days[position]
    today = inputs.calendar.today(inputs.as_of)
    involved = {item.team for item in scope.open_items}
    teams = [team for name, team in shared.teams.items() if name in involved]
    rate = sum(team.rate for team in teams)
    churn = simulated.churns[position]
    pace = _pace(scope, churn, rate, float(simulated.efforts[position]))
    aside = shared.judge.set_aside(scope)
    return ReleaseForecast(
        scope=scope,
        today=today,
        data_as_of=inputs.data_as_of,
        days=days,
        horizon_days=HORIZON_DAYS,
        pace=pace,
        sprint_window=_sprint_window(shared, scope, today, days),
        assumptions=(
            *assumptions_of(inputs, scope, churn, pace, days, found, aside),
            *planning_notes(inputs, scope, simulated.cycles, simulated.units),
        ),
        recalibration=found,
        flows=tuple(team.flow for team in teams),
        seed=shared.seed,
        inputs_hash=shared.inputs_hash,
    )


def _pace(scope: Scope, churn: Churn, rate: float, effort: float) -> Pace:
    leaving = churn.exit_share * len(scope.open_items) if churn.weeks else 0.0
    return Pace(rate, effort, churn.added_a_week - leaving, churn.weeks)


def _sprint_window(
    shared: _Shared, scope: Scope, today: date, days: Floats
) -> tuple[str, str] | None:
    """Name the sprints of P50 and P85, by the team that holds most of what is open."""
    holders = Counter(item.team for item in scope.open_items)
    if not holders:
        return None
    busiest = min(holders, key=lambda team: (-holders[team], team))
    ends = [days[int(np.ceil(share * len(days))) - 1] for share in (EVEN, SAFE)]
    if not np.isfinite(ends).all():
        return None
    series = shared.series_of(busiest, today)
    if series is None:
        return None
    middle, late = (series.name_on(today + timedelta(days=int(end))) for end in ends)
    return (middle, late) if middle and late else None
