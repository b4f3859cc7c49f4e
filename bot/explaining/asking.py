"""Reads what is to be explained: `whatif checkout drop SHOP-1`, `why checkout since Monday`."""

import re
from dataclasses import dataclass, field, replace
from datetime import date

from bot.dates.past import read_past
from bot.dates.phrases import read_date
from bot.explaining.changes import Changes, Said, read_changes
from bot.explaining.forms import Topic, by_verb, topic_of
from bot.explaining.order_forms import COMPARISON, EVERY
from bot.explaining.supposing import (
    changes_alone,
    plainly,
    split_supposition,
    supposed,
    supposed_first,
)
from bot.explaining.wished import read_wish
from bot.grammar.question import Kind, Of
from bot.grammar.when import read_question

__all__ = ["PICKED", "Asking", "Topic", "read_asking", "read_picked"]


@dataclass(frozen=True, slots=True)
class Asking:
    """One way to understand the words; `subject` names a release, or nothing.

    `by` is a day asked about, `since` the one to compare with, `other` the release. `words` are
    what follows the name, and `unread` what of it nobody can read. `wished` is what the plan knows
    in other terms, and `offers` the changes that can be tried in its place.
    """

    topic: Topic
    subject: str
    words: str = ""
    by: date | None = None
    since: date | None = None
    changes: Changes = field(default_factory=Changes)
    unread: str | None = None
    other: str = ""
    wished: str = ""
    offers: tuple[str, ...] = ()


_SINCE = re.compile(r"(?:(?P<what>.*),? )?since (?P<since>.+)", re.IGNORECASE)
_LATELY = re.compile(
    r"(?:in |over |during |within )?(?:the )?(?:last|past) "
    r"(?P<span>\d{1,3} \w+|week|month|fortnight)|today|lately|recently",
    re.IGNORECASE,
)
_MOVED = re.compile(
    r"(?:(?:did|has|have|is|was|are|does|do) )?"
    r"(?:(?:the )?(?:date|forecast|estimate)s? (?:of|for) )?(?P<what>.+?)"
    r"(?: (?:been|mov(?:e|ed|ing)|slip(?:ped|ping)?|chang(?:e|ed|ing)|later?|delayed"
    r"|earlier|so|that|slow|behind|taking so long|going to be|get|got"
    r"|pushed(?: back| out)?))*",
    re.IGNORECASE,
)
_START = re.compile(r"\b(?:start|begin)\w* (?:from|in|on|at|next|later|after) .*", re.IGNORECASE)
# "why so late?": of what was spoken of before.
_NAMELESS = re.compile(
    r"(?:(?:is|was|did|has|are|so|that|this|still|now|it|the|such|a|again|very|too|much|long) )*"
    r"(?:so|late|later|slow|behind|delayed|red|yellow|off track|at risk|long|far(?: out)?|delay"
    r"|slip|slipped|slipping|change|move|moved|earlier|sooner|pushed(?: back| out)?|big|uncertain)",
    re.IGNORECASE,
)
_OF = re.compile(r"\A(?:of|for|in|on|with) (?=\S)", re.IGNORECASE)
_DAY_FIRST = re.compile(
    r"(?P<when>(?:by|before|until|within|in) .+?) (?:in(?:to)?|of|for|from|with) (?P<name>.+)",
    re.IGNORECASE,
)
_BARE_FIRST = re.compile(r"(?P<when>.+?) (?:with|for|on) (?P<name>.+)", re.IGNORECASE)
_THE = re.compile(r"\A(?:the|our) (?=\S)", re.IGNORECASE)
_NONE = re.compile(
    r"(?:it|that|this|them|they|we|us|those|these|(?:this|that|the) (?:one|release)|there|here)",
    re.IGNORECASE,
)
_STRAIGHT = str.maketrans("\u201c\u201d\u201e\u2018\u2019", '"""\'\'')
_LONGEST = 500
PICKED = "\u2060"  # stands for a release that a button names


def read_asking(text: str, today: date) -> tuple[Asking, ...]:
    """Give every way to understand the words, the one with the longest name first.

    Nothing for a text that asks for no explanation. The last one has no subject where the words
    are about what was spoken of before.
    """
    asked = " ".join(text[:_LONGEST].translate(_STRAIGHT).split()).strip(" ?!.,")
    for read in (_supposing, _explaining):
        if found := read(asked, today):
            return _without_pronouns(found)
    return ()


def read_picked(topic: Topic, words: str, today: date) -> Asking:
    """Read the words that a button carries beside its release."""
    return _of_topic(topic, f'"{PICKED}" {words}'.strip(), today)[-1]


def _explaining(asked: str, today: date) -> tuple[Asking, ...]:
    found = topic_of(re.sub(r"\Aand (?=\S)", "", asked, flags=re.IGNORECASE))
    if found is None:
        return ()
    topic, rest = found
    if topic is Topic.CONTENTS and read_date(f"in {rest}", today):
        return ()  # "what's in Q1" asks for releases
    if topic is Topic.ORDER and (match := COMPARISON.fullmatch(rest)) and _is_day(match, today):
        topic = Topic.WHY  # "why is checkout after Christmas"
    return _of_topic(topic, rest, today)


def _is_day(match: re.Match[str], today: date) -> bool:
    return read_date(f"by {match['other']}", today) is not None


def _supposing(asked: str, today: date) -> tuple[Asking, ...]:
    """Read a "what if" that begins with no verb of ours."""
    if by_verb(asked):
        return ()
    if (first := supposed_first(asked)) is not None:
        return _supposing(first, today)
    if alone := changes_alone(asked):
        named = _of_topic(Topic.WHAT_IF, alone, today)
        return (*named, _unnamed(alone, today)) if _says_no_name(alone) else named
    if (rest := supposed(asked)) is not None:
        return _of_topic(Topic.WHAT_IF, plainly(rest), today)
    if (halves := split_supposition(asked)) is None:
        return ()
    head, changes = halves
    question = read_question(head, today)
    by = "" if question.by is None else f" by {question.by.isoformat()}"
    subject = question.subject if question.kind is Kind.WHEN else ""
    return _what_if(f'"{subject or PICKED}" {changes}{by}', today) if question.of is Of.ANY else ()


def _of_topic(topic: Topic, rest: str, today: date) -> tuple[Asking, ...]:
    if topic is Topic.WHAT_IF:
        return _what_if(plainly(rest), today)
    if topic is Topic.WHY:
        return _why(rest, today)
    if topic is Topic.ORDER:
        return _ordered(rest[match.end() :] if (match := _OF.match(rest)) else rest)
    return _named(topic, _OF.sub("", rest, count=1), today)


def _ordered(rest: str) -> tuple[Asking, ...]:
    """Read a name, and the one that it is compared with: `checkout behind search`."""
    match = COMPARISON.fullmatch(rest)
    if match is None:
        of_all = re.fullmatch(EVERY, rest, re.IGNORECASE)
        return (Asking(Topic.ORDER, "" if of_all else _unquoted(_THE.sub("", rest, count=1))),)
    other = _unquoted(_THE.sub("", match["other"], count=1))
    what = _unquoted(_THE.sub("", match["what"], count=1))
    return (
        Asking(Topic.ORDER, rest),
        Asking(Topic.ORDER, what, f'behind "{other}"', other=other),
    )


def _what_if(rest: str, today: date) -> tuple[Asking, ...]:
    if (wish := read_wish(rest, today)) is not None:
        told = Asking(Topic.WHAT_IF, wish.name, wish.phrase, wished=wish.wished)
        return (replace(told, offers=wish.changes),)
    if rest and (alone := changes_alone(rest)) and _says_no_name(alone):
        named = tuple(map(_said, read_changes(rest, today)))
        return (*named, _unnamed(alone, today))
    return tuple(map(_said, read_changes(rest, today)))


def _says_no_name(changes: str) -> bool:
    """Tell whether no name follows the changes, as in `drop SHOP-1 from checkout`."""
    return re.search(r"\b(?:from|to|in) (?!\d)", _START.sub("", changes)) is None


def _unnamed(changes: str, today: date) -> Asking:
    return replace(_said(read_changes(f'"{PICKED}" {changes}', today)[-1]), subject="")


def _said(said: Said) -> Asking:
    return Asking(Topic.WHAT_IF, said.subject, said.words, said.by, None, said.changes, said.unread)


def _why(rest: str, today: date) -> tuple[Asking, ...]:
    since = unread = None
    if match := _SINCE.fullmatch(rest):
        since = read_past(match["since"], today)
        unread = match["since"] if since is None else None
        rest = match["what"] or ""
    elif match := _LATELY.fullmatch(rest):
        since, rest = _lately(match["span"], today), ""
    words = "" if since is None else f"since {since.isoformat()}"
    rest = "" if _NAMELESS.fullmatch(rest) else rest
    plain = match["what"] if (match := _MOVED.fullmatch(rest)) else rest
    subjects = dict.fromkeys(_unquoted(each) for each in (rest, _THE.sub("", plain, count=1)))
    return tuple(
        Asking(Topic.WHY, subject, words, since=since, unread=unread) for subject in subjects
    )


def _lately(span: str | None, today: date) -> date | None:
    """Give the day that `the last week` begins on; None for a span that tells none."""
    return None if span is None else read_past(f"last {span}", today)


def _named(topic: Topic, rest: str, today: date) -> tuple[Asking, ...]:
    """Read a name and a day as any question is read."""
    question = read_question(_name_first(rest, today), today)
    if question.kind is not Kind.WHEN or question.needs_subject:
        by = question.by
        return (Asking(topic, "" if by or not rest else rest, _by(by), by),)
    # what was asked for beside a name and a day changes what is meant
    unread = rest if question.misses or question.percent is not None else question.unread
    return tuple(
        Asking(topic, each.subject, _by(each.by), each.by, unread=unread)
        for each in question.readings
    )


def _name_first(rest: str, today: date) -> str:
    """Put the name before the day: `before Christmas in checkout`."""
    match = _DAY_FIRST.fullmatch(rest)
    if match is not None and read_date(match["when"], today) is not None:
        return f"{match['name']} {match['when']}"
    match = _BARE_FIRST.fullmatch(rest)
    if match is not None and read_date(f"by {match['when']}", today) is not None:
        return f"{match['name']} by {match['when']}"
    return rest


def _without_pronouns(askings: tuple[Asking, ...]) -> tuple[Asking, ...]:
    """Take words like `it` for what they are: no name."""
    last = askings[-1]
    is_none = _NONE.fullmatch(last.subject) or last.subject == PICKED
    return (*askings[:-1], replace(last, subject="")) if is_none else askings


def _by(day: date | None) -> str:
    return "" if day is None else f"by {day.isoformat()}"


def _unquoted(name: str) -> str:
    quoted = re.search(r'"([^"]+)"', name)
    return quoted[1].strip() if quoted else name.strip()
