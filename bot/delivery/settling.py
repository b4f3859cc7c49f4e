"""Settles what nobody knows: a post that Slack may have is looked for in its channel."""

from datetime import timedelta

import structlog
from sqlalchemy.orm import Session

from bot.delivery.cards import note_said
from bot.delivery.notices import tell_operator
from bot.delivery.outcomes import Failure, Missing, Refused, Sent, Trouble
from bot.delivery.rounds import BATCH, Round
from store.outbox import (
    ClaimedPost,
    PostState,
    load_ambiguous,
    mark_sent,
    park_post,
    reschedule_post,
)

log = structlog.get_logger(__name__)

# How far Slack's clock may be from ours.
_SKEW = timedelta(minutes=5)


def settle_posts(current: Round) -> list[PostState]:
    """Look for each unsettled post; give the state that each of them is in afterwards."""
    hold = current.patience.look_again
    with current.sessions.begin() as session:
        unsettled = load_ambiguous(session, current.now(), BATCH, hold)
    states = []
    for claimed in unsettled:
        if current.has_begun_late(hold):
            break
        states.append(_settle(current, claimed))
    return states


def _settle(current: Round, claimed: ClaimedPost) -> PostState:
    if claimed.post.edits is not None:
        return _edit_again(current, claimed)
    began_at = claimed.claimed_at or claimed.post.created_at
    # Where a post was rehearsed is not kept. Whoever ends a rehearsal with a post unsettled has
    # it said in its own channel for the first time.
    seen = current.poster.look_for(
        current.channel_of(claimed.post),
        claimed.post,
        began_at - _SKEW,
        began_at + current.patience.lease + _SKEW,
    )
    if current.has_lost(current.patience.look_again):
        return PostState.AMBIGUOUS
    with current.sessions.begin() as session:
        return _note(session, current, claimed, seen)


def _note(
    session: Session, current: Round, claimed: ClaimedPost, seen: Sent | Missing | Failure
) -> PostState:
    match seen:
        case Sent(ts):
            if mark_sent(session, claimed.id, ts, current.now()):
                note_said(session, current, claimed, ts)
            return PostState.SENT
        case Missing() if _is_over(current, claimed):
            reschedule_post(session, claimed.id, current.now(), "Slack did not get it")
            return PostState.PENDING
        case Refused() if not _may_change(seen):
            log.error(
                "a post may have been sent or not; look in its channel",
                post=claimed.post.dedupe_key,
                channel=claimed.post.channel,
                slack_says=seen.error,
            )
            park_post(session, claimed.id, f"Slack does not let us look: {seen.error}")
            tell_operator(session, claimed, "parked", current.operator, seen, current.now())
            return PostState.PARKED
        case _:
            return PostState.AMBIGUOUS


def _edit_again(current: Round, claimed: ClaimedPost) -> PostState:
    """Let an edit be made once more: a message that says it already is none the worse for it."""
    with current.sessions.begin() as session:
        reschedule_post(session, claimed.id, current.now(), "nobody knows whether it was edited")
    return PostState.PENDING


def _is_over(current: Round, claimed: ClaimedPost) -> bool:
    """Tell whether what was on its way has long arrived or never will."""
    began_at = claimed.claimed_at or claimed.post.created_at
    return current.now() - began_at >= current.patience.settle_after


def _may_change(refused: Refused) -> bool:
    """Tell whether a new token would let us look; a scope that is missing stays so."""
    return refused.trouble is Trouble.ACCOUNT and refused.error != "missing_scope"
