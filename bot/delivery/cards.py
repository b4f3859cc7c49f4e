"""Cards on their way: which message a post changes or answers, and what became of a card."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from bot.carding import EDIT_GAP
from bot.delivery.outcomes import Failure, Refused
from bot.delivery.rounds import Round
from bot.launching.kinds import ANSWER
from bot.views.kept import gist
from bot.wishes import CARD, SLIPS
from store.cards import Card, find_card, load_card, lose_card, save_card
from store.go_posts import GO, GONE, load_go_ts
from store.outbox import (
    ClaimedPost,
    PostState,
    aim_post,
    reschedule_post,
    skip_post,
    skip_posts_of,
)

# Whoever deletes a card, or lets nothing be edited for long, gets one new message a day.
ANEW_AFTER: Final = timedelta(days=1)

# There is nothing (any more) that could be edited: https://docs.slack.dev/reference/methods/chat.update#errors
_GONE = frozenset({"message_not_found", "edit_window_closed", "cant_update_message"})
# https://docs.slack.dev/reference/methods/chat.postMessage#errors
_UNANSWERABLE = frozenset(
    {"thread_not_found", "cannot_reply_to_message", "restricted_action_thread_locked"}
)


def aim_posts(
    session: Session, current: Round, due: Sequence[ClaimedPost]
) -> tuple[ClaimedPost, ...]:
    """Settle for what was claimed whether it is a message, an edit, or an answer to a card.

    That is kept, in the transaction of the claim: whoever finds a post that nobody came back for
    has to know what was tried.
    """
    return tuple(_aim(session, current, claimed) for claimed in due)


def is_gone(claimed: ClaimedPost, outcome: Failure) -> bool:
    """Tell whether the message cannot be changed, or answered, that a post should have."""
    if not isinstance(outcome, Refused):
        return False
    if claimed.post.edits is not None:
        return outcome.error in _GONE
    return claimed.post.thread is not None and outcome.error in _UNANSWERABLE


def lose(session: Session, current: Round, claimed: ClaimedPost, error: str) -> list[PostState]:
    """Forget a message that is gone; give what became of the post, and of what that ends.

    An answer becomes a message of its own. The next review puts the card down anew, for its
    readers' working hours.
    """
    post = claimed.post
    lose_card(session, current.channel_of(post), str(post.edits or post.thread))
    if post.edits is None:
        reschedule_post(session, claimed.id, current.now(), error)
        return [PostState.PENDING]
    skip_post(session, claimed.id, f"{GONE}: {error}")
    wish = post.subscription_id
    more = 0 if wish is None else skip_posts_of(session, wish, "the card is posted anew")
    return [PostState.SKIPPED] * (1 + more)


def note_said(session: Session, current: Round, claimed: ClaimedPost, ts: str | None) -> None:
    """Keep what a card says since now, and where; without a `ts` Slack does not take the words.

    Then they are not tried again until the card says something else.
    """
    post, now = claimed.post, current.now()
    if post.kind != CARD or post.subscription_id is None:
        return
    channel = current.channel_of(post)
    before = load_card(session, post.subscription_id, channel)
    said = Card(
        post.subscription_id,
        channel,
        ts=post.edits or ts,
        says=gist(post.text, post.blocks, current.poster.audience.hide_titles),
        edited_at=now,
        anew_at=_anew_at(before, post.edits, now),
    )
    save_card(session, said, EDIT_GAP)


def _aim(session: Session, current: Round, claimed: ClaimedPost) -> ClaimedPost:
    post, edits, thread = claimed.post, None, None
    if post.kind == ANSWER:
        return claimed  # it was aimed when it was put down
    channel = current.channel_of(post)
    if post.kind == CARD and post.subscription_id is not None:
        card = load_card(session, post.subscription_id, channel)
        edits = card.ts if card else None
    elif post.kind == GO and post.release_id is not None:
        edits = load_go_ts(session, post.release_id, post.channel)
    elif post.kind == SLIPS and post.release_id is not None:
        card = find_card(session, post, channel)
        thread = card.ts if card else None
    if (edits, thread) == (post.edits, post.thread):
        return claimed
    aim_post(session, claimed.id, edits, thread)
    return replace(claimed, post=replace(post, edits=edits, thread=thread))


def _anew_at(before: Card | None, edits: str | None, now: datetime) -> datetime | None:
    """Give until when a card that is lost from now on has to wait."""
    if before is None or edits is not None:
        return None if before is None else before.anew_at
    return now + ANEW_AFTER
