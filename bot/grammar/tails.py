"""Splits the date off a question: `checkout by mid December`, `by March, is 2.4 out?`."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dates.numeric import read_either
from bot.dates.phrases import read_date


@dataclass(frozen=True, slots=True)
class Split:
    """The words before the date, and the day; or what followed the last `by` and is no date.

    `either` are the two days of a date that can be read in two ways.
    """

    before: str
    by: date | None = None
    unread: str | None = None
    either: tuple[date, date] | None = None


_READY_FOR = re.compile(
    r"(?:on track|ready|done|(?:just )?in time|on time|due|planned|scheduled|out) for ",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:by|before|until|till|no later than|not later than|prior to|ahead of) ", re.IGNORECASE
)
# What may begin a date that no `by` announces; any other number stays in the name.
_BARE = re.compile(
    r"(?:in|on|for|within|over|during|this|next|coming|today|tomorrow|yesterday|tonight|early|mid"
    r"|late|(?:the )?(?:end|start|beginning|middle|week|weekend)\b"
    r"|an?(?= (?:week|month|year|quarter|fortnight|couple|sprint|day))|[\w-]+ \w+ from now"
    r"|(?:the )?(?:first|second|last|1st|2nd) (?:week|half|quarter)"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|may \d|\d{1,2}(?:st|nd|rd|th)|\d{1,2}\.? [a-z]{3,9}|\d{4}-\d\d?-\d\d?|\d{1,2}/\d{1,2}"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?(?!\d)|eo[dwmqy]|cob"
    r"|q[1-4](?: ?['\d/]|$)|h[12](?: ?['\d/]|$)"
    r"|kw|cw|(?:calendar )?week \d|christmas|xmas|easter|thanksgiving|halloween|new year"
    r"|black friday|cyber monday|year[- ]end|(?:a )?couple|half a)(?![a-z])",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"\s(?:by|before|until|till)\s", re.IGNORECASE)  # no date has one inside
_SPACE = re.compile(r"[\s,]+")
_LATEST = re.compile(r"[\s,]+(?:at the )?(?:very )?latest$|[\s,]+at most$", re.IGNORECASE)
_HEAD = re.compile(
    r"(?P<when>[^,]{2,60}?),? (?P<rest>(?:will|is|are|when|can|could|does|do|how|would|what)\b.+)",
    re.IGNORECASE,
)
_LONGEST_TAIL = 80  # a date with what introduces it; a longer one is none


def split_date(text: str, today: date) -> Split:
    """Split a date off the end, the longest there is; else tell what followed the last `by`."""
    text = _LATEST.sub("", text)
    unread, either, end = None, None, len(text)
    for space in _SPACE.finditer(text):
        tail = text[space.end() :]
        ready_for, limit = _READY_FOR.match(tail), _LIMIT.match(tail)
        if not (ready_for or limit or _BARE.match(tail)) or _AGAIN.search(tail):
            continue
        phrase = tail[ready_for.end() :] if ready_for else tail
        by = read_date(phrase, today) if len(tail) <= _LONGEST_TAIL else None
        if by is not None:
            return Split(text[: space.start()], by)
        if limit is not None:
            unread, end = tail[limit.end() :], space.start()
            either = read_either(unread, today)
    return Split(text[:end], None, unread, either)


def date_first(text: str, today: date) -> str:
    """Put a date that stands first behind the question: `by March, is 2.4 out` is asked so, too."""
    match = _HEAD.fullmatch(text)
    if match is None or not (_LIMIT.match(match["when"]) or _BARE.match(match["when"])):
        return text
    when = match["when"].strip()
    return text if read_date(when, today) is None else f"{match['rest']} {when}"
