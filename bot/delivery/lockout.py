"""Locked out: while Slack accepts our token no more, all that is to be said waits for a new one."""

from collections import Counter
from datetime import datetime
from typing import Final

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from sqlalchemy.orm import Session, sessionmaker

from bot.delivery.notices import note_to
from bot.delivery.outcomes import Failure, Refused
from bot.words.catalogue import say, say_plain
from store.lockouts import Lockout, begin_lockout, end_lockout, load_lockout
from store.outbox import enqueue_post
from store.subscriptions import Subscription, pause_everything, resume_everything

log = structlog.get_logger(__name__)

# What Slack says of a token that is good for nothing any more, whatever is asked with it. A scope
# that is missing, or a channel that is closed to us, is not among them.
TOKEN_ERRORS: Final = frozenset(
    {"account_inactive", "invalid_auth", "not_authed", "token_expired", "token_revoked"}
)


def is_lockout(outcome: Failure) -> bool:
    """Tell a refusal of our token from one of this post or of its channel."""
    return isinstance(outcome, Refused) and outcome.error in TOKEN_ERRORS


def look_at_token(sessions: sessionmaker[Session], client: WebClient, now: datetime) -> None:
    """Ask Slack whether our token is good; what waits goes on by itself once one is.

    https://docs.slack.dev/reference/methods/auth.test. Where Slack cannot be asked nothing changes.
    """
    try:
        client.auth_test()
    except SlackApiError as error:
        if error.response["error"] not in TOKEN_ERRORS:
            return
        with sessions.begin() as session:
            lock_out(session, str(error.response["error"]), now)
    except (SlackClientError, OSError):
        return
    else:
        let_in(sessions, now)


def lock_out(session: Session, error: str, now: datetime) -> None:
    """Let everything wait, and pause what people have set up, with the reason."""
    if not begin_lockout(session, error, now):
        return
    paused = pause_everything(session, _reason())
    log.error(
        "Slack does not accept our token any more: install the app again, set slack.bot_token,"
        " and start again. What is to be said waits until then",
        slack_says=error,
        paused_subscriptions=paused,
    )


def let_in(sessions: sessionmaker[Session], now: datetime) -> None:
    """Let everything go on, and tell whoever set up what was paused; nothing where all is well."""
    with sessions() as session:
        if load_lockout(session) is None:
            return
    with sessions.begin() as session:
        lockout = end_lockout(session, now)
        if lockout is None:
            return
        resumed = resume_everything(session, _reason())
        _tell_owners(session, resumed, lockout, now)
    log.info(
        "Slack accepts our token again: what waited goes on",
        resumed_subscriptions=len(resumed),
        refused_since=lockout.since.isoformat(),
    )


def _tell_owners(
    session: Session, resumed: tuple[Subscription, ...], lockout: Lockout, now: datetime
) -> None:
    counted = Counter((one.workspace, one.creator) for one in resumed)
    for (workspace, owner), count in counted.items():
        text = say("lockout.back", since=lockout.since.date(), count=count)
        key = f"lockout:{workspace}:{owner}:{lockout.since.isoformat()}"
        enqueue_post(session, note_to(owner, workspace, key, text, now))


def _reason() -> str:
    return say_plain("lockout.reason")
