"""Puts alerts into the outbox: what moved, at once, in the readers' own working hours."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.freshness import read_at
from bot.newsroom import Newsroom
from bot.schedule.hours import next_open
from bot.views.alert import alert_blocks, alert_text
from bot.views.posted import Posted
from bot.wishes import SHIPPED, SLIPS
from planner.alerts import shipments, slips
from planner.digest import Line
from planner.explain.attribution import Attribution
from planner.snapshot import Snapshot
from store.alerts import (
    count_alerts,
    enqueue_alert,
    load_heard,
    load_waiting_alert,
    take_back_alert,
)
from store.outbox import Post
from store.subscriptions import Subscription
from store.told_last import WaitingAlert

# So that whoever drags forty issues about is heard once; with a sync every ten minutes it is said
# within a quarter of an hour.
SETTLES_AFTER = timedelta(minutes=4)
GOOD_FOR = timedelta(days=3)  # it may wait for Monday

Move = tuple[str, str]  # a release, and the hash of the inputs that its readers last heard from
Causes = Mapping[Move, Attribution]


@dataclass(frozen=True, slots=True)
class Due:
    """What one subscription should hear now, in place of what `waiting` still says, if any.

    Without lines there is nothing to say any more.
    """

    wish: Subscription
    lines: tuple[Line, ...]
    waiting: WaitingAlert | None = None


def alerts_due(
    session: Session, newsroom: Newsroom, snapshots: Sequence[Snapshot], now: datetime
) -> tuple[Due, ...]:
    """Find what the subscriptions to slips and shipments of this workspace should hear.

    Changes that come in a burst, or at night, are one message: what waits to be said is put
    anew once something has moved on since.
    """
    watch = _Watch(session, newsroom, snapshots, now)
    found = (_due(watch, wish) for wish in newsroom.listening(session, SLIPS, SHIPPED))
    return tuple(due for due in found if due is not None)


def moves_of(lines: Iterable[Line]) -> frozenset[Move]:
    """Give the moves whose cause is worth finding out."""
    return frozenset(move for line in lines if (move := _move_of(line)) is not None)


def known_causes(lines: Iterable[Line], causes: Causes) -> dict[str, Attribution]:
    """Give the causes of these moves by release, as far as they were found."""
    return {
        line.now.release_id: causes[move]
        for line in lines
        if (move := _move_of(line)) is not None and move in causes
    }


def enqueue_alerts(
    session: Session,
    newsroom: Newsroom,
    snapshots: Sequence[Snapshot],
    causes: Causes,
    now: datetime,
) -> int:
    """Put down what subscriptions should hear; give how many posts are new."""
    enqueued = 0
    for due in alerts_due(session, newsroom, snapshots, now):
        if due.waiting is not None:
            take_back_alert(session, due.waiting)
        if due.lines:
            number = count_alerts(session, due.wish, due.wish.kind) + 1
            at = _moment(due, newsroom, now)
            posted = Posted(at, due.wish.zone, read_at(session, at))
            post = _post(due, causes, posted, number, now)
            enqueued += enqueue_alert(session, post, [line.now for line in due.lines])
    return enqueued


@dataclass(frozen=True, slots=True)
class _Watch:
    """What a review saw, and from where it is told."""

    session: Session
    newsroom: Newsroom
    snapshots: Sequence[Snapshot]
    now: datetime

    def lines(self, wish: Subscription, but: WaitingAlert | None = None) -> tuple[Line, ...]:
        """Give what is new for a subscription, against what its readers heard (but for one)."""
        covered = [one for one in self.snapshots if wish.release_id in (None, one.release_id)]
        if covered:
            called = self.newsroom.as_read_in(self.session, wish.channel, covered, self.now)
            covered = list(called)
        heard = load_heard(self.session, wish, but)
        if wish.kind == SHIPPED:
            return shipments(covered, heard)
        today = self.now.astimezone(ZoneInfo(wish.zone)).date()
        return slips(covered, heard, today, self.newsroom.calendar)


def _due(watch: _Watch, wish: Subscription) -> Due | None:
    lines = watch.lines(wish)
    if not lines:
        return None
    waiting = load_waiting_alert(watch.session, wish, wish.kind)
    return Due(wish, lines if waiting is None else watch.lines(wish, but=waiting), waiting)


def _moment(due: Due, newsroom: Newsroom, now: datetime) -> datetime:
    """Give when it is said: when it would have been, else soon, in the readers' working hours."""
    earliest = now + SETTLES_AFTER if due.waiting is None else max(due.waiting.not_before, now)
    return next_open(earliest, replace(newsroom.calendar, zone=due.wish.zone))


def _move_of(line: Line) -> Move | None:
    if line.before is None or not line.p85_days:
        return None
    return line.now.release_id, line.before.inputs_hash


def _post(due: Due, causes: Causes, posted: Posted, number: int, now: datetime) -> Post:
    wish = due.wish
    known = known_causes(due.lines, causes)
    return Post(
        dedupe_key=f"{wish.workspace}:{wish.channel}:{wish.kind}:{wish.id}:{number}",
        workspace=wish.workspace,
        channel=wish.channel,
        kind=wish.kind,
        text=alert_text(due.lines, posted),
        blocks=alert_blocks(due.lines, known, posted),
        not_before=posted.now,
        expires_at=posted.now + GOOD_FOR,
        created_at=now,
        subscription_id=wish.id,
        release_id=wish.release_id,
    )
