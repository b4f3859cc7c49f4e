"""Puts a digest into the outbox when its slot has come."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from bot.freshness import read_at
from bot.newsroom import Newsroom
from bot.views.digest import digest_blocks, digest_text
from bot.views.posted import Posted
from bot.wishes import DIGEST
from planner.digest import Digest, digest_of
from store.forecasts import load_snapshots, load_snapshots_before
from store.outbox import Post, enqueue_post
from store.said import load_last_post, load_last_review
from store.subscriptions import Subscription

GRACE = timedelta(hours=2)  # what could not be said for longer is not said any more
QUIET_FOR = timedelta(days=7)


def enqueue_digest(
    session: Session, newsroom: Newsroom, wish: Subscription, slot: datetime, now: datetime
) -> bool:
    """Put down the digest of a slot; False where it is known, or there is nothing to say.

    It compares the newest review with what the last digest of this wish was made from. Where
    nothing changed it says so once a week at most.
    """
    digest = digest_at(session, newsroom, wish, slot)
    if digest is None or _is_silent(digest):
        return False
    posted = Posted(now, wish.zone, read_at(session, now))
    return enqueue_post(session, _post(wish, digest, posted, slot))


def digest_at(
    session: Session, newsroom: Newsroom, wish: Subscription, moment: datetime
) -> Digest | None:
    """Give what a wish would hear at a moment, worth saying or not; None before any review."""
    seen = load_last_review(session)
    if seen is None:
        return None
    last = load_last_post(session, wish.id, DIGEST)
    snapshots = load_snapshots(session, seen.data_version)
    return digest_of(
        newsroom.as_read_in(session, wish.channel, snapshots, moment),
        () if last is None else load_snapshots_before(session, last.created_at),
        today=_day(moment, wish.zone),
        last_on=None if last is None else _day(last.not_before, wish.zone),
        calendar=newsroom.calendar,
        covers=None if wish.release_id is None else frozenset({wish.release_id}),
    )


def _is_silent(digest: Digest) -> bool:
    last_on = digest.last_on
    return digest.is_quiet and last_on is not None and digest.today - last_on < QUIET_FOR


def _post(wish: Subscription, digest: Digest, posted: Posted, slot: datetime) -> Post:
    about = wish.release_id or "all"
    return Post(
        dedupe_key=f"{wish.workspace}:{wish.channel}:{DIGEST}:{about}:{slot.isoformat()}",
        workspace=wish.workspace,
        channel=wish.channel,
        kind=DIGEST,
        text=digest_text(digest, posted),
        blocks=digest_blocks(digest, posted),
        not_before=slot,
        expires_at=slot + GRACE,
        created_at=posted.now,
        subscription_id=wish.id,
        release_id=wish.release_id,
    )


def _day(moment: datetime, zone: str) -> date:
    return moment.astimezone(ZoneInfo(zone)).date()
