"""Reads one phrase as a date: our own grammar first, then dateparser."""

import re
from datetime import date, datetime, time

import dateparser

from bot.dates.numeric import read_numeric
from bot.dates.offset import read_offset
from bot.dates.parts import Cut, read_part
from bot.dates.relative import read_relative
from bot.dates.stretch import DAY, Stretch, month_after, months, next_such, one_day
from bot.dates.yearly import is_season, read_yearly

_FROM = re.compile(r"(?:from|on|in|at) (?=\S)")
_INTRODUCED = re.compile(
    r"(?:(?:on|at|by) or before|(?P<before>before|prior to|ahead of)|by|bis|until|till|til"
    r"|no later than|not later than"
    r"|on|in|at|for|around|about|roughly|within|latest) (?=\S)"
)
_SHORT = {"eow": "end of week", "eom": "end of month", "eoq": "end of quarter"}
_SHORT |= {"eoy": "end of year", "year end": "end of year", "month end": "end of month"}
_SHORT |= {"year-end": "end of year", "quarter end": "end of quarter", "eod": "today"}
_SHORT |= {"year's end": "end of year", "end of day": "today", "cob": "today"}
_WITH_YEAR = re.compile(
    r"(?P<what>.+?),? ?(?:of )?(?P<year>20\d\d)|(?P<first>20\d\d)[ -]?(?P<then>.+)"
)
_SHORT_YEAR = re.compile(r"\b(q[1-4]|h[12]|[a-z]{3,9})(?: ?['/]|(?<=\d) )(?P<year>[2-4]\d)$")
_DAY_OF_MONTH = re.compile(r"(?P<day>\d{1,2})(?:st|nd|rd|th)(?: of (?:this|next) month)?")
_BARE_YEAR = re.compile(r"20\d\d")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_NTH = re.compile(r"\b(?:1st|2nd|3rd|4th)(?= (?:quarter|half|week)\b)")
_SPELT = {"1": "first", "2": "second", "3": "third", "4": "fourth"}
_LOOSELY = re.compile(r"\A(?:some ?time|maybe|hopefully|circa) ")
_ARTICLE = re.compile(r"\bthe ")
_INSIDE = frozenset({"in", "on", "at", "for", "around", "about", "roughly"})
_UNTIL = frozenset({"by", "until", "till", "til", "bis"})
_MONTHS_TO_ANY_DAY = 3
_LONGEST = 60  # no date is longer, and a regular expression on a novel is slow


def read_date(phrase: str, today: date) -> date | None:
    """Give the day that a phrase means as a limit: `by` ends with it.

    A stretch counts with its last day (`by December`: the 31st), `before` ends on the day before
    it. A date without a year is the next such. None when it is no date.
    """
    read = _introduced(phrase, today)
    if read is None:
        return None
    introduced, text, stretch = read
    if introduced is not None and introduced[0].strip() in _UNTIL and is_season(text):
        return stretch.first  # "by summer" is before it is over
    # "before the end of March" means March, with its last day
    if introduced is not None and introduced["before"] and not text.startswith("end"):
        return stretch.first - DAY
    return stretch.last


def read_stretch(phrase: str, today: date) -> Stretch | None:
    """Give the days that a phrase covers: `in Q1` all of them, `by Q1` those from today on."""
    read = _introduced(phrase, today)
    if read is None:
        return None
    introduced, _, stretch = read
    if introduced is None or introduced[0].strip() in _INSIDE:
        return stretch
    last = read_date(phrase, today)
    return None if last is None or last < today else Stretch(today, last)


def _introduced(phrase: str, today: date) -> tuple[re.Match[str] | None, str, Stretch] | None:
    """Read a phrase with or without the word that introduces it."""
    text = _tidy(phrase)
    if len(text) > _LONGEST:
        return None
    introduced = _INTRODUCED.match(text)
    stretch = _read(text, today)
    if stretch is None and introduced is not None:
        text = text[introduced.end() :]
        stretch = _read(text, today)
    return None if stretch is None else (introduced, text, stretch)


def read_first_day(phrase: str, today: date) -> date | None:
    """Give the day that a phrase means as a beginning: a stretch counts with its first day.

    `from December` is the 1st.
    """
    text = _tidy(phrase)
    if len(text) > _LONGEST:
        return None
    stretch = _read(text, today) or _read(_FROM.sub("", text, count=1), today)
    return None if stretch is None else stretch.first


def _tidy(phrase: str) -> str:
    text = " ".join(phrase.casefold().replace("\u2019", "'").replace(",", " ").split()).strip(" ?!")
    text = _NTH.sub(lambda match: _SPELT[match[0][0]], _ARTICLE.sub("", text))
    text = _LOOSELY.sub("", text, count=1)
    return _SHORT.get(text, text)


def _read(text: str, today: date) -> Stretch | None:
    text = _SHORT.get(text, text)
    if match := _DAY_OF_MONTH.fullmatch(text):
        return _day_of_month(match, today)
    text = _SHORT_YEAR.sub(r"\1 20\g<year>", _ORDINAL.sub("", text))
    if (offset := read_offset(text, today, _read)) is not None:
        return offset
    part = read_part(text)
    if part.rest == text:
        return _whole(text, today, part.cut) or _dateparser(text, today)
    return _whole(part.rest, today, part.cut)


def _day_of_month(match: re.Match[str], today: date) -> Stretch | None:
    """Give the next day with that number: `the 15th`."""
    day, ahead = int(match["day"]), "next month" in match[0]
    for count in range(ahead, _MONTHS_TO_ANY_DAY):
        year, month = month_after(today, count)
        try:
            found = date(year, month, day)
        except ValueError:
            continue  # a month without a 31st
        if found >= today:
            return one_day(found)
    return None


def _whole(text: str, today: date, cut: Cut) -> Stretch | None:
    """Read a phrase without its part, then cut the part out."""
    fixed = read_numeric(text, today) or read_relative(text, today) or _in_a_year(text)
    if fixed is not None:
        return cut(fixed)
    yearly = read_yearly(text)
    return None if yearly is None else next_such(lambda year: cut(yearly(year)), today)


def _in_a_year(text: str) -> Stretch | None:
    if _BARE_YEAR.fullmatch(text):
        return months(int(text), 1, 12)
    match = _WITH_YEAR.fullmatch(text)
    if match is None:
        return None
    yearly = read_yearly(match["what"] or match["then"])
    try:
        return None if yearly is None else yearly(int(match["year"] or match["first"]))
    except ValueError:
        return None  # 31 February


def _dateparser(text: str, today: date) -> Stretch | None:
    """Ask dateparser for what is left, but only where there are both a number and a word.

    It takes a version like `2.4` or a lone `may` for a date.
    """
    if not re.search(r"\d", text) or not re.search(r"[a-z]{3}", text):
        return None
    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "RELATIVE_BASE": datetime.combine(today, time()),
            "PREFER_DATES_FROM": "future",
            "REQUIRE_PARTS": ["day", "month"],
        },
    )
    return None if found is None else one_day(found.date())
