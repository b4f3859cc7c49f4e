"""Releases that need no forecast, or can have none."""

from planner.answer import Refusal, Shipped
from planner.inputs import PlanInputs, Scope
from planner.note import Note
from planner.reference import is_parking_lot, peers_of, reference_class
from planner.refusal import Reason, refuse_team

LARGEST_STRAY_SHARE = 0.1  # of the open items; more is not a stray any more


def settle(inputs: PlanInputs, scope: Scope) -> Shipped | Refusal | None:
    """Answer a release that needs no forecast, or can have none; None where one is due."""
    today = inputs.calendar.today(inputs.as_of)
    if scope.release.is_released:
        return Shipped(scope, today, inputs.data_as_of, scope.release.released_on)
    reason = _refuse(inputs, scope)
    if reason is None:
        return None
    reference = reference_class(peers_of(scope, inputs.releases), inputs.calendar)
    return Refusal(scope, today, inputs.data_as_of, reason.reason, reason.way_out, reference)


def _refuse(inputs: PlanInputs, scope: Scope) -> Reason | None:
    if scope.release.is_canceled:
        return Reason(Note("refusal.canceled"), Note("way_out.reopen"))
    if not scope.items:
        return Reason(Note("refusal.empty"), Note("way_out.add_items"))
    if is_parking_lot(scope, peers_of(scope, inputs.releases), inputs.calendar):
        return Reason(Note("refusal.parking_lot"), Note("way_out.set_date"))
    refused = _refused_teams(inputs, scope)
    if not refused or set_aside(inputs, scope):
        return None
    return next(iter(refused.values()))


def is_work(inputs: PlanInputs, scope: Scope) -> bool:
    """Tell whether a release takes its teams' time: it is open, and no place to put things off."""
    release = scope.release
    over = release.is_released or release.is_canceled or release.covered_by is not None
    if over or not scope.items:
        return False
    return not is_parking_lot(scope, peers_of(scope, inputs.releases), inputs.calendar)


def set_aside(inputs: PlanInputs, scope: Scope) -> frozenset[str]:
    """Name the teams whose few open items are left out, because nothing can be said of them.

    Empty where all can be forecast, and where what cannot be is more than a tenth of what is
    open: then the release is refused as a whole.
    """
    refused = frozenset(_refused_teams(inputs, scope))
    teams = [*(item.team for item in scope.open_items), *scope.unbroken_in]
    stray = sum(team in refused for team in teams)
    return refused if stray <= LARGEST_STRAY_SHARE * len(teams) else frozenset()


def _refused_teams(inputs: PlanInputs, scope: Scope) -> dict[str, Reason]:
    """Give the reason for each team that holds open items and cannot be forecast."""
    involved = {item.team for item in scope.open_items} | {*scope.unbroken_in}
    reasons = {team.team.id: refuse_team(team) for team in inputs.teams if team.team.id in involved}
    return {team: reason for team, reason in reasons.items() if reason is not None}
