"""Posts that wait for a person: seen, taken up again, or dropped; and old words that are let go."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from store.posts import ClaimedPost, PostState, claimed_post
from store.tables import post as post_table

_row = post_table.c
_RETRIED = (PostState.PARKED, PostState.FAILED)
_DROPPED = (PostState.PARKED, PostState.FAILED, PostState.PENDING)
_ENDED = (PostState.SENT, PostState.SKIPPED, PostState.FAILED, PostState.DROPPED)

# Whoever takes a post up again wants it said now, not in a week when the app is back.
_GOOD_FOR = timedelta(hours=2)


def load_posts(
    session: Session, states: Collection[PostState], since: datetime | None = None
) -> tuple[ClaimedPost, ...]:
    """Give the posts in these states, oldest first: all, or those last tried since a moment."""
    tried_at = func.coalesce(_row.claimed_at, _row.created_at)
    wanted = select(post_table).where(_row.state.in_(states)).order_by(tried_at, _row.id)
    if since is not None:
        wanted = wanted.where(tried_at >= since)
    return tuple(claimed_post(row) for row in session.execute(wanted))


def load_post(session: Session, post_id: int) -> ClaimedPost | None:
    """Give one post, to nobody else until the transaction is over; None: there is none such."""
    row = session.execute(
        select(post_table).where(_row.id == post_id).with_for_update()
    ).one_or_none()
    return None if row is None else claimed_post(row)


def retry_post(session: Session, found: ClaimedPost, now: datetime) -> bool:
    """Let a post that `load_post` gave go out now, whoever looked knows that Slack has it not.

    False: it is neither parked nor failed, or its words are gone.
    """
    if found.state not in _RETRIED or not found.post.text:
        return False
    ends = found.post.expires_at
    expires_at = None if ends is None else max(ends, now + _GOOD_FOR)
    told = {"state": PostState.PENDING, "not_before": now, "expires_at": expires_at}
    session.execute(update(post_table).where(_row.id == found.id).values(told))
    return True


def drop_post(session: Session, found: ClaimedPost, reason: str) -> bool:
    """End a post that `load_post` gave for good; False: it is on its way, or has ended.

    It counts as said: what is skipped may be said anew, like a ping, and this must not be.
    """
    if found.state not in _DROPPED:
        return False
    told = {"state": PostState.DROPPED, "error": reason}
    session.execute(update(post_table).where(_row.id == found.id).values(told))
    return True


def forget_words(session: Session, before: datetime) -> int:
    """Let go of the words of what ended before a moment; give of how many posts.

    The rows stay, for good. What a post was for may come again at any time: a ping's release
    leaves its stage and enters it a year later, a clock that was wrong repeats a slot, a review
    made again from old data says what was said. Then the key alone knows that it was said, and
    the kinds and moments of a release's pings say which comes next. The words and
    blocks are nearly all of a row, and nobody reads them again.
    """
    ended_at = func.coalesce(_row.sent_at, _row.claimed_at, _row.not_before)
    old = (_row.state.in_(_ENDED), ended_at < before, _row.text != "")
    emptied = update(post_table).where(*old).values(text="", blocks=[])
    return len(session.execute(emptied.returning(_row.id)).all())
