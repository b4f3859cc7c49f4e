"""Reads the days that a phrase covers when it looks back: `last quarter`, `since September`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from bot.dates.past import read_past
from bot.dates.phrases import read_stretch
from bot.dates.relative import read_relative
from bot.dates.stretch import DAY, Stretch, month_after, months

_INSIDE = re.compile(r"\A(?:in|on|during|over|within|at|for|of|throughout) (?=\S)")
_SINCE = re.compile(r"(?:since|from|starting(?: in| on| from)?) (?P<what>.+?)(?: (?:on|onwards))?")
_AFTER = re.compile(r"after (?P<what>.+)")
_UNTIL = re.compile(r"(?:(?P<before>before)|by|until|till|up to) (?P<what>.+)")
_BETWEEN = re.compile(
    r"(?:between (?P<first>.+?) and|from (?P<start>.+?) (?:to|until|till|through)) (?P<last>.+)"
)
_SO_FAR = re.compile(r"so far (?=this )| so far$| to date$|, so far$")
_SPAN = re.compile(
    r"(?:the )?(?:last|past|previous) (?P<span>(?:\d{1,3}|few|couple(?: of)?|\w+) \w+s)"
)
_UNIT = re.compile(r"(?:the )?(?:last|past|previous) (?P<unit>week|month|quarter|year|fortnight)")
_AGO = re.compile(r"(?P<span>.+ (?P<unit>day|week|fortnight|month|quarter|year)s?) ago")
_LAST = re.compile(r"\A(?:the )?(?:last|past|previous|this(?= \w{4,}))(?: year'?s)? ")
_WITH_YEAR = re.compile(r"20\d\d")
_FEW = {"few": "3"}
_DAYS_A_WEEK = 7
_MONTHS_A_QUARTER = 3
_MONTHS_A_YEAR = 12
_LONGEST = 60


def read_lookback(phrase: str, today: date) -> Stretch | None:
    """Give the days up to today that a phrase covers; None when it is no such time.

    What comes back every year is the last one that has begun: `October` is not the next one.
    """
    text = " ".join(phrase.casefold().split()).strip(" ?!.,")
    if not text or len(text) > _LONGEST:
        return None
    text = _SO_FAR.sub("", text)
    found = next((each for each in _readings(text, today) if each is not None), None)
    if found is None or found.first > today:
        return None
    return Stretch(found.first, min(found.last, today))


def _readings(text: str, today: date) -> Iterator[Stretch | None]:
    if match := _BETWEEN.fullmatch(text):
        begun = _covered(match["first"] or match["start"], today)
        ended = _covered(match["last"], today)
        yield None if begun is None or ended is None else Stretch(begun.first, ended.last)
    if match := _SINCE.fullmatch(text):
        since = _covered(match["what"], today)
        yield None if since is None else Stretch(since.first, today)
    if match := _AFTER.fullmatch(text):
        after = _covered(match["what"], today)
        yield None if after is None else Stretch(after.last + DAY, today)
    if match := _UNTIL.fullmatch(text):
        until = _covered(match["what"], today)
        if until is not None:
            yield Stretch(date.min, until.first - DAY if match["before"] else until.last)
    yield _covered(text, today)


def _covered(phrase: str, today: date) -> Stretch | None:
    """Give the days of a phrase without the words that say from or until when."""
    text = _INSIDE.sub("", phrase, count=1)
    if match := _UNIT.fullmatch(text):
        return _last_whole(match["unit"], today)
    if match := _SPAN.fullmatch(text):
        return _span_to_now(match["span"], today)
    if match := _AGO.fullmatch(text):
        return _around(read_past(text, today), match["unit"])
    relative = read_relative(text, today)
    if relative is not None and relative.first <= today:
        return relative
    return _last_such(_LAST.sub("", text, count=1), today)


def _last_whole(unit: str, today: date) -> Stretch:
    """Give the week, month, quarter or year before the one that is running."""
    monday = today - DAY * today.weekday()
    if unit in ("week", "fortnight"):
        weeks = 1 if unit == "week" else 2
        return Stretch(monday - DAY * _DAYS_A_WEEK * weeks, monday - DAY)
    if unit == "month":
        return months(*month_after(today, -1))
    if unit == "year":
        return months(today.year - 1, 1, _MONTHS_A_YEAR)
    year, month = month_after(today, -_MONTHS_A_QUARTER)
    return months(year, (month - 1) // _MONTHS_A_QUARTER * _MONTHS_A_QUARTER + 1, _MONTHS_A_QUARTER)


def _span_to_now(span: str, today: date) -> Stretch | None:
    """Give `the last 30 days`, today among them."""
    count, _, unit = span.rpartition(" ")
    first = read_past(f"{_FEW.get(count, count)} {unit} ago", today)
    return None if first is None else Stretch(first, today)


def _around(day: date | None, unit: str) -> Stretch | None:
    """Nobody means the very day by `a month ago`, but the month that it was in."""
    if day is None:
        return None
    if unit in ("week", "fortnight"):
        monday = day - timedelta(days=day.weekday())
        return Stretch(monday, monday + DAY * (_DAYS_A_WEEK - 1))
    return Stretch(day, day) if unit == "day" else months(day.year, day.month)


def _last_such(text: str, today: date) -> Stretch | None:
    """Give the last one that has begun of what comes back every year, or every week."""
    if _WITH_YEAR.search(text):
        return read_stretch(text, today)
    for year in (today.year, today.year - 1):
        found = read_stretch(f"{text} {year}", today)
        if found is not None and found.first <= today:
            return found
    day = read_past(text, today)
    return None if day is None else Stretch(day, day)
