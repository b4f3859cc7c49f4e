"""When a wish for "Mon 09:30 in Berlin" is due, as moments."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from store.subscriptions import WEEKDAYS

_DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def due_slots(
    days: Collection[str], at: time, zone: str, *, after: datetime, until: datetime
) -> tuple[datetime, ...]:
    """Give the slots after `after` and not after `until`, oldest first, in UTC.

    `days` are weekday names in `zone`, an IANA name; `at` is the wall clock there.
    """
    local = ZoneInfo(zone)
    # A slot that a leap of the clock put off may belong to the day before.
    first = after.astimezone(local).date() - _DAY
    count = (until.astimezone(local).date() - first).days + 1
    wanted = [first + number * _DAY for number in range(count)]
    slots = [moment_of(day, at, zone) for day in wanted if WEEKDAYS[day.weekday()] in days]
    return tuple(slot for slot in slots if after < slot <= until)


def next_slot(days: Collection[str], at: time, zone: str, *, after: datetime) -> datetime:
    """Give the first slot after `after`, in UTC.

    Raises:
        ValueError: there are no days.
    """
    if not days:
        raise ValueError("without weekdays there is no next slot")
    return due_slots(days, at, zone, after=after, until=after + 9 * _DAY)[0]


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


def _exists(wall: datetime, local: ZoneInfo) -> bool:
    moment = wall.replace(tzinfo=local).astimezone(UTC)
    return moment.astimezone(local).replace(tzinfo=None) == wall
