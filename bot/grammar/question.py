"""A question as it was understood: what about, by which day, and what is wanted."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from bot.dates.stretch import Stretch


class Kind(StrEnum):
    """What is wanted; the subject of a `LIST` is its filter, or empty."""

    WHEN = "when"
    LIST = "list"
    RECORD = "record"
    HELP = "help"
    HELLO = "hello"
    THANKS = "thanks"
    FRESH = "fresh"
    MEANING = "meaning"


class Of(StrEnum):
    """What the subject is the name of; `ANY` is a release, or else an issue, or an epic."""

    ANY = "any"
    LABEL = "label"
    EPIC = "epic"
    PROJECT = "project"


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand the words: a name, and the day asked about."""

    subject: str
    by: date | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it was understood.

    `longer` readings take fewer words for grammar ("Portal go live", "Checkout by design"): one
    that names a release wins over `subject`. `parts` are the names of "checkout and search", where
    that is no name itself. `unread` holds what followed a `by` and is no date, `either` the two
    days of one that may be either. `due` asks for what has its date in there, or, of
    what is out, for what went out then. `needs_subject`: it asks about what was spoken of before.
    `misses` asks how likely it is not out by then, where `by` is None by the day that it has.
    `percent` asks for the day that is so likely, `in_order` which of them is first, and `as_on`
    what was said on a day that has been. `inside` names the release that the issue `subject` may
    be in.
    """

    subject: str = ""
    by: date | None = None
    kind: Kind = Kind.WHEN
    longer: tuple[Reading, ...] = ()
    unread: str | None = None
    of: Of = Of.ANY
    parts: tuple[str, ...] = ()
    due: Stretch | None = None
    either: tuple[date, date] | None = None
    needs_subject: bool = False
    misses: bool = False
    percent: int | None = None
    in_order: bool = False
    as_on: date | None = None
    inside: str = ""

    @property
    def readings(self) -> tuple[Reading, ...]:
        return (*self.longer, Reading(self.subject, self.by))
