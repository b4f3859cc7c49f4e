"""Which part of a move concerns whom: the range, the promise, the week, or only the horizon."""

from datetime import date, timedelta
from enum import StrEnum

from planner.answer import Health
from planner.calendar import WorkCalendar
from planner.digest import Line
from planner.launch.functions import (
    ENGINEERING,
    LEADERSHIP,
    LEGAL,
    MARKETING,
    QUALITY,
    SALES,
    Function,
    Wording,
)
from planner.launch.horizon import Horizon, horizon_of
from planner.launch.outlook import anchor_of
from planner.launch.plan import LaunchPlan
from planner.launch.stages import stages_of
from planner.moves import Change, days_later, p85_moved
from planner.snapshot import REFUSED, Snapshot


class View(StrEnum):
    """What a function works by."""

    RANGE = "range"
    PROMISE = "promise"
    WEEK = "week"
    HORIZON = "horizon"


class Direction(StrEnum):
    """Which way a date went; `RECOVERED`: it is on track again, and was not."""

    LATER = "later"
    EARLIER = "earlier"
    RECOVERED = "recovered"
    LOST = "lost"
    CHANGED = "changed"


_VIEWS = {
    ENGINEERING: View.RANGE,
    QUALITY: View.RANGE,
    MARKETING: View.PROMISE,
    SALES: View.PROMISE,
    LEGAL: View.PROMISE,
    LEADERSHIP: View.PROMISE,
}
_IN_DANGER = (Health.AT_RISK, Health.OFF_TRACK)
_UNSURE = frozenset({Change.LOST, Change.FOUND})
_OF_PROMISES = frozenset({Change.DUE, Change.CROSSED, Change.HEALTH, Change.PASSED}) | _UNSURE
SETTLES_DAYS = 5  # worked days in which a date that was just told may swing a little
OTHER_ODDS = 0.1  # of a promise's likelihood: less does not change what to do about it


def view_of(function: Function) -> View:
    """Give what a function works by: the week, where it is none that we know better."""
    if function.wording is Wording.HORIZON:
        return View.HORIZON
    return _VIEWS.get(function.name, View.WEEK)


def follows(
    function: Function,
    plan: LaunchPlan,
    snapshot: Snapshot,
    today: date,
    calendar: WorkCalendar,
    *,
    was_pinged: bool,
) -> bool:
    """Tell whether a function has begun to prepare a launch, so that moves of it concern it.

    Who builds it follows it all the way. The others do from their first ping on, or from when it
    was time for that: before it they have planned nothing by a date that swings for months.
    """
    if was_pinged or view_of(function) is View.RANGE:
        return True
    day, stages = anchor_of(plan, snapshot, today), stages_of(plan.tier)
    if day is None or not stages:
        return False
    return days_later(today, day, calendar) <= stages[0].days


def is_news(line: Line, plan: LaunchPlan, function: Function, today: date) -> bool:
    """Tell whether a move, which is large enough, changes what this function works by."""
    view, before = view_of(function), line.before
    if line.now.state == REFUSED and Change.LOST not in line.changes:
        return False  # that there is no forecast is known; that a date passes says no more
    if view is View.HORIZON:
        return before is not None and horizon_in(plan, before, today) != horizon_in(
            plan, line.now, today
        )
    if view is View.RANGE or before is None or line.changes & _UNSURE:
        return True
    if view is View.PROMISE:
        return _is_other_promise(line, before)
    return direction_of(line) is Direction.RECOVERED or (
        week_of(before.p85) != week_of(line.now.p85)
    )


def is_swing(line: Line, today: date, calendar: WorkCalendar) -> bool:
    """Tell whether a move is too small to take back what was told within a week of work.

    Day by day a forecast swings: "later" at nine and "earlier" at noon teaches people to read
    neither. It takes a move of twice the usual size, or another promise, to speak again so soon;
    as it is compared with what was told, what stays as it is gets told when the week is over.
    """
    before = line.before
    if before is None or line.changes != {Change.P85}:
        return False
    since = calendar.working_days_between(calendar.today(before.taken_at), today)
    return since < SETTLES_DAYS and not p85_moved(before, line.now, today, calendar, times=2)


def _is_other_promise(line: Line, before: Snapshot) -> bool:
    """Tell whether the committed date or the odds of it are others; without one, P85 is."""
    was, now = before.likelihood_due, line.now.likelihood_due
    if was is None or now is None or line.changes & _OF_PROMISES:
        return True
    return abs(now - was) >= OTHER_ODDS


def direction_of(line: Line) -> Direction:
    """Tell which way a move went, for who is told days."""
    before, now = line.before, line.now
    if Change.LOST in line.changes:
        return Direction.LOST
    if before is not None and before.health in _IN_DANGER and now.health == Health.ON_TRACK:
        return Direction.RECOVERED
    if before is not None and before.p85 is not None and now.p85 is None:
        return Direction.LATER
    if line.p85_days and line.changes & {Change.P85, Change.CROSSED, Change.HEALTH}:
        return Direction.LATER if line.p85_days > 0 else Direction.EARLIER
    return Direction.CHANGED


def promise_direction(line: Line) -> Direction:
    """Tell the same for who works by the promise: of one that stands, its odds tell."""
    way, before = direction_of(line), line.before
    was, now = None if before is None else before.likelihood_due, line.now.likelihood_due
    if way not in (Direction.LATER, Direction.EARLIER) or was is None or now is None:
        return way
    if before is None or before.due_on != line.now.due_on or was == now:
        return way
    return Direction.LATER if now < was else Direction.EARLIER


def week_direction(line: Line) -> Direction:
    """Tell the same for who works by the week: where another one is said, that is the move."""
    way, before = direction_of(line), line.before
    was, now = None if before is None else week_of(before.p85), week_of(line.now.p85)
    if way is not Direction.CHANGED or was is None or now is None or was == now:
        return way
    return Direction.LATER if now > was else Direction.EARLIER


def horizon_direction(line: Line, plan: LaunchPlan, today: date) -> Direction:
    """Tell which way a move went, for who is told only how far away it is."""
    was = None if line.before is None else planned_day(plan, line.before, today)
    now = planned_day(plan, line.now, today)
    if now is None:
        return Direction.LOST
    if was is None:
        return Direction.CHANGED
    return Direction.LATER if now > was else Direction.EARLIER


def horizon_in(plan: LaunchPlan, snapshot: Snapshot, today: date) -> Horizon | None:
    """Give how far away a release was planned, as it is said on this day."""
    day = planned_day(plan, snapshot, today)
    return None if day is None else horizon_of(max(day, today), today)


def planned_day(plan: LaunchPlan, snapshot: Snapshot, today: date) -> date | None:
    """Give the launch or committed date of a snapshot while that is ahead, else its P85."""
    promised = plan.launch_on or snapshot.due_on
    return promised if promised is not None and promised >= today else snapshot.p85


def week_of(day: date | None) -> date | None:
    """Give the Monday of a day's week."""
    return None if day is None else day - timedelta(days=day.weekday())
