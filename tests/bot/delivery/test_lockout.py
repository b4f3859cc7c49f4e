"""Slack accepts our token no more: nothing is lost, all of it waits, and it goes on by itself."""

from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.delivery.deliver import Delivered
from bot.delivery.lockout import TOKEN_ERRORS, look_at_token
from store.lockouts import load_lockout
from store.subscriptions import pause_subscription
from tests.bot.delivery.conftest import Desk
from tests.bot.slack.channels import Fault

WAITS = "Slack does not accept my token; this goes on by itself once it accepts one"


def look(desk: Desk, minutes: float = 0) -> None:
    desk.at += timedelta(minutes=minutes)
    look_at_token(desk.sessions, desk.poster.client, desk.at)


def is_locked_out(desk: Desk) -> bool:
    with desk.sessions() as session:
        return load_lockout(session) is not None


@pytest.mark.parametrize("error", sorted(TOKEN_ERRORS))
def test_what_is_to_be_said_waits_and_is_said_once_with_a_new_token(desk: Desk, error: str) -> None:
    wish = desk.subscribe()
    desk.enqueue(subscription_id=wish)
    desk.enqueue("ping", "C2", kind="ping:T-14:enter", release_id="r1")
    desk.slack.token_refusal = error
    assert desk.deliver() == Delivered(rescheduled=2)
    assert desk.paused_reason(wish) == WAITS
    calls = len(desk.slack.calls)
    assert desk.deliver(minutes=1) == Delivered()
    assert len(desk.slack.calls) == calls  # nobody hammers on a closed door

    desk.slack.token_refusal = None
    look(desk, minutes=60)
    assert desk.paused_reason(wish) is None
    assert desk.deliver() == Delivered(sent=3)
    assert desk.deliver(minutes=1) == Delivered()
    assert [len(desk.channels.posted[place]) for place in ("C1", "C2")] == [1, 1]
    (notice,) = desk.channels.posted["DU2"]
    assert "1 subscription of yours, paused meanwhile, go on" in notice["text"]


def test_it_is_seen_before_there_is_anything_to_say_and_logged_once(desk: Desk) -> None:
    desk.subscribe()
    desk.slack.token_refusal = "account_inactive"
    with capture_logs() as logs:
        look(desk)
        look(desk, minutes=1)
    assert is_locked_out(desk)
    (told,) = logs
    assert told["log_level"] == "error"
    assert (told["slack_says"], told["paused_subscriptions"]) == ("account_inactive", 1)
    assert "set slack.bot_token" in told["event"]


def test_what_somebody_paused_by_hand_stays_paused(desk: Desk) -> None:
    ours, theirs = desk.subscribe(), desk.subscribe("U3")
    with desk.sessions.begin() as session:
        pause_subscription(session, theirs, "holidays")
    desk.slack.token_refusal = "token_revoked"
    look(desk)
    desk.slack.token_refusal = None
    look(desk)
    assert desk.paused_reason(ours) is None
    assert desk.paused_reason(theirs) == "holidays"
    assert [row.channel for row in desk.rows("notice")] == ["U2"]


def test_what_became_too_old_meanwhile_is_left_out(desk: Desk) -> None:
    desk.enqueue(expires_at=desk.at + timedelta(hours=2))
    desk.slack.token_refusal = "token_expired"
    desk.deliver()
    desk.slack.token_refusal = None
    look(desk, minutes=180)
    assert desk.deliver() == Delivered(skipped=1)
    assert desk.channels.posted == {}


@pytest.mark.parametrize("error", ["internal_error", "ratelimited", "missing_scope"])
def test_another_trouble_is_no_lockout_and_ends_none(desk: Desk, error: str) -> None:
    desk.slack.token_refusal = error
    look(desk)
    assert not is_locked_out(desk)
    desk.slack.token_refusal = "token_revoked"
    look(desk)
    desk.slack.token_refusal = error
    look(desk)
    assert is_locked_out(desk)


def test_a_post_whose_fate_is_unknown_is_looked_for_with_the_new_token(desk: Desk) -> None:
    desk.channels.faults.append(Fault.LOST_AFTER)
    desk.enqueue()
    assert desk.deliver() == Delivered(ambiguous=1)
    desk.slack.token_refusal = "token_revoked"
    look(desk)
    assert desk.deliver(minutes=5) == Delivered(ambiguous=1)
    desk.slack.token_refusal = None
    look(desk)
    assert desk.deliver(minutes=5) == Delivered(sent=1)
    assert len(desk.channels.posted["C1"]) == 1
