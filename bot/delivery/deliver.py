"""Delivers what is due: claimed, posted once, and what came of it noted."""

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy.orm import Session, sessionmaker

from bot.delivery.addresses import is_person
from bot.delivery.cards import aim_posts, is_gone, lose, note_said
from bot.delivery.lockout import is_lockout, lock_out
from bot.delivery.notices import NOTICE, stop_saying
from bot.delivery.outcomes import Failure, Later, Refused, Sent, Trouble, Unknown
from bot.delivery.poster import SlackPoster
from bot.delivery.rehearsal import rehearsed
from bot.delivery.rounds import BATCH, Patience, Round
from bot.delivery.settling import settle_posts
from bot.delivery.veiling import veiled_post
from bot.embargoes import Confidants, load_embargoes
from bot.slack.pictures import show_pictures
from store.lockouts import load_lockout
from store.outbox import (
    ClaimedPost,
    Post,
    PostState,
    claim_posts,
    expire_posts,
    fail_post,
    mark_ambiguous,
    mark_sent,
    reschedule_post,
)
from store.subscriptions import load_private
from store.switches import is_paused

log = structlog.get_logger(__name__)

_FIRST_WAIT = timedelta(seconds=5)
_LONGEST_WAIT = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Delivered:
    """How many posts came to which end in one call; `ambiguous` ones are looked for later."""

    sent: int = 0
    rescheduled: int = 0
    ambiguous: int = 0
    failed: int = 0
    parked: int = 0
    skipped: int = 0


def deliver_due(
    sessions: sessionmaker[Session],
    poster: SlackPoster,
    now: datetime,
    *,
    rehearsal_channel: str | None = None,
    operator: str | None = None,
    patience: Patience | None = None,
    confidants: Confidants | None = None,
) -> Delivered:
    """Say what is due, at most one thing a channel, and settle what nobody knew.

    Slack takes about one message a second in a channel, so whoever calls this does so no more
    often. No transaction is open while Slack is asked. Any number of processes may do this: what
    one dies with is looked for by the others. While everything is paused, or our token is refused,
    nothing is said.
    """
    current = Round(
        sessions,
        poster,
        now,
        rehearsal_channel,
        operator,
        patience or Patience(),
        confidants or Confidants(),
    )
    with sessions.begin() as session:
        states = Counter({PostState.SKIPPED: expire_posts(session, now)})
    states.update(settle_posts(current))
    states.update(_say_due(current.begin_again()))
    for unshown in current.unshown:
        show_pictures(poster.client, unshown)
    return Delivered(
        sent=states[PostState.SENT],
        rescheduled=states[PostState.PENDING],
        ambiguous=states[PostState.AMBIGUOUS],
        failed=states[PostState.FAILED],
        parked=states[PostState.PARKED],
        skipped=states[PostState.SKIPPED],
    )


def _say_due(current: Round) -> Iterator[PostState]:
    # While rehearsing all channels are one, and that one gets one message a call.
    limit = BATCH if current.rehearsal_channel is None else 1
    with current.sessions.begin() as session:
        if is_paused(session) or load_lockout(session) is not None:
            return
        claimed_now = claim_posts(session, current.now(), current.patience.lease, limit)
        due = aim_posts(session, current, claimed_now)
        wishes = (claimed.post.subscription_id for claimed in due)
        private = load_private(session, [wish for wish in wishes if wish is not None])
        embargoes = load_embargoes(session, current.confidants, current.now().date()) if due else ()
    for claimed in due:
        channel = current.channel_of(claimed.post)
        said = replace(claimed, post=veiled_post(claimed.post, channel, embargoes))
        yield from _say(current, said, private)


def _say(current: Round, claimed: ClaimedPost, private: Collection[int]) -> Iterator[PostState]:
    """Say one thing and give what became of it, and of what was skipped because of it."""
    outcome = _try(current, claimed.post, private)
    if current.has_lost(current.patience.lease) and not isinstance(outcome, Sent):
        # Another process may look for it already, or have it in hand.
        yield PostState.AMBIGUOUS
        return
    with current.sessions.begin() as session:
        states = _note(session, current, claimed, outcome)
    yield from states


def _try(current: Round, post: Post, private: Collection[int]) -> Sent | Failure:
    """Post it, where its channel is still one to post it in and there is time left for both."""
    lease = current.patience.lease
    if not current.has_begun_late(lease):
        objection = _objection(current, post, private)
        if objection is not None:
            return objection
    if current.has_begun_late(lease):  # it may have taken long to look at the channel
        return Later("its turn did not come in time", timedelta(0))
    said = rehearsed(post) if current.rehearsal_channel else post
    channel, poster = current.channel_of(post), current.poster
    return poster.say(channel, said, poster.audience.readers(channel, current.now()))


def _objection(current: Round, post: Post, private: Collection[int]) -> Later | Refused | None:
    """Look at the channel as it is now; a person's own conversation has no other readers."""
    channel, poster = current.channel_of(post), current.poster
    if is_person(channel):
        return None
    # Whoever rehearses chose that channel, whatever the subscription was meant for.
    meant_private = current.rehearsal_channel is None and post.subscription_id in private
    now = current.now()
    return poster.audience.objection(poster.client, channel, now, meant_private=meant_private)


def _note(
    session: Session, current: Round, claimed: ClaimedPost, outcome: Sent | Failure
) -> list[PostState]:
    now = current.now()
    match outcome:
        case Sent(ts, unshown):
            if mark_sent(session, claimed.id, ts, now):
                note_said(session, current, claimed, ts)
                # Only one process is ever told that it was the first to know. What it does not
                # come to do is lost, and that is right: done twice would be worse.
                current.unshown.extend([] if unshown is None else [unshown])
            return [PostState.SENT]
        case Later(error, after):
            again_at = _again_at(current, claimed, after)
            reschedule_post(session, claimed.id, again_at, error)
            return [PostState.PENDING]
        case Unknown(error):
            mark_ambiguous(session, claimed.id, error)
            return [PostState.AMBIGUOUS]
        case Refused(error) if is_lockout(outcome):
            lock_out(session, error, now)
            reschedule_post(session, claimed.id, now, error)
            return [PostState.PENDING]
        case Refused(error) if is_gone(claimed, outcome):
            return lose(session, current, claimed, error)
        case Refused() as refused:
            return _end(session, current, claimed, refused)


def _end(
    session: Session, current: Round, claimed: ClaimedPost, refused: Refused
) -> list[PostState]:
    """End what Slack refuses; a notice waits for a token that works, as its reader must know."""
    log.error(
        "Slack refuses a post",
        post=claimed.post.dedupe_key,
        channel=current.channel_of(claimed.post),
        slack_says=refused.error,
    )
    now = current.now()
    if claimed.post.kind == NOTICE and refused.trouble is Trouble.ACCOUNT:
        reschedule_post(session, claimed.id, now + _LONGEST_WAIT, refused.error)
        return [PostState.PENDING]
    fail_post(session, claimed.id, refused.error)
    if refused.trouble is Trouble.MESSAGE:
        note_said(session, current, claimed, None)
    if current.rehearsal_channel is not None:
        return [PostState.FAILED]  # that channel is the operator's, and no subscription's
    skipped = stop_saying(session, claimed, current.operator, refused, now)
    return [PostState.FAILED, *[PostState.SKIPPED] * skipped]


def _again_at(current: Round, claimed: ClaimedPost, after: timedelta | None) -> datetime:
    if after is None:
        return current.now() + _backoff(claimed.attempts)
    return current.after(after) if after else current.now()


def _backoff(attempts: int) -> timedelta:
    """Wait longer after each attempt that nobody took."""
    doubled: timedelta = _FIRST_WAIT * 2 ** min(attempts - 1, 10)
    return min(doubled, _LONGEST_WAIT)
