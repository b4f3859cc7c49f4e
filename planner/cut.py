"""Everything that was known at one moment, cut out of the timeline for a plan."""

from datetime import date, datetime

import numpy as np

from planner.calendar import WorkCalendar
from planner.epics import finished_sizes
from planner.history import history_at
from planner.inputs import OF_ITEMS, PlanInputs, Scope
from planner.members import Members
from planner.moments import Moments
from planner.note import Note
from planner.scope import due_at, out_since, scope_at, still_open
from planner.state import State
from planner.timeline import Bools, Ints, ReleaseFacts, Timeline

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
        self._moments = Moments(timeline)
        self._out_since = np.array([out_since(r) for r in timeline.releases], dtype="M8[s]")
        self._still_open = [still_open(release) for release in timeline.releases]
        self._members: Members | None = None
        self._scopes: list[Scope] = []

    def inputs_at(self, as_of: datetime) -> PlanInputs:
        """Give the inputs of a plan as known at `as_of`, its releases in the order of the plan."""
        timeline = self._timeline
        state, happened = self._moments.go_to(as_of)
        members, touched = self._members_at(state, happened)
        teams = range(len(timeline.teams))
        return PlanInputs(
            as_of=as_of,
            data_as_of=timeline.data_as_of,
            teams=tuple(history_at(timeline, i, as_of, state) for i in teams),
            releases=tuple(sorted(self._scopes_at(as_of, members, touched), key=plan_order)),
            calendar=self._calendar,
            notes=self._notes,
            reference_sizes=finished_sizes(state, members.sizes),
        )

    def _members_at(self, known: State, happened: Ints) -> tuple[Members, Bools]:
        """Give the members at another moment, and tell the releases in which they differ."""
        if self._members is None:
            self._members = Members(self._timeline, known)
            return self._members, np.ones(len(self._timeline.releases), dtype=bool)
        before = self._members.known.moment
        changed = self._members.go_to(known, happened)
        return self._members, _touched(self._timeline, changed, before, known.moment)

    def _scopes_at(self, as_of: datetime, members: Members, touched: Bools) -> list[Scope]:
        timeline = self._timeline
        is_out = (self._out_since < members.known.moment).tolist()
        releases = [
            release if is_out[i] else self._still_open[i]
            for i, release in enumerate(timeline.releases)
        ]
        self._scopes = [
            scope_at(timeline, i, as_of, members, release)
            if touched[i]
            else _later(self._scopes[i], release, due_at(release, as_of), as_of)
            for i, release in enumerate(releases)
        ]
        return self._scopes


def _later(scope: Scope, release: ReleaseFacts, due_on: date | None, as_of: datetime) -> Scope:
    """Give a scope in which nothing has happened, at a later moment.

    Put together by hand: `dataclasses.replace` takes five times as long, and most releases of a
    tracker are in this state at any moment.
    """
    later = Scope(
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
    for name in OF_ITEMS:
        if hasattr(scope, name):
            object.__setattr__(later, name, getattr(scope, name))
    return later


def _touched(
    timeline: Timeline, changed: Bools, before: np.datetime64, now: np.datetime64
) -> Bools:
    """Tell which releases have other members now, or members that have changed."""
    spans, touched = timeline.memberships, np.zeros(len(timeline.releases), dtype=bool)
    differs = changed[spans.item]
    # Whatever becomes of an item later is nothing to a release that it has left before.
    differs &= ~(spans.end <= min(before, now))
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
