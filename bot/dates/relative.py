"""What is counted from today: next Friday, in three weeks, this quarter."""

import re
from calendar import FRIDAY, SATURDAY
from datetime import date, timedelta

from bot.dates.stretch import DAY, Stretch, month_after, months, one_day

_NUMBERS = (
    *("a", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_COUNT = rf"\d{{1,3}}|an|{'|'.join(_NUMBERS)}"
_AHEAD = re.compile(
    rf"(?:(?:in|within|over|during) )?(?:(?:next|coming) )?(?:(?:about|around|roughly) )?"
    rf"(?:(?:{_COUNT}) ?(?:-|to|or) ?)?(?P<count>{_COUNT}|(?:a )?couple(?: of)?|half an?)[ -]?"
    r"(?P<unit>d(?:ay)?|w(?:ee)?k|w|fortnight|sprint|iteration|month|mth|quarter|y(?:ea)?r)s?"
    r"(?:'? time| from (?:now|today))?"
)
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = re.compile(
    r"(?:(?P<which>this|next|coming) )?"
    r"(?P<day>mon|tue|wed|thu|fri|sat|sun)(?:day|sday|nesday|rsday|urday|s|r|rs)?"
)
_THIS_OR_NEXT = re.compile(
    r"(?:(?P<which>this|next|coming|current|) ?)?(?P<unit>weekend|week|month|quarter|year)"
    r"(?P<later> after next)?"
)
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
    "d": 1,
    "day": 1,
    "w": _DAYS_A_WEEK,
    "wk": _DAYS_A_WEEK,
    "week": _DAYS_A_WEEK,
    "fortnight": 2 * _DAYS_A_WEEK,
    "sprint": SPRINT_WEEKS * _DAYS_A_WEEK,
    "iteration": SPRINT_WEEKS * _DAYS_A_WEEK,
}
_MONTHS_A_QUARTER = 3
_DAYS_A_MONTH = 30
_MONTHS_A_YEAR = 12
_UNIT_MONTHS = {"month": 1, "mth": 1, "quarter": _MONTHS_A_QUARTER}
_UNIT_MONTHS |= {"year": _MONTHS_A_YEAR, "yr": _MONTHS_A_YEAR}


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
    unit, word = match["unit"], match["count"]
    if word.startswith("half"):
        return _half(unit, today)
    count = _number(word)
    days = _UNIT_DAYS.get(unit)
    if days is not None:
        return one_day(today + timedelta(days=count * days))
    return one_day(_months_on(today, count * _UNIT_MONTHS[unit]))


def _half(unit: str, today: date) -> Stretch:
    """Half a year is six months; half of what is shorter counts in whole days."""
    if unit in _UNIT_MONTHS and _UNIT_MONTHS[unit] == _MONTHS_A_YEAR:
        return one_day(_months_on(today, _MONTHS_A_YEAR // 2))
    days = _UNIT_DAYS.get(unit) or _DAYS_A_MONTH * _UNIT_MONTHS[unit]
    return one_day(today + timedelta(days=max(days // 2, 1)))


def _number(word: str) -> int:
    """Give the count of a stretch ahead; `a couple of` is two."""
    if word.isdigit():
        return int(word)
    if "couple" in word:
        return 2
    return max(_NUMBERS.index("a" if word == "an" else word), 1)


def _months_on(today: date, count: int) -> date:
    last_of_month = months(*month_after(today, count)).last
    return last_of_month.replace(day=min(today.day, last_of_month.day))


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
    if match["later"]:
        ahead = 2
    if match["unit"] == "weekend":
        saturday = _monday(today) + DAY * (_DAYS_A_WEEK * ahead + SATURDAY)
        return Stretch(saturday, saturday + DAY)
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
