"""The plan: an answer for every release, simulated together."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta

import numpy as np

from planner.answer import EVEN, SAFE, Answer, Pace, Plan, Refusal, ReleaseForecast, Shipped
from planner.assumptions import assumptions_of
from planner.churn import Churn, churn_of
from planner.inputs import History, PlanInputs, Scope
from planner.items import full_week_throughput
from planner.note import Note
from planner.ownership import Ownership, own_items
from planner.reference import is_parking_lot, median_lifespan_days, reference_class
from planner.refusal import Reason, refuse_team
from planner.seed import fingerprint, seed_in, stream
from planner.sharing import sharing_of
from planner.simulation import HORIZON_WEEKS, TRIALS, TeamWork, simulate_team
from planner.sprint_window import sprint_on
from planner.throughput import PAST_WEEKS, recent_rate
from planner.timeline import Floats

HORIZON_DAYS = timedelta(weeks=HORIZON_WEEKS).days


def forecast_plan(inputs: PlanInputs, rng: np.random.Generator) -> Plan:
    """Forecast every release jointly, in the order of the inputs.

    A release that a written definition covers is answered by that definition alone. `rng` must
    come from `np.random.default_rng(seed)`; every team then draws from its own stream of it.
    """
    seed, inputs_hash = seed_in(rng), fingerprint(inputs)
    asked = tuple(scope for scope in inputs.releases if scope.release.covered_by is None)
    settled = {scope.release.id: settle(inputs, scope) for scope in asked}
    planned = tuple(scope for scope in asked if settled[scope.release.id] is None)
    forecasts = forecast_scopes(inputs, planned, seed, inputs_hash)
    answers = tuple(settled[s.release.id] or forecasts[s.release.id] for s in asked)
    return Plan(inputs.as_of, answers, inputs_hash, seed)


def forecast_scopes(
    inputs: PlanInputs, planned: tuple[Scope, ...], seed: int, inputs_hash: str
) -> dict[str, ReleaseForecast]:
    """Forecast these releases without asking whether the data can carry it, by release id."""
    teams = {history.team.id: history for history in inputs.teams}
    ownership = own_items(planned)
    churns = tuple(churn_of(scope, PAST_WEEKS) for scope in planned)
    weeks = np.zeros((TRIALS, len(planned)))
    efforts = np.zeros(len(planned))
    for team_id in sorted(ownership.items):
        work = _team_work(inputs, teams[team_id], planned, churns, ownership)
        rng = stream(seed, team_id)
        involved = work.open_items > 0
        done = simulate_team(work, rng)
        weeks[:, involved] = np.maximum(weeks[:, involved], done[:, involved])
        efforts += np.where(involved, work.sharing.expected() * recent_rate(work.weekly), 0.0)
    _wait_for_shared(weeks, ownership)
    return {
        scope.release.id: _forecast(
            inputs, scope, churns[i], weeks[:, i], float(efforts[i]), (seed, inputs_hash)
        )
        for i, scope in enumerate(planned)
    }


def settle(inputs: PlanInputs, scope: Scope) -> Answer | None:
    """Answer a release that needs no forecast, or can have none; None where one is due."""
    today = inputs.calendar.today(inputs.as_of)
    if scope.release.is_released:
        return Shipped(scope, today, inputs.data_as_of, scope.release.released_on)
    reason = _refuse(inputs, scope)
    if reason is None:
        return None
    reference = reference_class(inputs.releases, inputs.calendar)
    return Refusal(scope, today, inputs.data_as_of, reason.reason, reason.way_out, reference)


def _refuse(inputs: PlanInputs, scope: Scope) -> Reason | None:
    calendar = inputs.calendar
    if scope.release.is_canceled:
        return Reason(Note("refusal.canceled"), Note("way_out.reopen"))
    if not scope.items:
        return Reason(Note("refusal.empty"), Note("way_out.add_items"))
    median = median_lifespan_days(inputs.releases, calendar)
    if is_parking_lot(scope, calendar.today(inputs.as_of), median):
        return Reason(Note("refusal.parking_lot"), Note("way_out.set_date"))
    involved = {item.team for item in scope.open_items}
    return _first(refuse_team(team) for team in inputs.teams if team.team.id in involved)


def _first(reasons: Iterable[Reason | None]) -> Reason | None:
    return next((reason for reason in reasons if reason is not None), None)


def _team_work(
    inputs: PlanInputs,
    history: History,
    planned: tuple[Scope, ...],
    churns: tuple[Churn, ...],
    ownership: Ownership,
) -> TeamWork:
    weekly = full_week_throughput(history, inputs.calendar)
    mine = ownership.items[history.team.id]
    everyone = np.sum(list(ownership.items.values()), axis=0)
    part = mine / np.maximum(everyone, 1)
    shipped = tuple(
        s for s in inputs.releases if s.release.is_released and not s.release.covered_by
    )
    churn = tuple(
        Churn(c.added[-len(weekly) :] * p, c.exit_share, c.weeks)
        for c, p in zip(churns, part, strict=True)
    )
    return TeamWork(weekly, sharing_of(history, planned, shipped), mine, churn)


def _wait_for_shared(weeks: Floats, ownership: Ownership) -> None:
    """Let a release that holds an item of an earlier one end no sooner, in the same trial."""
    for later, firsts in sorted(ownership.waits_for.items()):
        for first in firsts:
            weeks[:, later] = np.maximum(weeks[:, later], weeks[:, first])


def _forecast(
    inputs: PlanInputs,
    scope: Scope,
    churn: Churn,
    weeks: Floats,
    effort: float,
    origin: tuple[int, str],
) -> ReleaseForecast:
    today = inputs.calendar.today(inputs.as_of)
    days = np.sort(inputs.calendar.days_until_worked(today, weeks, HORIZON_DAYS))
    leaving = churn.exit_share * len(scope.open_items) if churn.weeks else 0.0
    pace = Pace(_team_rate(inputs, scope), effort, churn.added_a_week - leaving, churn.weeks)
    seed, inputs_hash = origin
    return ReleaseForecast(
        scope=scope,
        today=today,
        data_as_of=inputs.data_as_of,
        days=days,
        horizon_days=HORIZON_DAYS,
        pace=pace,
        sprint_window=_sprint_window(inputs, scope, today, days),
        assumptions=assumptions_of(inputs, scope, churn, pace, days),
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
    middle, late = (sprint_on(sprints, today + timedelta(days=int(end))) for end in ends)
    return (middle, late) if middle and late else None


def _team_rate(inputs: PlanInputs, scope: Scope) -> float:
    involved = {item.team for item in scope.open_items}
    return sum(
        recent_rate(full_week_throughput(history, inputs.calendar))
        for history in inputs.teams
        if history.team.id in involved
    )
