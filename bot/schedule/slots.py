"""When a wish for "Mon 09:30 in Berlin" is due, as moments."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np

from planner.calendar import WorkCalendar
from store.subscriptions import WEEKDAYS

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)
_LONGEST_CLOSURE = timedelta(days=31)
NO_HOLIDAYS: Final = WorkCalendar()


def due_slots(
    days: Collection[str],
    at: time,
    zone: str,
    *,
    after: datetime,
    until: datetime,
    calendar: WorkCalendar = NO_HOLIDAYS,
) -> tuple[datetime, ...]:
    """Give the slots after `after` and not after `until`, oldest first, in UTC.

    `days` are weekday names in `zone`, an IANA name; `at` is the wall clock there. A slot on one of
    the calendar's holidays is put off to the next worked day, and is one with the slot of that day.
    All seven days are every working day: whoever wants Sundays names them, and gets them. A time of
    day is somebody's choice, at night, too.
    """
    local = ZoneInfo(zone)
    # A slot that a leap of the clock put off may belong to the day before.
    last_before = after.astimezone(local).date() - _DAY
    first = last_before - _LONGEST_CLOSURE if calendar.holidays.size else last_before
    count = (until.astimezone(local).date() - first).days + 1
    wished = (first + number * _DAY for number in range(count))
    named = [day for day in wished if WEEKDAYS[day.weekday()] in days]
    put_off = _to_worked if {*days} >= {*WEEKDAYS} else _past_holidays
    wanted = dict.fromkeys(put_off(day, calendar) for day in named)
    slots = [moment_of(day, at, zone) for day in wanted if day >= last_before]
    return tuple(slot for slot in slots if after < slot <= until)


def next_slot(
    days: Collection[str],
    at: time,
    zone: str,
    *,
    after: datetime,
    calendar: WorkCalendar = NO_HOLIDAYS,
) -> datetime:
    """Give the first slot after `after`, in UTC.

    Raises:
        ValueError: there are no days.
    """
    if not days:
        raise ValueError("without weekdays there is no next slot")
    until = after + _LONGEST_CLOSURE + 9 * _DAY
    return due_slots(days, at, zone, after=after, until=until, calendar=calendar)[0]


def moment_of(day: date, at: time, zone: str) -> datetime:
    """Turn a wall clock into a moment in UTC.

    A time that the clocks leap over is the next minute that there is; one that they repeat is
    the first of the two.
    """
    local = ZoneInfo(zone)
    wall = datetime.combine(day, at.replace(fold=0))
    while not _exists(wall, local):
        wall = wall.replace(second=0, microsecond=0) + _MINUTE
    return wall.replace(tzinfo=local).astimezone(UTC)


def _past_holidays(day: date, calendar: WorkCalendar) -> date:
    """Give the day itself, or the next worked one where it is a holiday."""
    return _to_worked(day, calendar) if np.datetime64(day, "D") in calendar.holidays else day


def _to_worked(day: date, calendar: WorkCalendar) -> date:
    """Give the day itself where it is worked, else the next one that is."""
    for number in range(_LONGEST_CLOSURE.days):
        if calendar.is_working(day + number * _DAY, 1)[0]:
            return day + number * _DAY
    return day


def _exists(wall: datetime, local: ZoneInfo) -> bool:
    moment = wall.replace(tzinfo=local).astimezone(UTC)
    return moment.astimezone(local).replace(tzinfo=None) == wall
