"""Reads one phrase as a date: our own grammar first, then dateparser."""

import re
from collections.abc import Callable
from datetime import date, datetime, time

import dateparser

from bot.dates.numeric import read_numeric
from bot.dates.relative import read_relative
from bot.dates.stretch import DAY, Stretch, early, end, middle, months, next_such, one_day
from bot.dates.yearly import read_yearly

_FROM = re.compile(r"(?:from|on|in|at) (?=\S)")
_INTRODUCED = re.compile(r"(?:(?P<before>before)|by|until|till|on|in|at|for|around|about) (?=\S)")
_PART = re.compile(
    r"(?P<early>early|(?:start|beginning) of|eo(?=$)) ?"
    r"|(?P<middle>mid|(?:the )?middle of)[ -]"
    r"|(?P<end>late|end of|end)[ -]"
)
_SHORT = {"eow": "end of week", "eom": "end of month", "eoq": "end of quarter"}
_SHORT |= {"eoy": "end of year", "year end": "end of year", "month end": "end of month"}
_WITH_YEAR = re.compile(
    r"(?P<what>.+?),? (?:of )?(?P<year>20\d\d)|(?P<first>20\d\d)[ -](?P<then>.+)"
)
_BARE_YEAR = re.compile(r"20\d\d")
_ORDINAL = re.compile(r"(?<=\d)(?:st|nd|rd|th)\b")
_ARTICLE = re.compile(r"\bthe ")
_LONGEST = 60  # no date is longer, and a regular expression on a novel is slow


def read_date(phrase: str, today: date) -> date | None:
    """Give the day that a phrase means as a limit: `by` ends with it.

    A stretch counts with its last day (`by December`: the 31st), `before` ends on the day before
    it. A date without a year is the next such. None when it is no date.
    """
    text = _tidy(phrase)
    if len(text) > _LONGEST:
        return None
    introduced = _INTRODUCED.match(text)
    stretch = _read(text, today)
    if stretch is None and introduced is not None:
        text = text[introduced.end() :]
        stretch = _read(text, today)
    if stretch is None:
        return None
    # "before the end of March" means March, with its last day
    if introduced is not None and introduced["before"] and not text.startswith("end"):
        return stretch.first - DAY
    return stretch.last


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
    text = _ARTICLE.sub("", _ORDINAL.sub("", text))
    return _SHORT.get(text, text)


def _read(text: str, today: date) -> Stretch | None:
    text = _SHORT.get(text, text)
    part = _PART.match(text)
    if part is None:
        return _whole(text, today, lambda stretch: stretch) or _dateparser(text, today)
    cut = {"early": early, "middle": middle, "end": end}[str(part.lastgroup)]
    return _whole(text[part.end() :], today, cut)


def _whole(text: str, today: date, cut: Callable[[Stretch], Stretch]) -> Stretch | None:
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
