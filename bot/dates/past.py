"""Reads one phrase as a day that has been: `Monday`, `last week`, `3 days ago`, `Nov 16`."""

import re
from datetime import date, timedelta

from bot.dates.phrases import read_date
from bot.dates.relative import read_relative

_AGO = re.compile(
    r"(?P<span>.+?) ago|(?:the )?last (?P<last>\d+ \w+|week|month|fortnight)"
    r"|(?P<plain>\d+ (?:day|week|fortnight|sprint|month)s?)"
)
_LAST = re.compile(r"(?:last|this|on|the) ")
_DAYS_A_WEEK = 7


def read_past(phrase: str, today: date) -> date | None:
    """Give the day that a phrase means when it looks back; None when it is no date.

    A weekday is the last such before today, a date without a year the last such. What cannot but
    be in the future (`2099-01-01`) is given as it is.
    """
    text = " ".join(phrase.casefold().split()).strip(" ?!.,")
    if match := _AGO.fullmatch(text):
        return _ago(match[str(match.lastgroup)], today)
    text = _LAST.sub("", text)
    relative = read_relative(text, today)
    if relative is not None and relative.first >= today and _is_weekday(text):
        return relative.first - timedelta(days=_DAYS_A_WEEK)
    found = read_date(text, today)
    if found is None or found <= today or re.search(r"\d{4}", text):
        return found
    return _year_before(found)


def _ago(span: str, today: date) -> date | None:
    """Mirror a stretch ahead of today: what `in 2 weeks` is, `2 weeks ago` was."""
    text = span if span[0].isdigit() or " " in span else f"a {span}"
    ahead = read_relative(text, today)
    return None if ahead is None else today - (ahead.last - today)


def _is_weekday(text: str) -> bool:
    return text[:3] in {"mon", "tue", "wed", "thu", "fri", "sat", "sun"}


def _year_before(day: date) -> date:
    try:
        return day.replace(year=day.year - 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year - 1, day=28)
