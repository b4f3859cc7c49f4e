"""Parts of a stretch that people name: early December, the second half of it, its first week."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from bot.dates.stretch import DAY, Stretch, early, end, middle, months

_PART = re.compile(
    r"(?P<start>(?:start|beginning) of|bo(?=$)) ?"
    r"|(?P<early>early) ?"
    r"|(?P<middle>mid|middle of)[ -]"
    r"|(?P<end>late|end of|end)[ -]"
    r"|(?P<half>first|second|1|2) half (?:of|in) "
    r"|(?P<nth>first|second|third|fourth|last|[1-4]) week (?:of|in) "
    r"|(?P<week>week (?:of|beginning|starting|from)) "
)
_NTH = {"first": 1, "second": 2, "third": 3, "fourth": 4}
_DAYS_A_WEEK = 7
_WORKING_WEEK = 5
_MORE_THAN_A_QUARTER = 100  # days

Cut = Callable[[Stretch], Stretch]


@dataclass(frozen=True, slots=True)
class Part:
    """`cut` takes the part out of the stretch that `rest` names."""

    rest: str
    cut: Cut


def read_part(text: str) -> Part:
    """Split the part off a phrase; where there is none, it is the whole."""
    match = _PART.match(text)
    if match is None:
        return Part(text, lambda stretch: stretch)
    name = str(match.lastgroup)
    cuts: dict[str, Cut] = {
        "start": _start,
        "early": early,
        "middle": middle,
        "end": end,
        "half": partial(_half, second=match["half"] in {"second", "2"}),
        "nth": partial(_nth_week, which=match["nth"]),
        "week": _week_around,
    }
    return Part(text[match.end() :], cuts[name])


def _start(whole: Stretch) -> Stretch:
    """The first third of a month or a quarter, and of what is longer the first month."""
    if (whole.last - whole.first).days <= _MORE_THAN_A_QUARTER:
        return early(whole)
    return months(whole.first.year, whole.first.month)


def _half(whole: Stretch, *, second: bool) -> Stretch:
    days = (whole.last - whole.first).days + 1
    split = whole.first + DAY * max(days // 2 - 1, 0)
    return Stretch(split + DAY, whole.last) if second else Stretch(whole.first, split)


def _nth_week(whole: Stretch, which: str | None) -> Stretch:
    """The nth seven days of it."""
    if which == "last":
        return Stretch(max(whole.last - DAY * (_DAYS_A_WEEK - 1), whole.first), whole.last)
    number = int(which) if which and which.isdigit() else _NTH[str(which)]
    first = min(whole.first + DAY * _DAYS_A_WEEK * (number - 1), whole.last)
    return Stretch(first, min(first + DAY * (_DAYS_A_WEEK - 1), whole.last))


def _week_around(whole: Stretch) -> Stretch:
    """The working week that it begins in."""
    monday = whole.first - DAY * whole.first.weekday()
    return Stretch(monday, monday + DAY * (_WORKING_WEEK - 1))
