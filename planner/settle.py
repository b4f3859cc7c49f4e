"""Releases that need no forecast, or can have none."""

from collections.abc import Mapping

from planner.answer import Refusal, Shipped
from planner.inputs import PlanInputs, Scope
from planner.note import Note
from planner.reference import (
    UsualAges,
    is_parking_lot,
    peers_of,
    reference_class,
    usual_ages,
)
from planner.refusal import Reason, refuse_team

LARGEST_STRAY_SHARE = 0.1  # of the open items; more is not a stray any more


class Judge:
    """Tells which releases of a plan can be forecast; looks at each team and tracker once."""

    def __init__(self, inputs: PlanInputs) -> None:
        self.inputs = inputs
        self._teams = {history.team.id: history for history in inputs.teams}
        self._reasons: dict[str, Reason | None] = {}
        self._usual: dict[tuple[str, ...], UsualAges | None] = {}
        self._work: tuple[Scope, ...] | None = None

    def settle(self, scope: Scope) -> Shipped | Refusal | None:
        """Answer a release that needs no forecast, or can have none; None where one is due."""
        inputs = self.inputs
        today = inputs.calendar.today(inputs.as_of)
        if scope.release.is_released:
            return Shipped(scope, today, inputs.data_as_of, scope.release.released_on)
        reason = self._refuse(scope)
        if reason is None:
            return None
        reference = reference_class(peers_of(scope, inputs.releases), inputs.calendar)
        return Refusal(scope, today, inputs.data_as_of, reason.reason, reason.way_out, reference)

    def is_work(self, scope: Scope) -> bool:
        """Tell whether it takes its teams' time: it is open, and no place to put things off."""
        release = scope.release
        over = release.is_released or release.is_canceled or release.covered_by is not None
        return not over and bool(scope.items) and not self._is_parked(scope)

    def work(self) -> tuple[Scope, ...]:
        """Give all releases that take their teams' time, in plan order."""
        if self._work is None:
            self._work = tuple(scope for scope in self.inputs.releases if self.is_work(scope))
        return self._work

    def set_aside(self, scope: Scope) -> frozenset[str]:
        """Name the teams whose few open items are left out: nothing can be said of them.

        Empty where all can be forecast, and where what cannot be is more than a tenth of what is
        open: then the release is refused as a whole.
        """
        refused = frozenset(self._refused_teams(scope))
        if not refused:
            return refused
        teams = [*(item.team for item in scope.open_items), *scope.unbroken_in]
        stray = sum(team in refused for team in teams)
        return refused if stray <= LARGEST_STRAY_SHARE * len(teams) else frozenset()

    def _refuse(self, scope: Scope) -> Reason | None:
        if scope.release.is_canceled:
            return Reason(Note("refusal.canceled"), Note("way_out.reopen"))
        if not scope.items:
            return Reason(Note("refusal.empty"), Note("way_out.add_items"))
        if self._is_parked(scope):
            return Reason(Note("refusal.parking_lot"), Note("way_out.set_date"))
        refused = self._refused_teams(scope)
        if not refused or self.set_aside(scope):
            return None
        return next(iter(refused.values()))

    def _is_parked(self, scope: Scope) -> bool:
        calendar, sources = self.inputs.calendar, scope.release.sources
        if sources not in self._usual:
            self._usual[sources] = usual_ages(peers_of(scope, self.inputs.releases), calendar)
        return is_parking_lot(scope, self._usual[sources], calendar)

    def _refused_teams(self, scope: Scope) -> Mapping[str, Reason]:
        """Give the reason for each team that holds open items and cannot be forecast."""
        involved = {item.team for item in scope.open_items} | {*scope.unbroken_in}
        reasons = {team: self._reason(team) for team in self._teams if team in involved}
        return {team: reason for team, reason in reasons.items() if reason is not None}

    def _reason(self, team: str) -> Reason | None:
        if team not in self._reasons:
            self._reasons[team] = refuse_team(self._teams[team])
        return self._reasons[team]
