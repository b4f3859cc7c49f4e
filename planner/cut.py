"""Everything that was known at one moment, cut out of the timeline for a plan."""

from datetime import date, datetime

import numpy as np

from planner.calendar import WorkCalendar
from planner.epics import finished_sizes
from planner.history import history_at
from planner.inputs import PlanInputs, Scope
from planner.members import Members
from planner.note import Note
from planner.scope import due_at, out_since, scope_at, still_open
from planner.state import State, merge_runs, state_at
from planner.timeline import Bools, ReleaseFacts, Timeline

_NO_DATE = date.max


def inputs_at(
    timeline: Timeline, as_of: datetime, calendar: WorkCalendar, notes: tuple[Note, ...] = ()
) -> PlanInputs:
    """Give the inputs of a plan as known at `as_of`, its releases in the order of the plan."""
    return Cutter(timeline, calendar, notes).inputs_at(as_of)


class Cutter:
    """Cuts one timeline at any number of moments.

    A release to which nothing has happened since the moment before is not put together again.
    """

    def __init__(
        self, timeline: Timeline, calendar: WorkCalendar, notes: tuple[Note, ...] = ()
    ) -> None:
        self._timeline = timeline
        self._calendar = calendar
        self._notes = notes
        self._runs = merge_runs(timeline.categories)
        self._out_since = np.array([out_since(r) for r in timeline.releases], dtype="M8[s]")
        self._still_open = [still_open(release) for release in timeline.releases]
        self._members: Members | None = None
        self._scopes: list[Scope] = []

    def inputs_at(self, as_of: datetime) -> PlanInputs:
        """Give the inputs of a plan as known at `as_of`, its releases in the order of the plan."""
        timeline, state = self._timeline, state_at(self._timeline, as_of, self._runs)
        teams = range(len(timeline.teams))
        return PlanInputs(
            as_of=as_of,
            data_as_of=timeline.data_as_of,
            teams=tuple(history_at(timeline, i, as_of, state) for i in teams),
            releases=tuple(sorted(self._scopes_at(as_of, state), key=plan_order)),
            calendar=self._calendar,
            notes=self._notes,
            reference_sizes=finished_sizes(timeline, state),
        )

    def _scopes_at(self, as_of: datetime, known: State) -> list[Scope]:
        timeline = self._timeline
        touched = np.ones(len(timeline.releases), dtype=bool)
        if self._members is None:
            self._members = Members(timeline, known)
        else:
            before = self._members.known.moment
            changed = self._members.go_to(known)
            touched = _touched(timeline, changed, before, known.moment)
        is_out = (self._out_since < known.moment).tolist()
        self._scopes = [
            scope_at(timeline, i, as_of, self._members)
            if touched[i]
            else _later(
                self._scopes[i],
                release if is_out[i] else self._still_open[i],
                due_at(release, as_of),
                as_of,
            )
            for i, release in enumerate(timeline.releases)
        ]
        return self._scopes


def _later(scope: Scope, release: ReleaseFacts, due_on: date | None, as_of: datetime) -> Scope:
    """Give a scope in which nothing has happened, at a later moment.

    Put together by hand: `dataclasses.replace` takes five times as long, and most releases of a
    tracker are in this state at any moment.
    """
    return Scope(
        release,
        as_of,
        due_on,
        scope.items,
        scope.left_out,
        scope.added_at,
        scope.removed_at,
        scope.done_at,
        scope.first_member_at,
        scope.unbroken_in,
    )


def _touched(
    timeline: Timeline, changed: Bools, before: np.datetime64, now: np.datetime64
) -> Bools:
    """Tell which releases have other members now, or members that have changed."""
    spans, touched = timeline.memberships, np.zeros(len(timeline.releases), dtype=bool)
    differs = changed[spans.item]
    for times in (spans.start, spans.end):
        differs |= (times <= before) != (times <= now)
    touched[spans.value[differs].astype(np.int64)] = True
    return touched


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
