"""A channel is subscribed from another one, by who is in both; an admin need not be."""

import pytest
from sqlalchemy.orm import Session, sessionmaker

from store.audit import load_audit
from tests.bot.judge import said_in
from tests.bot.slack.conftest import Door
from tests.bot.slack.local_slack import Message
from tests.bot.slack.test_mentions import settled, tell
from tests.bot.slack.test_subscribing import kept, press, release

Sessions = sessionmaker[Session]
OURS = {"id": "C2", "is_member": True}
NOT_BOTH = "I can only do that for a channel that you and I are both in."


@pytest.fixture
def two_rooms(http_door: Door) -> Door:
    """A Slack with a channel C2 in which we are, and U01 among others."""
    http_door.slack.rooms.channels["C2"] = OURS
    http_door.slack.rooms.members["C2"] = ("U05", "U01")
    return http_door


def test_a_member_subscribes_another_channel_and_alone_is_told(
    two_rooms: Door, company: Sessions
) -> None:
    said = release(two_rooms, "subscribe checkout weekdays in <#C2|team>")
    assert said["blocks"][0]["text"]["text"].startswith("<#C2> gets a digest of *Checkout")
    (one,) = kept(company)
    assert (one.channel, one.creator, one.release_id) == ("C2", "U01", "jira:checkout")
    with company() as session:
        (audited,) = load_audit(session)
    assert (audited.actor, audited.action, audited.after["channel"]) == ("U01", "subscribe", "C2")
    assert release(two_rooms, "subscriptions")["text"] == "Nothing is subscribed to here."
    assert press(two_rooms, said, "Unsubscribe")["text"].startswith("Taken back")
    assert kept(company) == ()


@pytest.mark.parametrize("room", [None, {"is_member": False}, OURS, {**OURS, "is_archived": True}])
def test_who_is_not_in_it_learns_nothing_about_it(
    two_rooms: Door, company: Sessions, room: Message | None
) -> None:
    two_rooms.slack.rooms.channels = {"C1": OURS} | ({} if room is None else {"C2": room})
    said = release(two_rooms, "subscribe all <#C2|>", user="U02")
    assert said["text"].startswith(NOT_BOTH)
    assert kept(company) == ()


def test_where_we_are_not_a_member_cannot_either(two_rooms: Door, company: Sessions) -> None:
    del two_rooms.slack.rooms.channels["C2"]
    assert release(two_rooms, "subscribe all <#C2>")["text"].startswith(NOT_BOTH)
    assert kept(company) == ()


def test_an_admin_need_not_be_in_it(two_rooms: Door, company: Sessions) -> None:
    release(two_rooms, "subscribe all <#C2>", user="U08")
    assert [one.channel for one in kept(company)] == ["C2"]


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"is_archived": True}, "<#C2> is archived"),
        ({"is_ext_shared": True}, "People of another company are in <#C2>"),
    ],
)
def test_a_member_is_told_why_nothing_can_be_posted_there(
    two_rooms: Door, company: Sessions, told: Message, sentence: str
) -> None:
    two_rooms.slack.rooms.channels["C2"] = OURS | told
    assert release(two_rooms, "subscribe all <#C2>")["text"].startswith(sentence)
    assert kept(company) == ()


def test_a_scope_that_is_missing_is_said(two_rooms: Door) -> None:
    two_rooms.slack.rooms.refusal = "missing_scope"
    assert "(missing_scope)" in release(two_rooms, "subscribe all daily <#C2>")["text"]


def test_what_it_has_already_is_said_with_its_name(two_rooms: Door, company: Sessions) -> None:
    release(two_rooms, "subscribe all <#C2>")
    again = release(two_rooms, "subscribe all weekly <#C2>")
    assert again["text"] == "<#C2> has that already: it is no. 1 there."
    overlapping = release(two_rooms, "subscribe checkout <#C2>")
    assert "Some of that is in no. 1" in said_in(overlapping["blocks"])
    for hour in range(10, 23):
        release(two_rooms, f"subscribe all daily at {hour}:00 <#C2>")
    assert "<#C2> has 15 subscriptions" in release(two_rooms, "subscribe all daily <#C2>")["text"]
    assert len(kept(company)) == 15


def test_a_button_that_picks_the_release_keeps_the_channel(
    two_rooms: Door, company: Sessions
) -> None:
    which = release(two_rooms, "subscribe 2.4 daily <#C2|team>")
    press(two_rooms, which, "2.4 · linear")
    assert [(one.channel, one.release_id) for one in kept(company)] == [("C2", "linear:v24")]


def test_a_forged_channel_is_looked_at_like_any_other(two_rooms: Door, company: Sessions) -> None:
    value = '{"r":"jira:checkout","v":"subscribe","w":"daily <#C9>"}'
    forged = {"type": "button", "action_id": "pick_release:0", "value": value}
    said = two_rooms.slack.answer(two_rooms.slack.click(forged, two_rooms.via))
    assert said["text"].startswith(NOT_BOTH)
    assert kept(company) == ()


def test_an_order_by_mention_is_confirmed_in_private(two_rooms: Door, company: Sessions) -> None:
    tell(two_rooms, {"type": "app_mention", "text": "<@U9> subscribe all <#C2|team>"})
    settled(two_rooms)
    (whispered,) = two_rooms.slack.rooms.whispers
    assert whispered["user"] == "U01"
    assert "<#C2> gets a digest" in said_in(whispered["blocks"])
    assert two_rooms.slack.channels.posted == {}
    assert [one.channel for one in kept(company)] == ["C2"]


def test_a_question_takes_a_channel_by_its_name(two_rooms: Door) -> None:
    said = release(two_rooms, "when <#C2|checkout-redesign>")
    assert "Checkout redesign" in said["text"]
