"""Dates, ages and shares as a reader says them."""

from datetime import UTC, date, datetime, time

from bot.words.manner import says
from planner.answer import LIKELY_AT_LEAST, LIKELY_AT_MOST

_MINUTE = 60
_HOUR = 60 * _MINUTE
_DAY = 24 * _HOUR
_UNITS = (("days", _DAY), ("hours", _HOUR), ("minutes", _MINUTE))


def say_day(day: date, today: date) -> str:
    """`Tue 8 Dec` or as its readers write it, and the year where it is not today's."""
    return says().day(day, today)


def say_clock(at: time) -> str:
    """`09:30`, or `9:30 AM`."""
    return says().clock(at)


def say_likelihood(likelihood: float) -> str:
    """A share as a percentage that is never certain: `> 95%` and `< 5%` are the ends."""
    if likelihood > LIKELY_AT_MOST:
        return f"> {LIKELY_AT_MOST:.0%}"
    if likelihood < LIKELY_AT_LEAST:
        return f"< {LIKELY_AT_LEAST:.0%}"
    return f"{likelihood:.0%}"


def age_of(moment: datetime, now: datetime) -> tuple[str, int]:
    """Give the code of a unit and how many of it have passed: `("minutes", 5)`."""
    seconds = max(0.0, (now - moment).total_seconds())
    for code, length in _UNITS:
        if seconds >= length:
            return code, int(seconds // length)
    return "now", 0


def say_moment(moment: datetime) -> str:
    """A moment for those whose client cannot tell their own zone: `22 Nov 2026, 16:57 UTC`."""
    utc = moment.astimezone(UTC)
    return f"{says().full_day(utc.date())}, {says().clock(utc.time())} UTC"
