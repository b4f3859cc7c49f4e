"""Releases that need no forecast, or can have none."""

from collections.abc import Iterable

from planner.answer import Refusal, Shipped
from planner.inputs import PlanInputs, Scope
from planner.note import Note
from planner.reference import is_parking_lot, peers_of, reference_class
from planner.refusal import Reason, refuse_team


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
    involved = {item.team for item in scope.open_items}
    return _first(refuse_team(team) for team in inputs.teams if team.team.id in involved)


def _first(reasons: Iterable[Reason | None]) -> Reason | None:
    return next((reason for reason in reasons if reason is not None), None)
