"""A channel is looked at when something is posted there, not only when it subscribed."""

from datetime import timedelta
from typing import Any

import pytest
from slack_sdk import WebClient

from bot.delivery.audience import SEEN_FOR
from bot.delivery.deliver import Delivered
from bot.delivery.rounds import Patience
from bot.schedule.jobs import poster_of
from store.subscriptions import resume_subscription
from tests.bot.delivery.conftest import Desk, a_poster
from tests.bot.slack.local_slack import BOT_TOKEN

PRIVATE = {"is_member": True, "is_private": True}
PUBLIC = {"is_member": True, "is_private": False}


def looks(desk: Desk) -> int:
    return desk.slack.calls.count("conversations.info")


@pytest.mark.parametrize(
    ("room", "error", "way_out"),
    [
        ({"is_ext_shared": True}, "people of another company", "`slack: allow_shared_channels:`"),
        ({"is_pending_ext_shared": True}, "people of another company", "put `C1` into"),
        ({"is_archived": True}, "is_archived", "pick the channel that took its place"),
        ({"is_member": False}, "not_in_channel", "Invite me there with `/invite`"),
    ],
)
def test_a_channel_that_has_become_another_is_not_posted_in_and_the_owner_is_told_once(
    desk: Desk, room: dict[str, Any], error: str, way_out: str
) -> None:
    wish = desk.subscribe()
    desk.slack.rooms.channels["C1"] = {**PUBLIC, **room}
    for key in ("one", "two"):
        desk.enqueue(key, subscription_id=wish)
    assert desk.deliver() == Delivered(failed=1, skipped=1)
    assert desk.row().error.startswith(error)
    assert desk.paused_reason(wish) is not None
    assert desk.deliver(minutes=1) == Delivered(sent=1)
    (notice,) = desk.channels.posted["DU2"]
    assert way_out in notice["text"]
    assert "C1" not in desk.channels.posted


def test_a_channel_that_turned_public_is_frozen_until_its_owner_resumes_it(desk: Desk) -> None:
    wish = desk.subscribe(is_private=True)
    desk.slack.rooms.channels["C1"] = PUBLIC
    desk.enqueue(subscription_id=wish)
    assert desk.deliver() == Delivered(failed=1)
    assert "everybody in the workspace can read it" in str(desk.paused_reason(wish))
    desk.deliver()
    (notice,) = desk.channels.posted["DU2"]
    assert "May everybody read it? Then say `/release subscriptions` there" in notice["text"]
    with desk.sessions.begin() as session:
        resume_subscription(session, wish, is_private=False)
    desk.enqueue("two", subscription_id=wish)
    assert desk.deliver() == Delivered(sent=1)
    assert desk.channels.keys("C1") == ["two"]


@pytest.mark.parametrize(
    ("was_private", "room"), [(True, PRIVATE), (False, PUBLIC), (False, PRIVATE), (None, PUBLIC)]
)
def test_a_channel_that_is_no_more_open_than_it_was_is_posted_in(
    desk: Desk, was_private: bool | None, room: dict[str, Any]
) -> None:
    wish = desk.subscribe(is_private=was_private)
    desk.slack.rooms.channels["C1"] = room
    desk.enqueue(subscription_id=wish)
    assert desk.deliver() == Delivered(sent=1)


def test_an_admin_may_allow_a_channel_that_another_company_reads(desk: Desk) -> None:
    desk.slack.rooms.channels["C1"] = {**PUBLIC, "is_ext_shared": True}
    client = WebClient(token=BOT_TOKEN, base_url=desk.slack.base_url)
    desk.poster = poster_of(client, frozenset({"C1"}))
    desk.enqueue()
    assert desk.deliver() == Delivered(sent=1)


def test_a_channel_is_looked_at_once_in_five_minutes(desk: Desk) -> None:
    for key in ("one", "two", "three"):
        desk.enqueue(key)
    desk.deliver()
    desk.deliver(minutes=4)
    assert looks(desk) == 1
    desk.slack.rooms.channels["C1"] = {**PUBLIC, "is_ext_shared": True}
    assert desk.deliver(minutes=SEEN_FOR / timedelta(minutes=1) - 4) == Delivered(failed=1)
    assert looks(desk) == 2


def test_a_channel_that_lets_us_in_is_posted_in_at_once(desk: Desk) -> None:
    desk.slack.rooms.channels["C1"] = {"is_member": False}
    desk.enqueue()
    desk.deliver()
    desk.slack.rooms.channels["C1"] = PUBLIC
    desk.enqueue("two")
    assert desk.deliver() == Delivered(sent=1)


def test_where_slack_cannot_be_asked_the_post_waits(desk: Desk) -> None:
    reachable, desk.poster = desk.poster, a_poster("http://127.0.0.1:9/api/")
    desk.enqueue()
    assert desk.deliver() == Delivered(rescheduled=1)
    desk.poster = reachable
    for passing in ("internal_error", "ratelimited"):
        desk.slack.rooms.refusal = passing
        assert desk.deliver(minutes=5) == Delivered(rescheduled=1)
    desk.slack.rooms.refusal = None
    assert desk.deliver(minutes=5) == Delivered(sent=1)
    assert desk.slack.calls.count("chat.postMessage") == 1


def test_where_we_may_not_look_nothing_is_posted_and_owner_and_operator_are_told(
    desk: Desk,
) -> None:
    desk.slack.rooms.refusal = "missing_scope"
    first, second = desk.subscribe(), desk.subscribe("U3")
    desk.enqueue("one", subscription_id=first)
    desk.enqueue("two", subscription_id=second)
    for _ in range(4):
        desk.deliver(operator="U7")
    assert desk.row().error == "Slack does not show who reads there: missing_scope"
    for owner in ("DU2", "DU3"):
        (notice,) = desk.channels.posted[owner]
        assert "`channels:read` and `groups:read`" in notice["text"]
    (told,) = desk.channels.posted["DU7"]
    assert "missing_scope" in told["text"]
    assert "shipcast doctor" in told["text"]
    assert "C1" not in desk.channels.posted


def test_a_token_that_is_revoked_is_not_taken_for_a_scope(desk: Desk) -> None:
    desk.slack.rooms.refusal = "token_revoked"
    wish = desk.subscribe()
    desk.enqueue(subscription_id=wish)
    assert desk.deliver(operator="U7") == Delivered(rescheduled=1)
    assert desk.row().error == "token_revoked"
    assert desk.rows("notice") == []


def test_while_rehearsing_the_rehearsal_channel_is_looked_at_and_no_other(desk: Desk) -> None:
    wish = desk.subscribe(is_private=True)
    desk.slack.rooms.channels = {"C1": {"is_archived": True}, "C99": PUBLIC}
    desk.enqueue(subscription_id=wish)
    assert desk.deliver(rehearsal_channel="C99") == Delivered(sent=1)
    desk.enqueue("two", subscription_id=wish)
    desk.slack.rooms.channels["C99"] = {**PUBLIC, "is_ext_shared": True}
    assert desk.deliver(minutes=6, rehearsal_channel="C99") == Delivered(failed=1)
    assert desk.paused_reason(wish) is None


def test_people_are_written_to_without_a_look(desk: Desk) -> None:
    desk.enqueue(channel="U2")
    assert desk.deliver() == Delivered(sent=1)
    assert looks(desk) == 0


def test_a_look_that_took_too_long_leaves_no_time_to_post(desk: Desk, brief: Patience) -> None:
    desk.slack.rooms.look_seconds = 0.3
    desk.enqueue()
    assert desk.deliver(patience=brief) == Delivered(rescheduled=1)
    desk.slack.rooms.look_seconds = 0
    assert desk.deliver(minutes=1, patience=brief) == Delivered(sent=1)
    assert desk.channels.keys("C1") == ["one"]
