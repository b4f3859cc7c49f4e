"""Reads what somebody wants to be told: of which release, on which days, at what time, where."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import time
from zoneinfo import ZoneInfo

from bot.grammar.tidying import outside_quotes
from bot.people.channels import channel_of, is_typed_channel, without_names
from bot.people.errors import refused
from bot.people.zones import zones_named
from bot.wishes import CARD, DIGEST, READY, SHIPPED, SLIPS
from bot.words.catalogue import say, say_plain
from bot.words.escape import escape
from store.subscriptions import WEEKDAYS

ALL = "all"
WEEKLY_ON = frozenset({"Mon"})
AT_NINE = time(9)

_OFTEN = {
    "daily": frozenset(WEEKDAYS),
    "weekdays": frozenset(WEEKDAYS[:5]),
}
_FULL = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAY_OF = {
    spelt: short
    for short, full in zip(WEEKDAYS, _FULL, strict=True)
    for spelt in (short.casefold(), full, f"{full}s")
}
_KIND_OF = {
    "digest": DIGEST,
    "slips": SLIPS,
    "slip": SLIPS,
    "ready": READY,
    "readiness": READY,
    "shipped": SHIPPED,
    "card": CARD,
}
# What a digest is anyway; `weekly Thu` is Thursday and no Monday besides.
_UNDERSTOOD = frozenset({*_KIND_OF, "weekly"})
_ANNOUNCING = frozenset({"at", "on", "every", "each", "and"})
_IN = "in"  # only before a channel: `Log in` is a name
# `9:30 AM`, as it is said to those who write it so; a bare `2 PM` may end a name.
_SPACED_HALF = re.compile(r"(\d:\d{2}|\bat \d{1,2}) ([ap]m)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:every|each) (?P<unit>(?:week|work(?:ing )?)?day|week)\b", re.IGNORECASE)
_EACH = {
    "day": "daily",
    "week": "weekly",
    **dict.fromkeys(("weekday", "workday", "working day"), "weekdays"),
}
# `at 9` behind a day; alone a bare number is a part of a name.
_BARE_HOUR = re.compile(
    r"(?<=\sat )(\d{1,2})(?=\s+(?:o'?clock\b|[A-Z]|in\b|on\b|<#)|\s*$)(?:\s+o'?clock)?"
)
_CLOCK = re.compile(r"(?P<hour>\d{1,2})(?::(?P<minute>\d{2}))?(?P<half>am|pm)?")
_ZONE = re.compile(r"UTC|[A-Z][A-Za-z]+(?:/[A-Z][\w+-]*)+")
_ALL = re.compile(
    r"(?:to )?(?:all|everything|every release|all (?:the |our )?releases|any release)",
    re.IGNORECASE,
)
# Words of a schedule that there is none of: a digest is due on days of the week.
_TOO_RARE = frozenset(
    {"monthly", "fortnightly", "biweekly", "quarterly", "yearly", "annually", "hourly", "bimonthly"}
)
_QUOTED = re.compile(r'\s*"(?P<name>[^"]+)"\s*')
_STRAIGHT = str.maketrans("\u201c\u201d\u201e", '"""')
_NOON = 12
_UNREAD_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Wish:
    """`subject` names a release, or is `all`. `schedule` are the words behind it.

    `zone` and `channel` (its id) are None where none was said. What is told as it happens (any
    `kind` but a digest) has the days and the time of every wish, and does not use them. `also`
    are the other kinds that were wished for in the same words.
    """

    subject: str
    schedule: str = ""
    days: frozenset[str] = WEEKLY_ON
    at: time = AT_NINE
    zone: str | None = None
    channel: str | None = None
    kind: str = DIGEST
    also: tuple[str, ...] = ()


def read_wish(text: str) -> Wish:
    """Read `Checkout redesign weekdays at 09:30 Europe/Berlin <#C1>`; quotes may hold the name.

    Raises:
        RefusedError: a time or a zone that there is none of, or a channel without its id.
    """
    straight = _SPACED_HALF.sub(r"\1\2", without_names(text.translate(_STRAIGHT)))
    straight = outside_quotes(straight, _as_schedule)
    if quoted := _QUOTED.match(straight):
        words = straight[quoted.end() :].split()
        return _wish(quoted["name"].strip(), words)
    words = straight.split()
    first = len(words)
    while first and _is_schedule(words[first - 1], "".join(words[first : first + 1])):
        first -= 1
    return _wish(" ".join(words[:first]), words[first:])


def _as_schedule(text: str) -> str:
    """Put what people say of times into the words of a schedule; a name in quotes stays."""
    text = _EVERY.sub(lambda found: _EACH[found["unit"].casefold()], text)
    return zones_named(_BARE_HOUR.sub(r"\1:00", text))


def read_named(text: str, is_name: Callable[[str], bool]) -> Wish:
    """Read a wish where a release may be called like what can be wished for: `Gift card`.

    What names a release to the letter is its name, and quotes tell where a name ends.
    """
    wish = read_wish(text)
    first, _, rest = wish.schedule.partition(" ")
    whole = f"{wish.subject} {first}"
    is_quoted = _QUOTED.match(text.translate(_STRAIGHT)) is not None
    if first.casefold() not in _KIND_OF or not wish.subject or is_quoted or not is_name(whole):
        return wish
    return read_wish(f'"{whole}" {rest}')


def _wish(subject: str, words: Sequence[str]) -> Wish:
    days: frozenset[str] = frozenset()
    at, zone, channel = AT_NINE, None, None
    kind, *also = _kinds(words)
    for word in words:
        if DIGEST not in (kind, *also) and _is_timing(word):
            code = "people.card_no_schedule" if kind == CARD else "people.no_schedule"
            told = {"kind": say_plain(f"subscribed.{kind}_title")} if kind != CARD else {}
            raise refused(say(code, word=escape(word, _UNREAD_SHOWN), **told))
        if word.casefold().strip(",") in _TOO_RARE:
            raise refused(say("people.too_rare", word=escape(word, _UNREAD_SHOWN)))
        if is_typed_channel(word):
            raise refused(say("people.typed_channel", word=escape(word, _UNREAD_SHOWN)))
        if found := channel_of(word):
            channel = found
        elif named := _days(word):
            days |= named
        elif clock := _CLOCK.fullmatch(word.casefold()):
            at = _time(clock, word)
        elif _ZONE.fullmatch(word):
            zone = zone_named(word)
        elif word.casefold().strip(",") not in {_IN, *_UNDERSTOOD, *_ANNOUNCING}:
            raise refused(say("people.unread", word=escape(word, _UNREAD_SHOWN)))
    name = ALL if _ALL.fullmatch(subject) else subject
    return Wish(name, " ".join(words), days or WEEKLY_ON, at, zone, channel, kind, tuple(also))


def _kinds(words: Sequence[str]) -> tuple[str, ...]:
    """Give the kinds that are named, each once; a digest where none is."""
    folded = (word.casefold().strip(",") for word in words)
    return tuple(dict.fromkeys(_KIND_OF[word] for word in folded if word in _KIND_OF)) or (DIGEST,)


def _is_timing(word: str) -> bool:
    """Tell whether a word says a day or a time of day."""
    is_often = word.casefold() == "weekly"
    return is_often or bool(_days(word)) or _CLOCK.fullmatch(word.casefold()) is not None


def _is_schedule(word: str, following: str) -> bool:
    """Tell whether a word, with the one that follows it, is about when or where.

    A bare number is a part of a name (`Phase 2`), and so is a word that announces what does not
    follow (`Single sign on`).
    """
    folded = word.casefold().strip(",")
    if _is_channel(word) or (folded == _IN and _is_channel(following)):
        return True
    if _days(word) or folded in {*_UNDERSTOOD, *_TOO_RARE} or (folded in _ANNOUNCING and following):
        return True
    clock = _CLOCK.fullmatch(word.casefold())
    return bool(clock and (clock["minute"] or clock["half"])) or bool(_ZONE.fullmatch(word))


def _is_channel(word: str) -> bool:
    return channel_of(word) is not None or is_typed_channel(word)


def _days(word: str) -> frozenset[str]:
    """Give the days of `weekdays`, `Mon` or `Mon,Thu`; none where it is no such word."""
    folded = word.casefold().strip(",")
    if folded in _OFTEN:
        return _OFTEN[folded]
    named = [_DAY_OF.get(part) for part in folded.split(",")]
    return frozenset(day for day in named if day) if all(named) else frozenset()


def _time(clock: re.Match[str], word: str) -> time:
    hour, minute = int(clock["hour"]), int(clock["minute"] or 0)
    if clock["half"]:
        hour = hour % _NOON + (_NOON if clock["half"] == "pm" else 0)
    try:
        return time(hour, minute)
    except ValueError:
        raise refused(say("people.no_time", word=escape(word, _UNREAD_SHOWN))) from None


def zone_named(word: str) -> str:
    """Give the IANA name of a time zone.

    Raises:
        RefusedError: there is none such.
    """
    try:
        return ZoneInfo(word).key
    except (KeyError, ValueError, OSError):
        raise refused(say("people.no_zone", word=escape(word, _UNREAD_SHOWN))) from None
