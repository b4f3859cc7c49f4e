"""The hours in which people are asked to do something: working hours of working days."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.schedule.slots import moment_of
from planner.calendar import WorkCalendar

OPENS = time(9)
CLOSES = time(17)


def next_open(now: datetime, calendar: WorkCalendar) -> datetime:
    """Give `now` in working hours, by the calendar's zone, else when the next ones begin."""
    local = now.astimezone(ZoneInfo(calendar.zone))
    day, clock = local.date(), local.time()
    if clock < CLOSES and _is_worked(day, calendar):
        return now if clock >= OPENS else moment_of(day, OPENS, calendar.zone)
    day += timedelta(days=1)
    while not _is_worked(day, calendar):
        day += timedelta(days=1)
    return moment_of(day, OPENS, calendar.zone)


def _is_worked(day: date, calendar: WorkCalendar) -> bool:
    return bool(calendar.is_working(day, 1)[0])
