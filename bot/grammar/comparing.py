"""Questions which of two ships first: `compare checkout and search`, `checkout or 2.4 first?`."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dates.phrases import read_date
from bot.grammar.things import parts_of

_THINGS = r"(?:ones?|releases?|versions?|projects?)"
_SOON = r"(?:first|sooner|earlier|soonest|earliest|next|last|later)"
_SHIPS = (
    r"(?:ships?|comes?(?: out)?|goes (?:out|live)|go(?:es)? live|lands?|launch(?:es)?|finish(?:es)?"
    r"|is (?:done|out|ready|released|shipped|due|live)|gets (?:done|out|released)"
    r"|be (?:done|out|ready|released|live)|ship|release|is)"
)
_PAIRED = re.compile(
    r"(?:compare|comparison (?:of|between)|(?:what(?:'?s| is) )?(?:the )?difference between)"
    r"(?: (?:the )?(?:dates|forecasts|etas) (?:of|for))? (?P<rest>.+)"
    r"|how (?:does|do|is) (?P<compared>.+? (?:compare|compared|look compared) .+)"
    r"|(?P<against>.+? (?:compared|in comparison) (?:to|with) .+)",
    re.IGNORECASE,
)
_WHICH = re.compile(
    rf"(?:which|what|who)(?: {_THINGS})?(?: of (?P<of>.+?))?"
    rf"(?: (?:do|should|can|will) (?:we|you|they))?(?: will| is going to| would)? {_SHIPS}"
    rf"(?: (?:out|done))? {_SOON}(?:[\s,:-]*(?:of |between |out of |among )?(?P<rest>.+))?",
    re.IGNORECASE,
)
_BEHIND = re.compile(
    rf"(?:will |is |does )?(?P<rest>.+?(?:,| or | and | versus | vs\.? ).+?),?"
    rf" (?:(?:which|what)(?: one)? )?(?:(?:will )?{_SHIPS} )?{_SOON}",
    re.IGNORECASE,
)
_BESIDE = re.compile(
    rf"(?:will|does|is|can|do|are|would) (?P<one>.+?)(?: (?:going to )?(?:be|{_SHIPS}))?(?: out)?"
    rf" (?:before|ahead of|earlier than|sooner than|after|later than) (?P<other>.+?)"
    r"(?: (?:does|is|ships?|will))?",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    r" (?:compares? |look )?(?:compared )?(?:in comparison )?(?:with|to|against|versus|vs\.?) "
    r"| compares? (?:to|with|against) ",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"\b(?:by|before|until) ", re.IGNORECASE)
_QUICK = re.compile(rf"compar|difference|{_SOON}|before|after|ahead|than", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Compared:
    """The names that are compared; none where all releases are."""

    parts: tuple[str, ...]


def read_compared(asked: str, today: date) -> Compared | None:
    """Read which of several is asked to be first; None for another question."""
    if not _QUICK.search(asked):
        return None
    names = _names_in(asked)
    if names is not None:
        parts = parts_of(names)
        return Compared(parts) if parts or not names else None
    match = _BESIDE.fullmatch(asked)
    if match is None or read_date(f"by {match['other']}", today) is not None:
        return None
    if _LIMIT.search(match["other"]):
        return None  # what has a day of its own is one name: `will Order before noon ship by May`
    return Compared((match["one"].strip(), match["other"].strip()))


def _names_in(asked: str) -> str | None:
    """Give the words that list the names: none where all are meant; None for another question."""
    if match := _PAIRED.fullmatch(asked):
        return _BETWEEN.sub(" and ", match["rest"] or match["compared"] or match["against"])
    if match := _WHICH.fullmatch(asked):
        return match["rest"] or match["of"] or ""
    match = _BEHIND.fullmatch(asked)
    return None if match is None else match["rest"]
