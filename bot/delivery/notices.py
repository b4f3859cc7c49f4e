"""Notices: what a person is told privately when a post cannot be delivered."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.orm import Session

from bot.delivery.addresses import name_address
from bot.delivery.outcomes import Refused, Trouble
from bot.views.blocks import section
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn
from store.adoptions import release_owner
from store.outbox import ClaimedPost, Post, enqueue_post, skip_posts_of
from store.subscriptions import load_subscription, pause_subscription

NOTICE: Final = "notice"
PING: Final = "ping"
_KEPT_FOR = timedelta(days=7)


def stop_saying(
    session: Session,
    claimed: ClaimedPost,
    operator: str | None,
    refused: Refused,
    now: datetime,
) -> int:
    """Pause what a refused post was for and tell its owner; give how many posts that skips.

    A message that Slack does not take says nothing about the next one: then nothing is paused,
    and the operator is told, as its readers could do nothing about it.
    Whoever asked for this very post waits for it, and is told in any case.
    """
    post = claimed.post
    if post.kind == NOTICE:
        return 0
    if refused.trouble is Trouble.UNSEEN and operator is not None:
        enqueue_post(session, _unseen_notice(post, operator, refused, now))
    if post.asked_by is not None:
        enqueue_post(session, _asker_notice(claimed, post.asked_by, refused, now))
        return 0
    if refused.trouble is Trouble.MESSAGE:
        tell_operator(session, claimed, "refused", operator, refused, now)
        return 0
    skipped = 0
    if post.subscription_id is not None:
        reason = say_reason(refused.trouble)
        if not pause_subscription(session, post.subscription_id, reason):
            return 0  # its owner was told when it was paused
        skipped = skip_posts_of(session, post.subscription_id, f"paused: {refused.error}")
    owner = _owner_of(session, post)
    if owner is not None:
        enqueue_post(session, _owner_notice(post, owner, refused, now))
    return skipped


def tell_operator(
    session: Session,
    claimed: ClaimedPost,
    fate: str,
    operator: str | None,
    refused: Refused,
    now: datetime,
) -> None:
    """Tell the operator, if there is one, of a post that waits for a person.

    Its `fate` is `parked` or `refused`.
    """
    if operator is None or claimed.post.kind == NOTICE:
        return
    text = say(
        f"delivery.{fate}",
        kind=_kind_of(claimed.post),
        address=name_address(claimed.post.channel),
        error=refused.error,
        post=claimed.id,
    )
    key = f"{NOTICE}:{fate}:{claimed.id}"
    enqueue_post(session, _notice(key, claimed.post.workspace, operator, text, now))


def note_to(person: str, workspace: str, key: str, text: Mrkdwn, now: datetime) -> Post:
    """Make a notice to one person, once for its key."""
    return _notice(f"{NOTICE}:{key}", workspace, person, text, now)


def say_reason(trouble: Trouble) -> str:
    """Say in half a sentence why nothing is posted to a channel."""
    return say_plain(f"delivery.reason_{trouble}")


def _owner_of(session: Session, post: Post) -> str | None:
    if post.subscription_id is not None:
        wish = load_subscription(session, post.subscription_id)
        return wish.creator if wish else None
    if post.release_id is not None and _kind_of(post) == PING:
        return release_owner(session, post.release_id)
    return None


def _kind_of(post: Post) -> str:
    """Give the first word of a kind like `ping:T-14:enter`."""
    return post.kind.partition(":")[0]


def _owner_notice(post: Post, owner: str, refused: Refused, now: datetime) -> Post:
    """Make one notice a person, channel, reason and day, however many posts fail there."""
    code = "stopped" if post.subscription_id is not None else "failed"
    text = _failure(code, post, refused)
    parts = (NOTICE, post.workspace, owner, post.channel, refused.trouble, f"{now:%Y-%m-%d}")
    return _notice(":".join(parts), post.workspace, owner, text, now)


def _asker_notice(claimed: ClaimedPost, asker: str, refused: Refused, now: datetime) -> Post:
    post = claimed.post
    text = _failure("not_shared", post, refused)
    return _notice(f"{NOTICE}:asked:{claimed.id}", post.workspace, asker, text, now)


def _unseen_notice(post: Post, operator: str, refused: Refused, now: datetime) -> Post:
    """Make one notice a day, of whichever channel it was seen in first."""
    text = say("delivery.unseen", address=name_address(post.channel), error=refused.error)
    key = f"{NOTICE}:unseen:{post.workspace}:{operator}:{now:%Y-%m-%d}"
    return _notice(key, post.workspace, operator, text, now)


def _failure(code: str, post: Post, refused: Refused) -> Mrkdwn:
    address = name_address(post.channel)
    way_out = say(f"delivery.way_out_{refused.trouble}", address=address, channel=post.channel)
    told = {"reason": say_reason(refused.trouble), "way_out": way_out}
    return say(f"delivery.{code}", address=address, **told)


def _notice(key: str, workspace: str, person: str, text: Mrkdwn, now: datetime) -> Post:
    return Post(
        dedupe_key=key,
        workspace=workspace,
        channel=person,
        kind=NOTICE,
        text=text,
        blocks=[section(text)],
        not_before=now,
        expires_at=now + _KEPT_FOR,
        created_at=now,
    )
