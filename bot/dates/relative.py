"""What is counted from today: next Friday, in three weeks, this quarter."""

import re
from calendar import FRIDAY
from datetime import date, timedelta

from bot.dates.stretch import DAY, Stretch, month_after, months, one_day

_NUMBERS = (
    *("a", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_AHEAD = re.compile(
    rf"(?:(?:in|within) )?(?P<count>\d{{1,3}}|an|{'|'.join(_NUMBERS)}) "
    r"(?P<unit>day|week|fortnight|sprint|month|quarter|year)s?(?:'? time| from (?:now|today))?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(?:(?P<which>this|next|coming) )?"
    r"(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|r|rs)?"
)
_THIS_OR_NEXT = re.compile(r"(?P<which>this|next|) ?(?P<unit>week|month|quarter|year)")
_DAYS = {
    "yesterday": -1,
    "today": 0,
    "tonight": 0,
    "now": 0,
    "tomorrow": 1,
    "day after tomorrow": 2,
}
_DAYS_A_WEEK = 7
SPRINT_WEEKS = 2  # teams differ: the answer says that this is how it was read
_UNIT_DAYS = {
    "day": 1,
    "week": _DAYS_A_WEEK,
    "fortnight": 2 * _DAYS_A_WEEK,
    "sprint": SPRINT_WEEKS * _DAYS_A_WEEK,
}
_MONTHS_A_QUARTER = 3
_MONTHS_A_YEAR = 12


def read_relative(text: str, today: date) -> Stretch | None:
    """Read a phrase that only `today` gives a meaning; None when it is none."""
    if text in _DAYS:
        return one_day(today + DAY * _DAYS[text])
    for read in (_ahead, _weekday, _this_or_next):
        found = read(text, today)
        if found is not None:
            return found
    return None


def _ahead(text: str, today: date) -> Stretch | None:
    match = _AHEAD.fullmatch(text)
    if match is None:
        return None
    word = match["count"]
    count = int(word) if word.isdigit() else max(_NUMBERS.index(word if word != "an" else "a"), 1)
    days = _UNIT_DAYS.get(match["unit"])
    if days is not None:
        return one_day(today + timedelta(days=count * days))
    a_unit = {"month": 1, "quarter": _MONTHS_A_QUARTER, "year": _MONTHS_A_YEAR}[match["unit"]]
    last_of_month = months(*month_after(today, count * a_unit)).last
    return one_day(last_of_month.replace(day=min(today.day, last_of_month.day)))


def _weekday(text: str, today: date) -> Stretch | None:
    """Read `Friday` and `this Friday` as the one within a week, today included.

    `next Friday` is the one of the next week, which begins on a Monday.
    """
    match = _WEEKDAY.fullmatch(text)
    if match is None:
        return None
    weekday = _WEEKDAYS.index(match["day"])
    if match["which"] == "next":
        return one_day(_monday(today) + DAY * (_DAYS_A_WEEK + weekday))
    return one_day(today + DAY * ((weekday - today.weekday()) % _DAYS_A_WEEK))


def _this_or_next(text: str, today: date) -> Stretch | None:
    match = _THIS_OR_NEXT.fullmatch(text)
    if match is None:
        return None
    ahead = 1 if match["which"] == "next" else 0
    if match["unit"] == "week":
        monday = _monday(today) + DAY * _DAYS_A_WEEK * ahead
        return Stretch(monday, max(monday + DAY * FRIDAY, today))
    if match["unit"] == "month":
        return months(*month_after(today, ahead))
    if match["unit"] == "year":
        return months(today.year + ahead, 1, _MONTHS_A_YEAR)
    year, month = month_after(today, _MONTHS_A_QUARTER * ahead)
    first = (month - 1) // _MONTHS_A_QUARTER * _MONTHS_A_QUARTER + 1
    return months(year, first, _MONTHS_A_QUARTER)


def _monday(today: date) -> date:
    return today - DAY * today.weekday()
