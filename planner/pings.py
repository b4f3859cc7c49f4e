"""When the people who launch a release are told to get ready, and when to hold."""

import math
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.answer import Health
from planner.calendar import WorkCalendar
from planner.moves import days_later
from planner.snapshot import FORECAST, SHIPPED, Snapshot

MARKETING = "marketing"
SUPPORT = "support"
AUDIENCES = (MARKETING, SUPPORT)
LEEWAY_DAYS = 2  # a date this little beyond a stage has not left it


@dataclass(frozen=True, slots=True)
class Stage:
    """A moment before a launch: so many working days ahead, with drafts due so many ahead."""

    name: str
    days: int
    drafts_days: int


T_14 = Stage("T-14", 14, drafts_days=7)


class Kind(StrEnum):
    """Get ready, or hold."""

    ENTER = "enter"
    NOT_YET = "not_yet"


class Why(StrEnum):
    """What a ping goes back to.

    `DUE_NEAR` and `P85_NEAR`: the date that is counted back from. `MOVED_OUT`: that date is too
    far again. `OFF_TRACK`: the committed date is near, but hardly anyone's bet. `NO_FORECAST`:
    what was said before has no forecast behind it any more.
    """

    DUE_NEAR = "due_near"
    P85_NEAR = "p85_near"
    MOVED_OUT = "moved_out"
    OFF_TRACK = "off_track"
    NO_FORECAST = "no_forecast"


@dataclass(frozen=True, slots=True)
class Said:
    """What was last said for a release and a stage; `number` counts from 1."""

    kind: Kind
    number: int


@dataclass(frozen=True, slots=True)
class Ping:
    """One thing to say about a release and a stage, to every audience in its own words.

    `days_left` are the working days to the date that is counted back from, None where there is
    none. `drafts_by` is when first drafts are due, `today` at the earliest.
    """

    kind: Kind
    why: Why
    stage: str
    number: int
    snapshot: Snapshot
    days_left: int | None
    drafts_by: date | None

    @property
    def said(self) -> Said:
        return Said(self.kind, self.number)

    @property
    def key(self) -> str:
        """Name what is said, whoever computes it: the n-th word on this stage is said once."""
        return f"{self.snapshot.release_id}:{self.stage}:{self.number}"


def ping_due(
    snapshot: Snapshot, said: Said | None, today: date, calendar: WorkCalendar, stage: Stage = T_14
) -> Ping | None:
    """Decide what to say now for an adopted release, given what was said last; mostly nothing.

    T-n counts working days back from the committed (due) date while that is ahead, else from
    P85. Once it is that near, the stage is entered; it is left when the date is more than two
    working days beyond it again, and then, once, "not yet" is said.

    A committed date that is off track (less than even) with P85 well beyond the stage is no
    launch to prepare for: that says "not yet" as well, even as the first word, because nobody
    should learn it from silence. It is entered again when P85 is near, or P70 keeps the date.

    Without a forecast nobody is told to get ready: there would be a date without a probability.
    But who was told so hears "not yet", whatever the reason, a cancellation among them. Once it
    has shipped there is nothing to say.
    """
    if snapshot.state == SHIPPED:
        return None
    why = (
        _refused(said)
        if snapshot.state != FORECAST
        else _why(snapshot, said, today, calendar, stage)
    )
    if why is None:
        return None
    anchor = anchor_of(snapshot, today)
    drafts_by = None if anchor is None else calendar.working_day_before(anchor, stage.drafts_days)
    return Ping(
        kind=Kind.ENTER if why in (Why.DUE_NEAR, Why.P85_NEAR) else Kind.NOT_YET,
        why=why,
        stage=stage.name,
        number=1 if said is None else said.number + 1,
        snapshot=snapshot,
        days_left=None if anchor is None else max(days_later(today, anchor, calendar), 0),
        drafts_by=None if drafts_by is None else max(drafts_by, today),
    )


def anchor_of(snapshot: Snapshot, today: date) -> date | None:
    """Give the date that T-n counts back from; a committed date that has passed is none."""
    return snapshot.due_on if counts_from_due(snapshot, today) else snapshot.p85


def counts_from_due(snapshot: Snapshot, today: date) -> bool:
    """Tell whether there is a committed date, and it is not over."""
    return snapshot.due_on is not None and snapshot.due_on >= today


def _refused(said: Said | None) -> Why | None:
    return Why.NO_FORECAST if said is not None and said.kind is Kind.ENTER else None


def _why(
    snapshot: Snapshot, said: Said | None, today: date, calendar: WorkCalendar, stage: Stage
) -> Why | None:
    anchor = anchor_of(snapshot, today)
    left, late = _left(anchor, today, calendar), _left(snapshot.p85, today, calendar)
    on_due = counts_from_due(snapshot, today)
    beyond = stage.days + LEEWAY_DAYS
    is_hopeless = on_due and snapshot.health == Health.OFF_TRACK and late > beyond
    near = Why.DUE_NEAR if on_due else Why.P85_NEAR
    if said is not None and said.kind is Kind.ENTER:
        if left > beyond:
            return Why.MOVED_OUT
        return Why.OFF_TRACK if is_hopeless else None
    if left > stage.days:
        return None
    if said is None:
        return Why.OFF_TRACK if is_hopeless else near
    return near if late <= stage.days or _p70_keeps(snapshot) else None


def _left(day: date | None, today: date, calendar: WorkCalendar) -> float:
    """Count the working days to `day`; beyond the horizon there is no end of them."""
    return math.inf if day is None else days_later(today, day, calendar)


def _p70_keeps(snapshot: Snapshot) -> bool:
    p70, due_on = snapshot.p70, snapshot.due_on
    return p70 is not None and due_on is not None and p70 <= due_on
