"""What changed in a release between two looks at it, and whether it is worth a word."""

from datetime import date
from enum import StrEnum

from planner.calendar import WorkCalendar
from planner.snapshot import FORECAST, REFUSED, Snapshot

LEAST_DAYS = 3
LEAST_SHARE = 0.1


class Change(StrEnum):
    """`CROSSED`: P85 is now on the other side of the due date. `DUE`: the due date is another.

    `FOUND` and `LOST`: there is a forecast where none was, and the other way round. `PASSED`:
    the due date went by. `WORK`: items were finished, joined or left.
    """

    P85 = "p85"
    CROSSED = "crossed"
    HEALTH = "health"
    DUE = "due"
    FOUND = "found"
    LOST = "lost"
    PASSED = "passed"
    WORK = "work"


def changes_between(
    before: Snapshot, now: Snapshot, today: date, calendar: WorkCalendar
) -> frozenset[Change]:
    """Tell what changed by more than noise; the same for both directions of a move.

    The passing of a date is not seen here: it takes no second look, only time.
    """
    if now.state == FORECAST and before.state != FORECAST:
        return frozenset({Change.FOUND})
    if now.state == REFUSED and before.state == FORECAST:
        return frozenset({Change.LOST})
    if now.state != FORECAST:
        return frozenset()
    found = {
        Change.P85: p85_moved(before, now, today, calendar),
        Change.CROSSED: _crossed(before, now),
        Change.HEALTH: before.health != now.health,
        Change.DUE: before.due_on != now.due_on,
    }
    return frozenset(change for change, happened in found.items() if happened)


def small_changes_between(before: Snapshot, now: Snapshot) -> frozenset[Change]:
    """Tell what is another at all, for somebody who asks: noise is theirs to judge."""
    if before.state != FORECAST or now.state != FORECAST:
        return frozenset()
    both_wait = is_complete(before) and is_complete(now)
    work = (before.open_items, before.done_items) != (now.open_items, now.done_items)
    found = {Change.P85: before.p85 != now.p85 and not both_wait, Change.WORK: work}
    return frozenset(change for change, happened in found.items() if happened)


def p85_moved(
    before: Snapshot, now: Snapshot, today: date, calendar: WorkCalendar, *, times: int = 1
) -> bool:
    """Tell whether P85 moved by 3 working days and by a tenth of the time left, or `times` that.

    The time left is that to the later of the two dates. Of a release with nothing left to do P85
    is simply today, so that it wanders with the calendar and says nothing.
    """
    if is_complete(before) and is_complete(now):
        return False
    if before.p85 is None or now.p85 is None:
        return before.p85 != now.p85
    moved = abs(days_later(before.p85, now.p85, calendar))
    left = days_later(today, max(before.p85, now.p85), calendar)
    return moved >= times * max(LEAST_DAYS, LEAST_SHARE * left)


def is_complete(snapshot: Snapshot) -> bool:
    """Tell whether all its items are done, and only the release itself is left."""
    return snapshot.state == FORECAST and not snapshot.open_items


def days_later(before: date, now: date, calendar: WorkCalendar) -> int:
    """Count the working days by which `now` is later; negative where it is earlier."""
    days = calendar.working_days_between(min(before, now), max(before, now))
    return days if now >= before else -days


def _crossed(before: Snapshot, now: Snapshot) -> bool:
    keeps = [
        snapshot.p85 is not None and snapshot.p85 <= snapshot.due_on
        for snapshot in (before, now)
        if snapshot.due_on is not None
    ]
    return keeps in ([True, False], [False, True])
