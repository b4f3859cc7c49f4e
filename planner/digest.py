"""What a digest says: what moved, what is at risk, what shipped, what is next."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from planner.answer import Health
from planner.calendar import WorkCalendar
from planner.moves import Change, changes_between, days_later, small_changes_between
from planner.snapshot import FORECAST, REFUSED, SHIPPED, Snapshot

NEXT_SHOWN = 3
FIRST_LOOKS_BACK = timedelta(days=7)
_NOT_LISTED = ("refusal.parking_lot", "refusal.empty", "refusal.canceled")
_IN_DANGER = (Health.AT_RISK, Health.OFF_TRACK)


@dataclass(frozen=True, slots=True)
class Line:
    """One release in a digest.

    `before` is how it stood at the last digest, None where it was not seen then. `changes` are
    what is new about it. `p85_days` are the working days by which P85 is later (negative:
    earlier), None where either digest had none.
    """

    now: Snapshot
    before: Snapshot | None = None
    changes: frozenset[Change] = frozenset()
    p85_days: int | None = None


@dataclass(frozen=True, slots=True)
class Numbers:
    """How many open releases stand how; places to put things off are not among them."""

    on_track: int = 0
    at_risk: int = 0
    off_track: int = 0
    no_date: int = 0
    no_forecast: int = 0

    @property
    def open(self) -> int:
        return self.on_track + self.at_risk + self.off_track + self.no_date + self.no_forecast


@dataclass(frozen=True, slots=True)
class Digest:
    """A release stands once: shipped before at risk, at risk before moved, moved before next.

    At risk weighs more than moved, because a reader who looks at nothing else must find there
    all that is in danger; such a line tells its move, too. `last_on` is the day of the last
    digest, None for the first one.
    """

    today: date
    last_on: date | None
    numbers: Numbers
    moved: tuple[Line, ...] = ()
    at_risk: tuple[Line, ...] = ()
    shipped: tuple[Line, ...] = ()
    next: tuple[Line, ...] = ()

    @property
    def is_quiet(self) -> bool:
        """Tell whether there is nothing new to say: what stood so last time is no news.

        A first digest is news as soon as it has a line.
        """
        if self.last_on is None:
            return not (self.at_risk or self.shipped or self.next)
        return not (self.moved or self.shipped or any(line.changes for line in self.at_risk))


def digest_of(
    now: Iterable[Snapshot],
    before: Iterable[Snapshot],
    *,
    today: date,
    last_on: date | None,
    calendar: WorkCalendar,
    covers: frozenset[str] | None = None,
    is_asked: bool = False,
) -> Digest:
    """Compare the newest snapshots with the newest of the last digest, on `last_on`.

    `covers` are the release ids that the digest is about, None for all. Without a `last_on`
    nothing can have moved: the first digest says how things stand. A release that had a
    forecast then and is refused now is at risk, whatever the reason, once; parking lots, empty
    and canceled releases are left out otherwise. For somebody who asked (`is_asked`) every change
    counts, however small, and what was finished or joined is one.
    """
    seen = {} if last_on is None else {snapshot.release_id: snapshot for snapshot in before}
    covered = [one for one in now if covers is None or one.release_id in covers]
    lines = [
        Line(one)
        if last_on is None
        else line_between(
            one, seen.get(one.release_id), today, last_on, calendar, is_asked=is_asked
        )
        for one in covered
    ]
    shipped = [line for line in lines if _has_shipped(line, today, last_on)]
    ahead = [line for line in lines if line.now.state != SHIPPED]
    at_risk = [line for line in ahead if _is_at_risk(line, today)]
    well = [line for line in ahead if line.now.state == FORECAST and not _is_at_risk(line, today)]
    moved = [line for line in well if line.changes]
    rest = [line for line in well if not line.changes and line.now.p85 is not None]
    return Digest(
        today=today,
        last_on=last_on,
        numbers=_numbers(covered),
        moved=tuple(sorted(moved, key=_soonest)),
        at_risk=tuple(sorted(at_risk, key=_gravest)),
        shipped=tuple(sorted(shipped, key=_shipped_last)),
        next=tuple(sorted(rest, key=_soonest)[:NEXT_SHOWN]),
    )


def line_between(
    now: Snapshot,
    before: Snapshot | None,
    today: date,
    last_on: date,
    calendar: WorkCalendar,
    *,
    is_asked: bool = False,
) -> Line:
    """Give what is new about a release since `last_on`; it was not seen then, for None."""
    passed = now.due_on is not None and last_on <= now.due_on < today
    more = {Change.PASSED} if passed and now.state != SHIPPED else set()
    if before is None:
        found = {Change.FOUND} if now.state == FORECAST else set()
        return Line(now, None, frozenset(found | more))
    changes = changes_between(before, now, today, calendar) | more
    changes |= small_changes_between(before, now) if is_asked else frozenset()
    if before.p85 is None or now.p85 is None:
        return Line(now, before, changes)
    return Line(now, before, changes, days_later(before.p85, now.p85, calendar))


def _has_shipped(line: Line, today: date, last_on: date | None) -> bool:
    """Tell whether it went out since; one that nobody saw before must have a day to say so."""
    if line.now.state != SHIPPED:
        return False
    if line.before is not None:
        return line.before.state != SHIPPED
    since = last_on or today - FIRST_LOOKS_BACK
    return line.now.shipped_on is not None and line.now.shipped_on > since


def _is_at_risk(line: Line, today: date) -> bool:
    now = line.now
    has_passed = now.due_on is not None and now.due_on < today
    if now.state == REFUSED:
        return Change.LOST in line.changes or (has_passed and now.reason not in _NOT_LISTED)
    return has_passed or now.health in _IN_DANGER


def _numbers(snapshots: Sequence[Snapshot]) -> Numbers:
    stands = Counter(
        snapshot.health or "no_forecast"
        for snapshot in snapshots
        if snapshot.state != SHIPPED and snapshot.reason not in _NOT_LISTED
    )
    return Numbers(**stands)


def _soonest(line: Line) -> tuple[date, str]:
    return line.now.p85 or date.max, line.now.release_id


def _gravest(line: Line) -> tuple[bool, bool, tuple[date, str]]:
    """What is new first, then what is worse, then what is sooner."""
    return not line.changes, line.now.health == Health.AT_RISK, _soonest(line)


def _shipped_last(line: Line) -> tuple[date, str]:
    return line.now.shipped_on or date.max, line.now.release_id
