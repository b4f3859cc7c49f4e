"""A span before or after another day: `two weeks from today`, `3 days before Christmas`."""

import re
from calendar import SATURDAY
from collections.abc import Callable
from datetime import date
from typing import Final

from bot.dates.stretch import DAY, Stretch, one_day

NUMBERS: Final = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve"),
)
_COUNT = rf"\d{{1,3}}|an?|{'|'.join(NUMBERS[1:])}|(?:a )?couple(?: of)?"
_SPAN = rf"(?P<count>{_COUNT}) (?P<unit>(?:(?:working|business|work)[ -]?)?day|week|fortnight)s?"
_OFFSET = re.compile(rf"{_SPAN} (?P<way>from|after|before|past|ahead of|on|prior to) (?P<what>.+)")
_WORKING = re.compile(
    rf"(?:(?:in|within|over) )?(?:(?:next|coming) )?(?P<count>{_COUNT}) "
    r"(?:working|business|work)[ -]?days?(?:'? time| from (?:now|today))?"
)
_WEEK_LATER = re.compile(
    r"(?:(?P<day>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|today|tomorrow) week"
    r"|(?P<name>(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|today|tomorrow) in (?P<spoken>a|two|three)"
    r" weeks?)"
)
_BEFORE = frozenset({"before", "ahead of", "prior to"})
_DAYS: Final = {"day": 1, "week": 7, "fortnight": 14}
_DAYS_A_WEEK = 7


def read_offset(
    text: str, today: date, read: Callable[[str, date], Stretch | None]
) -> Stretch | None:
    """Read a span that is counted from another day, which `read` reads; None when it is none.

    Working days are Monday to Friday: of holidays a phrase knows nothing.
    """
    if match := _WORKING.fullmatch(text):
        return one_day(_working_days_on(today, _count(match["count"])))
    if match := _WEEK_LATER.fullmatch(text):
        weeks = 1 if match["day"] else _count(match["spoken"])
        start = read(match["day"] or match["name"], today)
        return None if start is None else one_day(start.first + DAY * _DAYS_A_WEEK * weeks)
    match = _OFFSET.fullmatch(text)
    if match is None or (match["way"] == "on" and match["unit"] == "day"):
        return None
    start = read(match["what"], today)
    if start is None:
        return None
    # back from the first day of what was named, or on from its last
    count = _count(match["count"])
    if match["way"] in _BEFORE:
        return one_day(_days_on(start.first, -count, match["unit"]))
    return one_day(_days_on(start.last, count, match["unit"]))


def _days_on(day: date, count: int, unit: str) -> date:
    if unit in _DAYS:
        return day + DAY * count * _DAYS[unit]
    return _working_days_on(day, count)


def _working_days_on(day: date, count: int) -> date:
    step = DAY if count > 0 else -DAY
    for _ in range(abs(count)):
        day += step
        while day.weekday() >= SATURDAY:
            day += step
    return day


def _count(word: str) -> int:
    if word.isdigit():
        return int(word)
    if "couple" in word:
        return 2
    return 1 if word in {"a", "an"} else NUMBERS.index(word)
