"""Questions about what was said before: `what was the forecast for checkout on Nov 1`."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dates.past import read_past

_SAID = re.compile(
    r"(?:(?:what|when|how likely|how sure) (?:was|were|did|does) (?:the |our |your )?"
    r"(?:(?:forecast|estimate|date|eta|prediction|answer|p\d\d|range|odds|chances?|likelihood)s?"
    r"(?: date)?(?: (?:for|of|on))? |(?:you|we|it|shipcast) (?:say|think|predict|forecast|expect"
    r"|estimate|tell (?:me|us)|believe)(?: (?:about|for|on|of|that))? )"
    r"|(?:the )?(?:forecast|estimate|prediction)s? (?:for|of) )(?P<rest>.+)",
    re.IGNORECASE,
)
_LOOKED = re.compile(
    r"how (?:was|were|did) (?P<what>.+?) (?:looking|doing|going|standing|look|stand|go)"
    r"(?: back)?(?: (?:on|at|in|as of))? (?P<when>.+)",
    re.IGNORECASE,
)
_AS_OF = re.compile(
    r"(?P<rest>.+?),? (?:(?:as (?:of|at|it was)|as known|the way it was)(?: on| in)?"
    r"|back (?:in|on))"
    r" (?P<when>.+)",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"(?P<what>.+?),? (?P<when>(?:on|at|in|back in|back on|last|yesterday|a (?:day|week|fortnight"
    r"|month|quarter|year) ago|(?:\d{1,3}|one|two|three|four|five|six|a few|a couple of)"
    r" \w+ ago)\b.*)",
    re.IGNORECASE,
)
_LEAD = re.compile(r"\A(?:back )?(?:on|at|in) (?=\S)", re.IGNORECASE)
_QUICK = re.compile(r"\b(?:was|were|did|as|back|ago|last|yesterday)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BackThen:
    """What is asked about, and the day on which it was known so."""

    what: str
    on: date


def read_back_then(asked: str, today: date) -> BackThen | None:
    """Read a question about a forecast of the past; None for one about the present."""
    if not _QUICK.search(asked):
        return None
    if (match := _AS_OF.fullmatch(asked)) and (on := _day(match["when"], today)):
        said = _SAID.fullmatch(match["rest"])
        return BackThen(said["rest"] if said else match["rest"], on)
    if (match := _LOOKED.fullmatch(asked)) and (on := _day(match["when"], today)):
        return BackThen(match["what"], on)
    said = _SAID.fullmatch(asked)
    if said is None:
        return None
    match = _WHEN.fullmatch(said["rest"])
    on = None if match is None else _day(match["when"], today)
    return None if match is None or on is None else BackThen(_without_verb(match["what"]), on)


def _day(when: str, today: date) -> date | None:
    """Give a day that is over; None for today, and for what is no day."""
    on = read_past(_LEAD.sub("", when, count=1), today)
    return on if on is not None and on < today else None


def _without_verb(what: str) -> str:
    """Leave out the verb of `what did you say about when checkout ships`."""
    return re.sub(
        r"\A(?:when )| (?:would|will) (?:ship|be done)\Z| (?:say|show|look like|be)\Z",
        "",
        what,
        flags=re.IGNORECASE,
    )
