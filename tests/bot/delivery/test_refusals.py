"""What Slack will never take ends, is paused, and its owner is told once what to do."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.delivery.deliver import Delivered
from bot.delivery.outcomes import Trouble
from bot.delivery.refusals import trouble_of
from bot.words.english import sentence
from store.adoptions import adopt_release
from store.subscriptions import pause_subscription, resume_subscription
from tests.bot.delivery.conftest import Desk

LASTING = {
    "channel_not_found": "Invite me there with `/invite`",
    "not_in_channel": "Invite me there with `/invite`",
    "is_archived": "pick the channel that took its place",
    "restricted_action_read_only_channel": "Ask an admin of this workspace",
}


def adopt(desk: Desk, release: str, owner: str) -> None:
    with desk.sessions.begin() as session:
        adopt_release(session, release, "T1", owner, desk.at)


@pytest.mark.parametrize("refusal", LASTING)
def test_a_channel_that_refuses_pauses_what_is_subscribed_and_its_creator_is_told_what_to_do(
    desk: Desk, refusal: str
) -> None:
    desk.channels.refusals["C1"] = refusal
    wish = desk.subscribe()
    desk.enqueue(subscription_id=wish)
    assert desk.deliver() == Delivered(failed=1)
    assert (desk.row().state, desk.row().error) == ("failed", refusal)
    assert desk.paused_reason(wish) == sentence(f"delivery.reason_{trouble_of(refusal)}")
    assert desk.deliver() == Delivered(sent=1)
    (notice,) = desk.channels.posted["DU2"]
    assert "I could not post in <#C1>" in notice["text"]
    assert LASTING[refusal] in notice["text"]
    assert "/release subscriptions" in notice["text"]


def test_what_still_waited_for_a_paused_subscription_is_skipped(desk: Desk) -> None:
    desk.channels.refusals["C1"] = "is_archived"
    wish = desk.subscribe()
    for key in ("one", "two", "three"):
        desk.enqueue(key, subscription_id=wish)
    assert desk.deliver() == Delivered(failed=1, skipped=2)


def test_two_subscriptions_of_one_person_in_one_channel_make_one_notice_a_day(desk: Desk) -> None:
    desk.channels.refusals["C1"] = "not_in_channel"
    for key in ("one", "two"):
        desk.enqueue(key, subscription_id=desk.subscribe())
    for _ in range(3):
        desk.deliver()
    assert len(desk.channels.posted["DU2"]) == 1


def test_one_that_was_paused_by_hand_makes_no_notice(desk: Desk) -> None:
    desk.channels.refusals["C1"] = "not_in_channel"
    wish = desk.subscribe()
    with desk.sessions.begin() as session:
        pause_subscription(session, wish, "holidays")
    desk.enqueue(subscription_id=wish)
    assert desk.deliver() == Delivered(failed=1)
    assert desk.rows("notice") == []


def test_a_ping_that_a_channel_refuses_is_told_to_the_owner_of_its_release(desk: Desk) -> None:
    desk.channels.refusals["C1"] = "channel_not_found"
    adopt(desk, "r1", "U3")
    desk.enqueue(kind="ping:T-14:enter", release_id="r1")
    desk.enqueue("two", "C1", kind="ping:T-14:enter", release_id="nobody's")
    desk.enqueue("three", "C1", kind="share", release_id="r1")
    desk.deliver()
    desk.deliver()
    desk.deliver()
    desk.deliver()
    (notice,) = desk.channels.posted["DU3"]
    assert "about your release in <#C1>" in notice["text"]
    assert "By itself it is not said again" in notice["text"]
    assert len(desk.rows("notice")) == 1


def test_a_notice_that_our_rights_do_not_allow_waits_until_they_do(desk: Desk) -> None:
    for place in ("C1", "U2"):
        desk.channels.refusals[place] = "missing_scope"
    wish = desk.subscribe()
    desk.enqueue(subscription_id=wish)
    assert desk.deliver() == Delivered(failed=1)
    assert desk.deliver() == Delivered(rescheduled=1)
    desk.channels.refusals.clear()
    assert desk.deliver(minutes=15) == Delivered(sent=1)
    assert "renew its Slack token" in desk.channels.posted["DU2"][0]["text"]
    with desk.sessions.begin() as session:
        assert resume_subscription(session, wish)


@pytest.mark.parametrize(
    ("refusal", "way_out"), [*LASTING.items(), ("msg_too_long", "sees why with `shipcast posts`")]
)
def test_whoever_shared_what_cannot_be_posted_is_told_once_and_nobody_else(
    desk: Desk, refusal: str, way_out: str
) -> None:
    desk.channels.refusals["C1"] = refusal
    adopt(desk, "r1", "U3")
    desk.enqueue(kind="share", release_id="r1", asked_by="U4")
    assert desk.deliver() == Delivered(failed=1)
    assert desk.deliver(minutes=10) == Delivered(sent=1)
    assert desk.deliver(minutes=10) == Delivered()
    (notice,) = desk.channels.posted["DU4"]
    assert notice["text"].startswith("I could not share your answer in <#C1>: ")
    assert way_out in notice["text"]
    assert len(desk.rows("notice")) == 1


def test_a_message_that_slack_does_not_take_pauses_nothing(desk: Desk) -> None:
    desk.channels.refusals["C1"] = "msg_too_long"
    wish = desk.subscribe()
    desk.enqueue(subscription_id=wish)
    assert desk.deliver() == Delivered(failed=1)
    assert desk.paused_reason(wish) is None
    assert desk.rows("notice") == []


@pytest.mark.parametrize("kind", ["digest", "ping:T-14:enter"])
def test_a_message_that_slack_does_not_take_is_told_to_the_operator_once(
    desk: Desk, kind: str
) -> None:
    desk.channels.refusals["C1"] = "an_error_of_next_year"
    adopt(desk, "r1", "U3")
    desk.enqueue(kind=kind, release_id="r1")
    for _ in range(3):
        desk.deliver(operator="U7")
    (notice,) = desk.channels.posted["DU7"]
    kind = kind.partition(":")[0]
    assert notice["text"].startswith(
        f"Slack did not take the {kind} for <#C1>: an_error_of_next_year."
    )
    assert "`shipcast posts retry 1`" in notice["text"]
    assert len(desk.rows("notice")) == 1


def test_a_notice_that_nobody_gets_makes_no_other_notice(desk: Desk) -> None:
    desk.channels.refusals["U2"] = "user_disabled"
    desk.enqueue(channel="U2", kind="notice")
    assert desk.deliver() == Delivered(failed=1)
    assert len(desk.rows("notice")) == 1


def _sentences() -> Iterator[str]:
    for trouble in Trouble:
        yield from (f"delivery.reason_{trouble}", f"delivery.way_out_{trouble}")


def test_every_trouble_that_is_told_is_worded() -> None:
    told: list[Any] = [sentence(code) for code in _sentences()]
    assert all(told)
