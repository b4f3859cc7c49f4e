"""Questions the other way round: `how likely is checkout to miss March 18`."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dates.phrases import read_date

_MADE = r"(?:make|hit|meet|reach|keep)(?! it\b)"
_DONE = (
    r"(?:ship(?:ped)?|done|ready|out|released|finished|live"
    r"|be (?:done|ready|out|live|released|finished|shipped)|get (?:done|out)"
    r"|make it|go (?:out|live)|land|launch|finish|arrive|come out)"
)
_NOT = (
    r"(?:not|never|won'?t|doesn'?t|does not|will not|isn'?t|is not|can'?t|cannot|can not|don'?t"
    r"|do not|didn'?t|fails? to|failing to)"
)
_LEAD = (
    r"(?:(?:will|would|might|may|could|can|is|are|we|it|that|to|going|gonna|likely|probably|still"
    r"|end up|be|get|at risk of|in danger of) )*"
)
_SLIP = (
    rf"(?:miss(?:es|ing|ed)?|slip(?:s|ping|ped)? (?:past|beyond|behind|after|out of|into|to)"
    rf"|over(?:run|shoot|step)(?:s|n?ing)?"
    rf"|(?:blow|go|run|drag|spill|slide|move)(?:e?s|ing)? (?:past|beyond|through"
    rf"|over|out of|later than)|(?:be |being )?(?:too )?late for"
    rf"|(?:ship(?:s|ping)?|be|land(?:s|ing)?"
    rf"|come(?:s)?|go(?:es)? out) (?:after|later than|past)|{_NOT} (?:be able to )?{_MADE}"
    rf"|{_NOT} (?:be able to )?(?:{_DONE} )?(?:by|before|until|in time for))"
)
_ITS_DATE = (
    r"(?:(?:the|its|their|our|that) )?(?:(?:due|target|committed|promised|planned|release"
    r"|ship|launch) )?(?:dates?|deadlines?|targets?|due|commitment)"
)
_AFTER_NAME = re.compile(rf"(?P<what>.+?),? {_LEAD}{_SLIP} (?P<when>.+)", re.IGNORECASE)
_BEFORE_NAME = re.compile(
    rf"{_LEAD}{_SLIP} (?P<when>.+?) (?:with|on|for) (?P<what>.+)", re.IGNORECASE
)
_LATE = re.compile(
    rf"(?P<what>.+?) (?:{_LEAD}(?:miss(?:es|ing)?|slips?|slipping|{_NOT} {_MADE}) {_ITS_DATE}"
    r"|(?:to |going to |gonna |likely to |will )*"
    r"(?:(?:be|run|ship|land|is|are)? ?(?:running )?late|slip|miss"
    r"|(?:be )?(?:delayed|overdue)|behind schedule))",
    re.IGNORECASE,
)
_HOW_LATE = re.compile(
    r"how (?:late|delayed|overdue|far behind) (?:will|is|are|might|could|would)"
    r" (?P<what>.+?)(?: be)?",
    re.IGNORECASE,
)
_WORD_OF_DATE = re.compile(
    r"\A(?:the|our|its) (?=\S)|(?:'s)? (?:date|deadline|target|due date|release date|launch)\Z",
    re.IGNORECASE,
)
_QUICK = re.compile(
    r"miss|slip|over|late|after|later|past|beyond|n'?t |not|never|fail|delay|through|over",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Missed:
    """What may be late, and for which day; None where that is the one that it has."""

    what: str
    by: date | None


def read_missed(body: str, today: date) -> Missed | None:
    """Read what follows the words that open a question; None where nothing is missed."""
    if not _QUICK.search(body):
        return None
    for form in (_AFTER_NAME, _BEFORE_NAME):
        if (match := form.fullmatch(body)) and (by := _day(match["when"], today)) is not None:
            return Missed(match["what"], by)
    match = _LATE.fullmatch(body) or _HOW_LATE.fullmatch(body)
    return None if match is None else Missed(match["what"], None)


def _day(when: str, today: date) -> date | None:
    """Read the day of `the March 18 date`; the word for it tells nothing."""
    return read_date(f"by {without_date_words(when)}", today)


def without_date_words(when: str) -> str:
    """Give `March 18` of `the March 18 deadline`."""
    return _WORD_OF_DATE.sub("", _WORD_OF_DATE.sub("", when))
