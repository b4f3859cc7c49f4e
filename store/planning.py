"""What a forecast is made from, loaded as known at a moment."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from planner.calendar import WorkCalendar
from planner.history import history_at
from planner.inputs import PlanInputs, Scope
from planner.scope import scope_at
from planner.state import state_at
from store.timeline import load_timeline


def load_plan_inputs(session: Session, as_of: datetime, calendar: WorkCalendar) -> PlanInputs:
    """Load every team's history and every release's scope as known at `as_of`.

    Releases stand in the order in which they are planned: open ones by due date, then by when
    they began, then by name; behind them what was shipped or canceled.
    """
    timeline = load_timeline(session, as_of)
    state = state_at(timeline, as_of)
    scopes = [
        scope_at(timeline, position, as_of, state) for position in range(len(timeline.releases))
    ]
    return PlanInputs(
        as_of=as_of,
        data_as_of=timeline.data_as_of,
        teams=tuple(
            history_at(timeline, position, as_of, state) for position in range(len(timeline.teams))
        ),
        releases=tuple(sorted(scopes, key=_plan_order)),
        calendar=calendar,
    )


def _plan_order(scope: Scope) -> tuple[bool, date, date, str, str]:
    release = scope.release
    return (
        release.is_released or release.is_canceled,
        scope.due_on or date.max,
        _began_on(scope),
        release.name,
        release.id,
    )


def _began_on(scope: Scope) -> date:
    if scope.release.started_on is not None:
        return scope.release.started_on
    began_at = scope.release.created_at or scope.first_member_at
    return began_at.astimezone(UTC).date() if began_at else date.max
