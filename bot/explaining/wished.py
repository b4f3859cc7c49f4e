"""Changes that people wish to try and the plan knows in other terms: more people, a delay."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dates.phrases import read_first_day


class Wished(StrEnum):
    """What is meant; the sentences about it go by these names."""

    MORE = "more_people"
    FEWER = "fewer_people"
    LATER = "delay"
    LESS = "less_scope"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Wish:
    """`name` is the release that is named, if any; `phrase` the rest of what was said.

    `changes` are what can be tried in its place, each in the words of a "what if".
    """

    wished: Wished
    name: str
    phrase: str
    changes: tuple[str, ...] = ()


_WE = r"(?:(?:we|you|they|the team|i)(?:'d| would| were to| could| can| had to)? )?"
_MANY = r"(?:\d{1,3}|a|an|one|two|three|four|five|six|another|some|more|few(?:er)?|less)"
_PEOPLE = (
    r"(?:people|persons?|engineers?|dev(?:eloper)?s?|testers?|designers?|contractors?|heads?"
    r"|folks|hands|team ?members?|programmers?)"
)
_TO = r"(?: (?:on|to|onto|for|into|in|from|of) (?P<name>(?!\d|next\b|january|february|march|april"
_TO += r"|may\b|june|july|august|september|october|november|december).+?))?"
_WHEN = r"(?: (?:in|from|until|during|for|over|next) [^,]+)?"
_FORMS = tuple(
    (wished, re.compile(form, re.IGNORECASE))
    for wished, form in (
        (
            Wished.MORE,
            (
                rf"{_WE}(?:hire|add|get|gain|bring in|put|had|have|move|assign|give) "
                rf"(?:{_MANY} )+{_PEOPLE}{_TO}"
            ),
        ),
        (
            Wished.FEWER,
            (
                rf"{_WE}(?:lose|lost|drop|cut|fire|have|had|remove|take(?: away)?) "
                rf"(?:{_MANY} )+{_PEOPLE}{_TO}{_WHEN}"
            ),
        ),
        (
            Wished.FEWER,
            (
                rf"(?:half|most|part|some|a (?:third|quarter)|{_MANY}|{_MANY} {_PEOPLE})"
                rf"(?: (?:of )?(?:the|our) (?:team|{_PEOPLE}))? (?:is|are|was|were|goes|go|gets?"
                rf"|leaves?|left|quits?)"
                rf"(?: (?:out|away|off|sick|ill|on (?:holiday|vacation|leave)|gone))?{_WHEN}"
            ),
        ),
        (
            Wished.LATER,
            (
                r"(?P<name>.+?) (?:is|are|was|were|gets?|got|slips?|slipped|moves?|starts?|begins?)"
                r"(?: (?:delayed|late|later|pushed(?: back)?|postponed|back|out))*(?: by)? "
                r"(?P<span>(?:a|an|one|two|three|four|five|six|\d{1,2})"
                r" (?:day|week|month|quarter|year)s?)"
                r"(?: (?:later|late))?"
            ),
        ),
        (
            Wished.LESS,
            (
                rf"{_WE}(?:cut|reduce|trim|shrink|drop|halve|descope)(?: the)?(?: scope| work)?"
                rf"(?: (?:by )?(?:half|\d{{1,3}} ?%)(?: of (?:the |its )?(?:scope|work))?|"
                rf" in half)(?: (?:on|of|in|from|for) (?P<name>.+?))?"
            ),
        ),
        (Wished.LESS, rf"{_WE}(?:cut|reduce|trim|shrink) (?:the |its )?scope{_TO}"),
    )
)
_PICKED = re.compile(r'"(?P<name>[^"]+)" (?P<rest>.+)')
_TRIED = {
    Wished.MORE: ("capacity 120%", "capacity 150%"),
    Wished.FEWER: ("capacity 80%", "capacity 50%"),
}


def read_wish(rest: str, today: date) -> Wish | None:
    """Read what a "what if" wishes for that no change says; None where changes may say it."""
    picked = _PICKED.fullmatch(rest)
    phrase = picked["rest"] if picked else rest
    for wished, form in _FORMS:
        if match := form.fullmatch(phrase.strip(" ,.?!")):
            told = match.groupdict()
            name = picked["name"] if picked else (told.get("name") or "")
            changes = _TRIED.get(wished) or _start(told.get("span"), today)
            return Wish(wished, name.strip(), phrase, changes)
    return None


def _start(span: str | None, today: date) -> tuple[str, ...]:
    """Give a start that is so much later than today."""
    day = None if span is None else read_first_day(f"in {span}", today)
    return () if day is None else (f"start {day.isoformat()}",)
