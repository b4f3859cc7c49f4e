"""Dates in digits alone, where their order leaves no doubt, or we know who wrote them."""

import re
from datetime import date

from bot.dates.stretch import Stretch, next_such, one_day
from bot.words.manner import reads

_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4}|\d{2})?|(1[3-9]|2\d|3[01])\.(\d{1,2})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})(?:[/-](\d{4}|\d{2}))?")
_MONTHS_A_YEAR = 12
_CENTURY = 2000


def read_numeric(text: str, today: date) -> Stretch | None:
    """Read `2026-12-15`, `15.12.2026`, `15.12.`, `12/15`.

    `5/6` is June to some and May to others: it is read as whoever wrote it means it, and where
    that is not known it is None, better asked again than guessed. None, too, for a date that no
    calendar has, and for `2.4`, which is a version.
    """
    if match := _ISO.fullmatch(text):
        year, month, day = (int(part) for part in match.groups())
        return _dated(year, month, day, today)
    if match := _DOTTED.fullmatch(text):
        day, month = int(match[1] or match[4]), int(match[2] or match[5])
        return _dated(_year(match[3]), month, day, today)
    if match := _SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[2]), _year(match[3]), today)
    return None


def _slashed(first: int, second: int, year: int | None, today: date) -> Stretch | None:
    if first == second or max(first, second) > _MONTHS_A_YEAR:
        return _dated(year, min(first, second), max(first, second), today)
    is_month_first = reads().reads_month_first
    if is_month_first is None:
        return None
    return (
        _dated(year, first, second, today) if is_month_first else _dated(year, second, first, today)
    )


def read_either(text: str, today: date) -> tuple[date, date] | None:
    """Give the two days that `5/6` may be, day first and month first; None where it is one."""
    match = _SLASHED.fullmatch(text.strip(" ?!."))
    if match is None:
        return None
    first, second, year = int(match[1]), int(match[2]), _year(match[3])
    if first == second or max(first, second) > _MONTHS_A_YEAR:
        return None
    found = (_dated(year, second, first, today), _dated(year, first, second, today))
    days = [stretch.first for stretch in found if stretch is not None]
    return (min(days), max(days)) if len(days) == len(found) else None


def _year(digits: str | None) -> int | None:
    if digits is None:
        return None
    return int(digits) if int(digits) > _CENTURY else _CENTURY + int(digits)


def _dated(year: int | None, month: int, day: int, today: date) -> Stretch | None:
    if year is None:
        return next_such(lambda any_year: one_day(date(any_year, month, day)), today)
    try:
        return one_day(date(year, month, day))
    except ValueError:
        return None
