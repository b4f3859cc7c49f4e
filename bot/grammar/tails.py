"""Splits the date off a question: `checkout by mid December`, `by March, is 2.4 out?`."""

import re
from dataclasses import dataclass
from datetime import date

from bot.dates.numeric import read_either
from bot.dates.offset import NUMBERS
from bot.dates.phrases import read_date


@dataclass(frozen=True, slots=True)
class Split:
    """The words before the date, and the day; or what followed the last `by` and is no date.

    `either` are the two days of a date that can be read in two ways. `is_after` tells that the
    question is whether it ships after that day.
    """

    before: str
    by: date | None = None
    unread: str | None = None
    either: tuple[date, date] | None = None
    is_after: bool = False


_READY_FOR = re.compile(
    r"(?:on track|ready|done|(?:just )?in time|on time|due|planned|scheduled|out) for ",
    re.IGNORECASE,
)
_LIMIT = re.compile(
    r"(?:on or before|by|before|until|till|no later than|not later than|prior to|ahead of) ",
    re.IGNORECASE,
)
_AFTER = re.compile(
    r"(?:only |some ?time )?(?:(?P<from>not before|no earlier than|not earlier than)"
    r"|after|later than|past|beyond) ",
    re.IGNORECASE,
)
_PLACED = re.compile(r"(?:in|on|for|within|over|during|this|next) ", re.IGNORECASE)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
# Looks like a day of a month: where no calendar has it, neither is its month meant alone.
_A_DAY = re.compile(
    r"(?:(?:on|in|for|by|before|until|till|after|past) )?(?P<day>(?:the )?(?:"
    rf"\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of )?{_MONTH}|{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?)"
    r"(?:,? 20\d\d)?)",
    re.IGNORECASE,
)
_COUNTS = rf"\d{{1,2}}|an?|{'|'.join(NUMBERS[1:])}"
# What may begin a date that no `by` announces; any other number stays in the name.
_BARE = re.compile(
    r"(?:some ?time|around|roughly|circa|maybe|hopefully|in|on|for"
    r"|within|over|during|this|next|coming|today|tomorrow|yesterday|tonight|early|mid"
    r"|late|(?:the )?(?:end|start|beginning|middle|week|weekend)\b"
    r"|an?(?= (?:week|month|year|quarter|fortnight|couple|sprint|day))"
    r"|[\w-]+ \w+ from (?:now|today)"
    rf"|(?:{_COUNTS}) (?:(?:working|business)[ -]?)?(?:days?|weeks?|fortnights?|months?) "
    r"(?:from|after|before|on)|spring|summer|autumn|fall|winter|(?:the )?holidays"
    r"|(?:the )?(?:first|second|last|1st|2nd) (?:week|half|quarter)"
    r"|(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*|(?:jan|feb|mar|apr|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
    r"|may \d|\d{1,2}(?:st|nd|rd|th)|\d{1,2}\.? [a-z]{3,9}|\d{4}-\d\d?-\d\d?|\d{1,2}/\d{1,2}"
    r"|\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)?(?!\d)|eo[dwmqy]|cob"
    r"|q[1-4](?: ?['\d/]|$)|h[12](?: ?['\d/]|$)"
    r"|kw|cw|(?:calendar )?week \d|christmas|xmas|easter|thanksgiving|halloween|new year"
    r"|black friday|cyber monday|year[- ]end|(?:a )?couple|half a)(?![a-z])",
    re.IGNORECASE,
)
_AGAIN = re.compile(
    r"(?<! or)\s(?:by|before|until|till)\s", re.IGNORECASE
)  # no date has one inside
# "two weeks before Christmas"
_SPAN_BEFORE = re.compile(
    rf"(?:by |in |until )?(?:{_COUNTS}) (?:(?:working|business)[ -]?)?(?:days?|weeks?|fortnights?)"
    r" (?:before|ahead of|prior to) ",
    re.IGNORECASE,
)
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
        if not _may_begin(tail, is_inside=unread is not None):
            continue
        is_after, by = read_limit(tail, today)
        if by is not None:
            return Split(text[: space.start()], by, is_after=is_after)
        limit, day = _LIMIT.match(tail), _A_DAY.fullmatch(tail)
        if limit is not None or day is not None:
            unread = day["day"] if day else tail[limit.end() if limit else 0 :]
            end, either = space.start(), read_either(unread, today)
        if day is not None:
            break
    return Split(text[:end], None, unread, either)


def _may_begin(tail: str, *, is_inside: bool) -> bool:
    """Tell whether a date may begin here: what is inside one that nobody can read is none."""
    limit = _LIMIT.match(tail) or _AFTER.match(tail)
    if is_inside:
        return limit is not None or _PLACED.match(tail) is not None
    is_one = limit or _READY_FOR.match(tail) or _BARE.match(tail)
    return is_one is not None and (not _AGAIN.search(tail) or _SPAN_BEFORE.match(tail) is not None)


def read_limit(tail: str, today: date) -> tuple[bool, date | None]:
    """Give whether it is asked what comes after, and the day."""
    if len(tail) > _LONGEST_TAIL:
        return False, None
    if after := _AFTER.match(tail):
        begins = "before " if after["from"] else "by "
        by = read_date(f"{begins}{tail[after.end() :]}", today)
        return by is not None, by
    ready_for = _READY_FOR.match(tail)
    return False, read_date(tail[ready_for.end() :] if ready_for else tail, today)


def date_first(text: str, today: date) -> str:
    """Put a date that stands first behind the question: `by March, is 2.4 out` is asked so, too."""
    match = _HEAD.fullmatch(text)
    if match is None or not (_LIMIT.match(match["when"]) or _BARE.match(match["when"])):
        return text
    when = match["when"].strip()
    return text if read_date(when, today) is None else f"{match['rest']} {when}"
