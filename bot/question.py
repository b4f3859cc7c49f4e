"""Reads a question: what is asked about, by which day, and what is wanted."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dates.phrases import read_date


class Kind(StrEnum):
    """What is wanted; the subject of a `LIST` is its filter, or empty."""

    WHEN = "when"
    LIST = "list"
    RECORD = "record"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the words: a name, and the day asked about."""

    subject: str
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    `longer` readings take fewer words for grammar ("Portal go live", "Checkout by design"): one
    that names a release wins over `subject`. `unread` holds what followed a `by` and is no date.
    `in_sprints` tells that `by` was given in sprints, whose length the words do not tell.
    """

    subject: str = ""
    by: date | None = None
    kind: Kind = Kind.WHEN
    longer: tuple[Reading, ...] = ()
    unread: str | None = None
    in_sprints: bool = False

    @property
    def readings(self) -> tuple[Reading, ...]:
        return (*self.longer, Reading(self.subject, self.by))


_COMMAND = re.compile(
    r"/(?:when|release)\b\s*|release (?=(?:when|status|list|record|help)\b)", re.IGNORECASE
)
_WHO = r"(?:we|you|they|it|this|that)"
_SHIP = (
    r"(?:to |be |get )*(?:ship(?:s|ped|ping)?|done|ready|releas(?:e|es|ed)|out|live"
    r"|launch(?:es|ed)?|go(?:es)? (?:live|out)|land(?:s|ed)?|finish(?:es|ed)?|completed?"
    r"|delivered|due|available|come out|on track|happen)"
)
_WHAT = r"what(?:'?s| is| are| will| can| do)?(?: we| you)?"
_HELP = re.compile(r"help|\?|how do (?:i|you) .*|what can (?:i|you) .*", re.IGNORECASE)
_RECORD = re.compile(
    r"(?:(?:show|what(?:'?s| is)) )?(?:(?:the|your|our|my) )?(?:track )?record"
    r"|how (?:often (?:are|were|have) you (?:been )?right|good are (?:your|the) forecasts)",
    re.IGNORECASE,
)
_LIST = re.compile(
    rf"(?:{_WHAT} (?P<at_risk>at risk|slipping)|{_WHAT} {_SHIP}"
    rf"|when (?:do|will|can|are) {_WHO} {_SHIP}"
    r"|(?:list|everything|all)(?: releases)?)(?: (?P<rest>.+))?",
    re.IGNORECASE,
)
_LINKING = r"(?: (?:is it|are we|are you|is|are))?"
_OPENINGS = tuple(
    re.compile(rf"(?:so |and |hey |please )?{opening}\s+(?P<subject>.+)", re.IGNORECASE)
    for opening in (
        r"when (?:will|does|did|do|is|are|was|has|have|can|could|should|would)",
        r"when'?s?",
        r"(?:will|does|did|can|could|would|is|are|was|has|have)",
        rf"how (?:likely|probable|sure|certain){_LINKING}(?: that| of| about)?",
        r"what (?:are|is) the (?:odds|chances?|likelihood|probability)(?: of| that| for)?",
        r"(?:what(?:'?s| is) )?(?:the )?(?:status|state|health)(?: of| on| for)?",
        r"what(?:'?s| is) blocking",
        r"how(?:'?s| is| are)",
    )
)
_WE_SHIP = re.compile(rf"{_WHO} (?:ship|release|launch|finish|deliver)\s+(?=\S)", re.IGNORECASE)
_CLOSING = re.compile(
    rf"(?:\s+(?:will|is|are|been|already|yet|going|doing|[io]n time|{_SHIP}))+$", re.IGNORECASE
)
_THE = re.compile(r"(?:the|our)\s+(?=\S)", re.IGNORECASE)
_ASKS_FOR_ALL = re.compile(_WHO, re.IGNORECASE)
_QUOTED = re.compile(r'"(?P<name>[^"]+)"')
_READY_FOR = re.compile(r"(?:on track|ready|done|in time|due) for ", re.IGNORECASE)
_LIMIT = re.compile(r"(?:by|before|until|till) ", re.IGNORECASE)
# What may begin a date that no `by` announces; any other number or month stays in the name.
_BARE = re.compile(
    r"(?:in|on|within|this|next|today|tomorrow|yesterday|tonight|early|mid|late|(?:the )?end of)\b",
    re.IGNORECASE,
)
_IN_SPRINTS = re.compile(r"\bsprints?$", re.IGNORECASE)
_FILTERS = {"shipped", "released", "at-risk", "on-track", "off-track", "no-date"}
_STRAIGHT = str.maketrans("\u201c\u201d\u201e\u2018\u2019", '"""\'\'')
_LONGEST = 500
_PAD = "\u2060"  # stands for the name, so that a date alone has something before it


def read_question(text: str, today: date) -> Question:
    """Read any of the ways in which people ask; what no grammar takes is the subject."""
    straight = " ".join(text[:_LONGEST].translate(_STRAIGHT).split())
    asked = _COMMAND.sub("", straight, count=1).strip(" ?!.,")
    if not asked or _HELP.fullmatch(asked):
        return Question(kind=Kind.HELP)
    if quoted := _QUOTED.search(asked):
        _, by, unread = _split_date(f"{_PAD} {asked[quoted.end() :]}", today)
        return Question(quoted["name"].strip(), by, unread=unread)
    if _RECORD.fullmatch(asked):
        return Question(kind=Kind.RECORD, longer=(Reading(asked),))
    return _read_list(asked, today) or _read_when(asked, today)


def _read_list(asked: str, today: date) -> Question | None:
    match = _LIST.fullmatch(asked)
    if match is None:
        return None
    rest = match["rest"] or ""
    wanted = "at-risk" if match["at_risk"] else rest.casefold().replace(" ", "-")
    if not rest or wanted in _FILTERS:
        return Question(wanted, kind=Kind.LIST)
    by = read_date(rest, today)
    return None if by is None else Question("", by, Kind.LIST)


def _read_when(asked: str, today: date) -> Question:
    opened = next((match for opening in _OPENINGS if (match := opening.fullmatch(asked))), None)
    body = opened["subject"] if opened else asked
    before, by, unread = _split_date(f"{_PAD} {body}", today)
    named = before.removeprefix(_PAD).strip(" ,")
    subject = _THE.sub("", _CLOSING.sub("", _WE_SHIP.sub("", named)))
    if not subject or _ASKS_FOR_ALL.fullmatch(subject):
        return Question("", by, Kind.LIST, longer=(Reading(asked),))
    bodies = dict.fromkeys((asked, body, _CLOSING.sub("", body)))
    readings = (*(Reading(whole) for whole in bodies), Reading(named, by))
    longer = tuple(dict.fromkeys(each for each in readings if each.subject != subject))
    in_sprints = by is not None and _IN_SPRINTS.search(body) is not None
    return Question(subject, by, longer=longer, unread=unread, in_sprints=in_sprints)


def _split_date(text: str, today: date) -> tuple[str, date | None, str | None]:
    """Split a date off the end, the longest there is; else tell what followed the last `by`."""
    unread, end = None, len(text)
    for space in re.finditer(r"[\s,]+", text):
        tail = text[space.end() :]
        ready_for, limit = _READY_FOR.match(tail), _LIMIT.match(tail)
        if not (ready_for or limit or _BARE.match(tail)):
            continue
        by = read_date(tail[ready_for.end() :] if ready_for else tail, today)
        if by is not None:
            return text[: space.start()], by, None
        if limit is not None:
            unread, end = tail[limit.end() :], space.start()
    return text[:end], None, unread
