"""The tick: every half a minute it looks what has come due since the one before."""

from collections.abc import Sequence
from datetime import datetime, time
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.orm import Session

from bot.launching.addressing import look_around
from bot.launching.asking import enqueue_reminders
from bot.newsroom import Newsroom
from bot.rehearsing import rehearse_past
from bot.review import review
from bot.schedule.digests import GRACE, enqueue_digest
from bot.schedule.slots import due_slots
from bot.wishes import DIGEST
from bot.words.manner import telling
from store.said import load_last_review
from store.subscriptions import Subscription
from store.ticks import begin_tick, load_last_tick

log = structlog.get_logger(__name__)

DAWN = time(6)

Due = tuple[datetime, Subscription]


def tick(newsroom: Newsroom, now: datetime) -> int:
    """Put down all that is due since the last tick, whichever process made it; give how much.

    What came due more than two hours ago, while nothing ran, is not said any more. The day's
    first review is made at dawn, or before a digest that is due earlier.
    """
    if _wants_review(newsroom, now):
        _review(newsroom, now)
    look_around(newsroom, now)  # whoever was started since the review knows nobody who left
    with newsroom.sessions.begin() as session:
        before = begin_tick(session, now)
        if before is None:
            return 0
        due = _due(session, newsroom, before, now)
        with telling(newsroom.region):
            enqueued = sum(enqueue_digest(session, newsroom, wish, slot, now) for slot, wish in due)
            enqueued += enqueue_reminders(session, newsroom, now)
    if due or enqueued:
        log.info("ticked", due=len(due), enqueued=enqueued)
    return enqueued


def _wants_review(newsroom: Newsroom, now: datetime) -> bool:
    """Tell whether nothing has been reviewed today, and somebody is about to read it.

    The very first review is the first sync's: before that the data is not whole.
    """
    with newsroom.readers() as session:
        last = load_last_review(session)
        if last is None or _days(newsroom, last.taken_at) >= _days(newsroom, now):
            return False
        if now.astimezone(ZoneInfo(newsroom.calendar.zone)).time() >= DAWN:
            return True
        return bool(_due(session, newsroom, load_last_tick(session) or now, now))


def _review(newsroom: Newsroom, now: datetime) -> None:
    try:
        rehearse_past(newsroom, now)
        review(newsroom, now)
    except Exception:
        # A digest of yesterday's review is better than none; the sync will try again.
        log.exception("the review of the day failed")


def _due(session: Session, newsroom: Newsroom, before: datetime, now: datetime) -> Sequence[Due]:
    """Give what came due after `before`, by slot."""
    after = max(before, now - GRACE)
    due = [
        (slot, wish)
        for wish in newsroom.listening(session, DIGEST)
        for slot in due_slots(
            wish.days, wish.at, wish.zone, after=after, until=now, calendar=newsroom.calendar
        )
        if slot > wish.created_at
    ]
    return sorted(due, key=lambda one: (one[0], one[1].id))


def _days(newsroom: Newsroom, moment: datetime) -> int:
    return newsroom.calendar.today(moment).toordinal()
