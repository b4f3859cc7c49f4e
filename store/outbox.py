"""The outbox: a thing to say is a row with a unique key, claimed by one process at a time.

A post goes `pending → sending → sent`. Where nobody knows whether Slack took it (a timeout, a
process that died), it is `ambiguous` until somebody has looked; it never goes straight back.
"""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from store.channel_queue import next_of_channels
from store.conflict import insert_missing
from store.posts import ClaimedPost, Post, PostState, claimed_post
from store.tables import post as post_table
from store.tables import subscription

__all__ = [
    "ClaimedPost",
    "Post",
    "PostState",
    "aim_post",
    "claim_posts",
    "enqueue_post",
    "expire_posts",
    "fail_post",
    "load_ambiguous",
    "mark_ambiguous",
    "mark_sent",
    "park_post",
    "reschedule_post",
    "skip_post",
    "skip_posts_of",
    "was_enqueued",
]

SETTLING_LEASE = timedelta(minutes=1)

_row = post_table.c


_IN_HAND = (PostState.SENDING, PostState.AMBIGUOUS)


def enqueue_post(session: Session, post: Post) -> bool:
    """Put something to say beside its cause, in the same transaction; False: it is known."""
    values = asdict(post) | {"state": PostState.PENDING, "attempts": 0}
    statement = insert_missing(session, post_table, ["dedupe_key"]).values(values)
    return session.execute(statement.returning(_row.id)).first() is not None


def was_enqueued(session: Session, dedupe_key: str, *, after: datetime) -> bool:
    """Tell whether this was put beside its cause after a moment, whatever became of it."""
    known = select(_row.id).where(_row.dedupe_key == dedupe_key, _row.created_at > after)
    return session.execute(known).first() is not None


def claim_posts(
    session: Session, now: datetime, lease: timedelta, limit: int
) -> tuple[ClaimedPost, ...]:
    """Take what is due, at most one a channel and a channel's posts in their order.

    Whoever claims has until the lease is over: then a post is ambiguous.
    """
    _lapse_leases(session, now)
    ids = _lock(session, _row.id.in_(next_of_channels(now)) & _is(PostState.PENDING), limit)
    session.execute(
        update(post_table)
        .where(_row.id.in_(ids))
        .values(
            state=PostState.SENDING,
            attempts=_row.attempts + 1,
            claimed_at=now,
            lease_until=now + lease,
        )
    )
    return _load(session, _row.id.in_(ids))


def aim_post(session: Session, post_id: int, edits: str | None, thread: str | None) -> None:
    """Note which message a claimed post changes or answers, so that whoever looks for it knows."""
    aimed = update(post_table).where(_row.id == post_id)
    session.execute(aimed.values(edits=edits, thread=thread))


def load_ambiguous(
    session: Session, now: datetime, limit: int, lease: timedelta = SETTLING_LEASE
) -> tuple[ClaimedPost, ...]:
    """Give what somebody has to look for in its channel, to one process at a time.

    A post is given when the lease of its sending is over, and then again after every `lease`
    until it is settled: the message may take a while to be seen.
    """
    _lapse_leases(session, now)
    ids = _lock(session, _is(PostState.AMBIGUOUS) & (_row.lease_until <= now), limit)
    session.execute(update(post_table).where(_row.id.in_(ids)).values(lease_until=now + lease))
    return _load(session, _row.id.in_(ids))


def mark_sent(session: Session, post_id: int, ts: str, at: datetime) -> bool:
    """Note that Slack has it, whatever was thought before; False: that was known."""
    return _move(
        session,
        post_id,
        _row.state != PostState.SENT,
        PostState.SENT,
        ts=ts,
        sent_at=at,
        error=None,
    )


def mark_ambiguous(session: Session, post_id: int, error: str) -> bool:
    """Note that Slack may have it; it is looked for when its lease is over."""
    return _move(session, post_id, _is(PostState.SENDING), PostState.AMBIGUOUS, error=error)


def reschedule_post(session: Session, post_id: int, not_before: datetime, error: str) -> bool:
    """Try again later: Slack surely does not have it.

    Whoever took the subscription back while it was on its way gets no more of it.
    """
    told = {"not_before": not_before, "error": error}
    moved = _move(session, post_id, _is(*_IN_HAND), PostState.PENDING, **told)
    is_removed = _row.subscription_id.is_not(None) & _row.subscription_id.not_in(
        select(subscription.c.id)
    )
    unwanted = (_row.id == post_id) & _is(PostState.PENDING) & is_removed
    _skip_all(session, unwanted, "its subscription was removed meanwhile")
    return moved


def fail_post(session: Session, post_id: int, error: str) -> bool:
    """End a post that Slack will never take."""
    return _move(session, post_id, _is(*_IN_HAND), PostState.FAILED, error=error)


def park_post(session: Session, post_id: int, reason: str) -> bool:
    """Leave a post to a person: nobody can tell whether Slack has it."""
    return _move(session, post_id, _is(*_IN_HAND), PostState.PARKED, error=reason)


def skip_post(session: Session, post_id: int, reason: str) -> bool:
    """End a post that need not be said any more."""
    allowed = _is(*_IN_HAND, PostState.PENDING)
    return _move(session, post_id, allowed, PostState.SKIPPED, error=reason)


def skip_posts_of(session: Session, subscription_id: int, reason: str) -> int:
    """Skip what still waits to be said for a subscription; give how many."""
    mine = _is(PostState.PENDING) & (_row.subscription_id == subscription_id)
    return _skip_all(session, mine, reason)


def expire_posts(session: Session, now: datetime) -> int:
    """Skip what waited until after its time; give how many."""
    late = _is(PostState.PENDING) & (_row.expires_at <= now)
    return _skip_all(session, late, "its time was over before it could be said")


def _lapse_leases(session: Session, now: datetime) -> int:
    """Call ambiguous what is still being sent when its lease is over: it may have arrived."""
    ids = _lock(session, _is(PostState.SENDING) & (_row.lease_until <= now))
    session.execute(
        update(post_table)
        .where(_row.id.in_(ids))
        .values(state=PostState.AMBIGUOUS, error="nobody came back to say whether it was sent")
    )
    return len(ids)


def _is(*states: PostState) -> ColumnElement[bool]:
    return _row.state.in_(states)


def _lock(session: Session, where: ColumnElement[bool], limit: int | None = None) -> Sequence[int]:
    """Take these rows for this transaction, leaving alone what another one holds.

    SQLite has no row locks and needs none: its writing transactions come one after the other.
    """
    statement = select(_row.id).where(where).order_by(_row.not_before, _row.id).limit(limit)
    return session.execute(statement.with_for_update(skip_locked=True)).scalars().all()


def _skip_all(session: Session, where: ColumnElement[bool], reason: str) -> int:
    ids = _lock(session, where)
    skipped = update(post_table).where(_row.id.in_(ids))
    session.execute(skipped.values(state=PostState.SKIPPED, error=reason))
    return len(ids)


def _move(
    session: Session, post_id: int, allowed: ColumnElement[bool], to: PostState, **told: Any
) -> bool:
    """Change a post's state; False, and nothing, where it is no longer in a state for that."""
    statement = update(post_table).where(_row.id == post_id, allowed)
    values = {"state": to, **told}
    return session.execute(statement.values(values).returning(_row.id)).first() is not None


def _load(session: Session, where: ColumnElement[bool]) -> tuple[ClaimedPost, ...]:
    rows = session.execute(select(post_table).where(where).order_by(_row.not_before, _row.id))
    return tuple(claimed_post(row) for row in rows)
