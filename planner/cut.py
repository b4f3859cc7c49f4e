"""Everything that was known at one moment, cut out of the timeline for a plan."""

from datetime import date, datetime

from planner.calendar import WorkCalendar
from planner.epics import finished_sizes
from planner.history import history_at
from planner.inputs import PlanInputs, Scope
from planner.note import Note
from planner.scope import scope_at
from planner.state import state_at
from planner.timeline import Timeline

_NO_DATE = date.max


def inputs_at(
    timeline: Timeline, as_of: datetime, calendar: WorkCalendar, notes: tuple[Note, ...] = ()
) -> PlanInputs:
    """Give the inputs of a plan as known at `as_of`, its releases in the order of the plan."""
    state = state_at(timeline, as_of)
    scopes = [scope_at(timeline, i, as_of, state) for i in range(len(timeline.releases))]
    return PlanInputs(
        as_of=as_of,
        data_as_of=timeline.data_as_of,
        teams=tuple(history_at(timeline, i, as_of, state) for i in range(len(timeline.teams))),
        releases=tuple(sorted(scopes, key=plan_order)),
        calendar=calendar,
        notes=notes,
        reference_sizes=finished_sizes(timeline, state),
    )


def plan_order(scope: Scope) -> tuple[bool, date, date, str, str]:
    """Order releases as they are worked on: by due date, then by when work on them began.

    Those that are out or canceled come last.
    """
    release = scope.release
    return (
        release.is_released or release.is_canceled,
        scope.due_on or _NO_DATE,
        _began_on(scope),
        release.name,
        release.id,
    )


def _began_on(scope: Scope) -> date:
    if scope.release.started_on is not None:
        return scope.release.started_on
    began_at = scope.release.created_at or scope.first_member_at
    return began_at.date() if began_at else _NO_DATE
