"""Reads what is to be explained: `whatif checkout drop SHOP-1`, `why checkout since Monday`."""

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.dates.past import read_past
from bot.explaining.changes import Changes, read_changes
from bot.question import Kind, read_question


class Topic(StrEnum):
    """What is wanted, by the verb that asks for it."""

    WHAT_IF = "whatif"
    WHY = "why"
    PLAN = "plan"
    RISKS = "risks"


@dataclass(frozen=True, slots=True)
class Asking:
    """One way to understand the words; `subject` names a release, or nothing.

    `by` is a day asked about, `since` the one to compare with. `words` are what follows the
    name, and `unread` what of it nobody can read.
    """

    topic: Topic
    subject: str
    words: str = ""
    by: date | None = None
    since: date | None = None
    changes: Changes = field(default_factory=Changes)
    unread: str | None = None


_VERB = re.compile(
    r"(?:/release |/when |release )?(?P<verb>what[- ]?if|why|plan|risks?)\b[\s:,]*(?P<rest>.*)",
    re.IGNORECASE,
)
_FREE = (
    (Topic.RISKS, re.compile(r"what(?:'?s| is| are) the risks? *(?P<rest>.*)", re.IGNORECASE)),
    (Topic.PLAN, re.compile(r"what fits(?: in(?:to)?)? (?P<rest>.+)", re.IGNORECASE)),
    (Topic.WHY, re.compile(r"what (?:moved|changed)(?: in)? (?P<rest>.+)", re.IGNORECASE)),
)
_TOPICS = {"why": Topic.WHY, "plan": Topic.PLAN, "risk": Topic.RISKS, "risks": Topic.RISKS}
_SINCE = re.compile(r"(?:(?P<what>.*),? )?since (?P<since>.+)", re.IGNORECASE)
_MOVED = re.compile(
    r"(?:(?:did|has|have|is|was|are) )?(?P<what>.+?)"
    r"(?: (?:been|mov(?:e|ed|ing)|slip(?:ped|ping)?|chang(?:e|ed|ing)|later?|delayed|earlier))*",
    re.IGNORECASE,
)
_OF = re.compile(r"(?:of|for|in) (?=\S)", re.IGNORECASE)
_STRAIGHT = str.maketrans("\u201c\u201d\u201e\u2018\u2019", '"""\'\'')
_LONGEST = 500
PICKED = "\u2060"  # stands for a release that a button names


def read_asking(text: str, today: date) -> tuple[Asking, ...]:
    """Give every way to understand the words, the one with the longest name first.

    Nothing for a text that asks for no explanation.
    """
    asked = " ".join(text[:_LONGEST].translate(_STRAIGHT).split()).strip(" ?!.")
    if match := _VERB.fullmatch(asked):
        topic = _TOPICS.get(match["verb"].casefold(), Topic.WHAT_IF)
        return _of_topic(topic, match["rest"], today)
    for topic, form in _FREE:
        if match := form.fullmatch(asked):
            return _of_topic(topic, match["rest"], today)
    return ()


def read_picked(topic: Topic, words: str, today: date) -> Asking:
    """Read the words that a button carries beside its release."""
    return _of_topic(topic, f'"{PICKED}" {words}'.strip(), today)[-1]


def _of_topic(topic: Topic, rest: str, today: date) -> tuple[Asking, ...]:
    if topic is Topic.WHAT_IF:
        return tuple(
            Asking(topic, said.subject, said.words, said.by, None, said.changes, said.unread)
            for said in read_changes(rest, today)
        )
    if topic is Topic.WHY:
        return _why(rest, today)
    return _named(topic, _OF.sub("", rest, count=1), today)


def _why(rest: str, today: date) -> tuple[Asking, ...]:
    since = unread = None
    if match := _SINCE.fullmatch(rest):
        since = read_past(match["since"], today)
        unread = match["since"] if since is None else None
        rest = match["what"] or ""
    words = "" if since is None else f"since {since.isoformat()}"
    plain = match["what"] if (match := _MOVED.fullmatch(rest)) else rest
    subjects = dict.fromkeys(_unquoted(each) for each in (rest, plain))
    return tuple(
        Asking(Topic.WHY, subject, words, since=since, unread=unread) for subject in subjects
    )


def _named(topic: Topic, rest: str, today: date) -> tuple[Asking, ...]:
    """Read a name and a day as any question is read."""
    question = read_question(rest, today)
    if question.kind is not Kind.WHEN:
        by = question.by
        return (Asking(topic, "" if by or not rest else rest, _by(by), by),)
    return tuple(
        Asking(topic, each.subject, _by(each.by), each.by, unread=question.unread)
        for each in question.readings
    )


def _by(day: date | None) -> str:
    return "" if day is None else f"by {day.isoformat()}"


def _unquoted(name: str) -> str:
    quoted = re.search(r'"([^"]+)"', name)
    return quoted[1].strip() if quoted else name.strip()
