"""What comes back every year: months, quarters, halves, days with a number or a name."""

import re
from calendar import THURSDAY
from datetime import date, timedelta
from functools import partial

from bot.dates.stretch import DAY, Stretch, Yearly, months, one_day

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# Spelt in German, too: it is what stands beside a `15.`
_MONTH = (
    r"(?P<month>jan(?:uary?)?|feb(?:ruary?)?|mar(?:ch)?|m(?:ä|ae)rz|apr(?:il)?|ma[yi]|jun[ei]?"
    r"|jul[yi]?|aug(?:ust)?|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?)\.?"
)
_ALSO = {"mär": "mar", "mae": "mar", "mai": "may", "okt": "oct", "dez": "dec"}
_WEEKDAY = r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.? )?"
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(?P<day>\d{{1,2}})\.? ?(?:of )?{_MONTH}")
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_MONTH} ?(?:the )?(?P<day>\d{{1,2}})")
_BARE_MONTH = re.compile(_MONTH)
_QUARTER = re.compile(r"q(?P<number>[1-4])|(?P<word>first|second|third|fourth|last) quarter")
_HALF = re.compile(r"h(?P<number>[12])|(?P<word>first|second) half")
_WEEK = re.compile(r"(?:(?:calendar )?(?:week|wk)|kw|cw|w) ?(?P<number>\d{1,2})")
_SEASON = re.compile(
    r"(?:(?:this|next|coming) )?(?P<season>spring|summer|autumn|fall|winter|holiday season"
    r"|(?:(?:christmas|xmas|winter|year-end|end-of-year) )?(?:holidays|break))(?:,? 20\d\d)?"
)
_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_QUARTER_MONTHS = 3
_HALF_MONTHS = 6


def read_yearly(text: str) -> Yearly | None:
    """Read a phrase without its year; None when it is nothing that comes back every year."""
    for read in (_numbered_day, _named_day, _month, _quarter, _half, _week, _season):
        found = read(text)
        if found is not None:
            return found
    return None


def _numbered_day(text: str) -> Yearly | None:
    match = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if match is None:
        return None
    month, day = _month_number(match["month"]), int(match["day"])
    return lambda year: one_day(date(year, month, day))


def _month(text: str) -> Yearly | None:
    match = _BARE_MONTH.fullmatch(text)
    return None if match is None else partial(months, first=_month_number(match["month"]))


def _quarter(text: str) -> Yearly | None:
    match = _QUARTER.fullmatch(text)
    if match is None:
        return None
    number = int(match["number"] or _ORDINAL[match["word"]])
    return partial(months, first=_QUARTER_MONTHS * (number - 1) + 1, count=_QUARTER_MONTHS)


def _half(text: str) -> Yearly | None:
    match = _HALF.fullmatch(text)
    if match is None:
        return None
    number = int(match["number"] or _ORDINAL[match["word"]])
    return partial(months, first=_HALF_MONTHS * (number - 1) + 1, count=_HALF_MONTHS)


def _week(text: str) -> Yearly | None:
    """Read an ISO week, Monday to Friday: `by week 12` is its last working day."""
    match = _WEEK.fullmatch(text)
    if match is None:
        return None
    number = int(match["number"])
    return lambda year: Stretch(
        date.fromisocalendar(year, number, 1), date.fromisocalendar(year, number, 5)
    )


def is_season(text: str) -> bool:
    """Tell whether it is a time of the year that people are done before: `by summer`."""
    return _SEASON.fullmatch(text) is not None


def _season(text: str) -> Yearly | None:
    match = _SEASON.fullmatch(text)
    return None if match is None else _SEASONS.get(match["season"], _holidays)


def _named_day(text: str) -> Yearly | None:
    return _NAMED.get(text)


def _month_number(name: str) -> int:
    return _MONTHS.index(_ALSO.get(name[:3], name[:3])) + 1


def _fixed(month: int, day: int, year: int) -> Stretch:
    return one_day(date(year, month, day))


def _after_thanksgiving(days: int, year: int) -> Stretch:
    """Count from the fourth Thursday of November, which Black Friday follows."""
    first = date(year, 11, 1)
    to_thursday = (THURSDAY - first.weekday()) % 7
    return one_day(first + DAY * (to_thursday + days) + timedelta(weeks=3))


def _easter(year: int) -> Stretch:
    """Easter Sunday by the Gregorian computus (Meeus, Jones and Butcher)."""
    century = year // 100
    golden = year % 19
    leap = century - century // 4 - (8 * century + 13) // 25
    moon = (leap + 19 * golden + 15) % 30
    moon -= moon // 28 * (1 - 29 // (moon + 1) * ((21 - golden) // 11))
    weekday = (year + year // 4 + moon + 2 - century + century // 4) % 7
    offset = moon - weekday
    month = 3 + (offset + 40) // 44
    return one_day(date(year, month, offset + 28 - 31 * (month // 4)))


def _winter(year: int) -> Stretch:
    """The one that ends in that year, by whole months as all seasons here."""
    return Stretch(date(year - 1, 12, 1), months(year, 2).last)


def _holidays(year: int) -> Stretch:
    return Stretch(date(year, 12, 24), date(year + 1, 1, 1))


_SEASONS: dict[str, Yearly] = {
    "spring": partial(months, first=3, count=3),
    "summer": partial(months, first=6, count=3),
    "autumn": partial(months, first=9, count=3),
    "fall": partial(months, first=9, count=3),
    "winter": _winter,
}
_NAMED: dict[str, Yearly] = {
    "thanksgiving": partial(_after_thanksgiving, 0),
    "black friday": partial(_after_thanksgiving, 1),
    "cyber monday": partial(_after_thanksgiving, 4),
    "christmas": partial(_fixed, 12, 25),
    "xmas": partial(_fixed, 12, 25),
    "easter": _easter,
    "valentine's day": partial(_fixed, 2, 14),
    "halloween": partial(_fixed, 10, 31),
    "boxing day": partial(_fixed, 12, 26),
    "christmas day": partial(_fixed, 12, 25),
    "christmas eve": partial(_fixed, 12, 24),
    "new year": partial(_fixed, 1, 1),
    "new year's": partial(_fixed, 1, 1),
    "new year's day": partial(_fixed, 1, 1),
    "new year's eve": partial(_fixed, 12, 31),
}
