"""The cards that stand in channels: one message a subscription and place, changed in place."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_or_replace
from store.posts import ClaimedPost, Post, PostState, claimed_post
from store.subscriptions import load_subscription
from store.tables import card, post, subscription

_row = card.c
_IN_HAND = (PostState.SENDING, PostState.AMBIGUOUS)
_UNSAID = (PostState.SKIPPED, PostState.FAILED)


@dataclass(frozen=True, slots=True)
class Card:
    """`ts` is Slack's name of its message, None where there is none (any more).

    `says` is a hash of its words, None where they have to be said again. `edited_at` is when it
    was posted or changed last; it is not posted anew before `anew_at`.
    """

    subscription_id: int
    channel: str
    ts: str | None
    says: str | None
    edited_at: datetime
    anew_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CardPosts:
    """What was put down last of a card and not refused; and whether Slack is being told any."""

    last: ClaimedPost | None
    is_in_hand: bool


def load_card(session: Session, subscription_id: int, channel: str) -> Card | None:
    """Give the card of a subscription in a channel; None where there was never one."""
    mine = (_row.subscription_id == subscription_id) & (_row.channel == channel)
    found = session.execute(select(card).where(mine)).one_or_none()
    return None if found is None else Card(*found)


def find_card(session: Session, alert: Post, channel: str) -> Card | None:
    """Give the card that stands in `channel` for an alert's release and readers."""
    wish = subscription.c
    stands = (_row.channel == channel) & _row.ts.is_not(None)
    place = (wish.workspace == alert.workspace) & (wish.channel == alert.channel)
    theirs = place & (wish.release_id == alert.release_id)
    kept = select(card).join(subscription, wish.id == _row.subscription_id)
    found = session.execute(kept.where(stands, theirs).order_by(wish.id).limit(1)).one_or_none()
    return None if found is None else Card(*found)


def load_card_posts(session: Session, subscription_id: int) -> CardPosts:
    """Give what a card is about to say, or said last."""
    mine = post.c.subscription_id == subscription_id
    newest = select(post).where(mine, post.c.state.not_in(_UNSAID)).order_by(post.c.id.desc())
    last = session.execute(newest.limit(1)).one_or_none()
    in_hand = select(exists().where(mine, post.c.state.in_(_IN_HAND)))
    is_in_hand = bool(session.execute(in_hand).scalar_one())
    return CardPosts(None if last is None else claimed_post(last), is_in_hand)


def load_last_turn(session: Session, kind: str) -> datetime | None:
    """Give when the last of the edits has its turn that wait for their first; None: none waits."""
    stands = exists().where(_row.subscription_id == post.c.subscription_id, _row.ts.is_not(None))
    waits = (post.c.kind == kind) & (post.c.state == PostState.PENDING) & (post.c.attempts == 0)
    last: datetime | None = session.scalar(select(func.max(post.c.not_before)).where(waits, stands))
    return last


def save_card(session: Session, said: Card, gap: timedelta) -> bool:
    """Note what a card says now; its next words wait for `gap` more. False: nobody keeps it."""
    if load_subscription(session, said.subscription_id) is None:
        return False
    values = {name: getattr(said, name) for name in card.columns.keys()}  # noqa: SIM118
    statement = insert_into(session, card).values(values)
    keys = ("subscription_id", "channel")
    session.execute(insert_or_replace(statement, keys))
    waits = (post.c.subscription_id == said.subscription_id) & (post.c.state == PostState.PENDING)
    early = post.c.not_before < said.edited_at + gap
    put_off = update(post).where(waits, early).values(not_before=said.edited_at + gap)
    session.execute(put_off)
    return True


def lose_card(session: Session, channel: str, ts: str) -> bool:
    """Note that the message of a card is gone; False: it is no card's, or that is known."""
    mine = (_row.channel == channel) & (_row.ts == ts)
    lost = update(card).where(mine).values(ts=None, says=None)
    return session.execute(lost.returning(_row.channel)).first() is not None
