"""The preview of a subscription and its "Send test": what it would say, as of now."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from bot.review import review
from store.audit import load_audit
from store.said import load_last_post
from store.switches import set_paused
from store.tables import post
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import newsroom_over
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack, Message
from tests.bot.slack.test_elsewhere import OURS
from tests.bot.slack.test_subscribing import press, release

Sessions = sessionmaker[Session]


@pytest.fixture
def reviewed(company: Sessions) -> Sessions:
    """The company, reviewed once as after its first sync."""
    review(newsroom_over(company), NOW)
    return company


def sent_tests(sessions: Sessions) -> list[Message]:
    with sessions() as session:
        rows = [dict(row) for row in session.execute(select(post)).mappings()]
    for row in rows:
        judge(row["text"], row["blocks"])
    return rows


def test_the_confirmation_shows_what_would_be_said(http_door: Door, reviewed: Sessions) -> None:
    said = said_in(release(http_door, "subscribe checkout")["blocks"])
    assert "If it were due now, it would say:" in said
    assert "Release digest, Sun 22 Nov" in said
    assert "*Checkout redesign*" in said
    assert "New search" not in said
    assert sent_tests(reviewed) == []


def test_before_the_first_review_there_is_nothing_to_try(
    http_door: Door, company: Sessions
) -> None:
    confirmed = release(http_door, "subscribe all")
    assert "Send test" not in said_in(confirmed["blocks"])
    forged = {"type": "button", "action_id": "send_test:1", "value": "1"}
    said = http_door.slack.answer(http_door.slack.click(forged, http_door.via))
    assert said["text"].startswith("There is nothing to send yet")
    assert sent_tests(company) == []


def test_what_comes_as_it_happens_cannot_be_tested_by_a_forged_click(
    http_door: Door, reviewed: Sessions
) -> None:
    assert "Send test" not in said_in(release(http_door, "subscribe all slips")["blocks"])
    forged = {"type": "button", "action_id": "send_test:1", "value": "1"}
    said = http_door.slack.answer(http_door.slack.click(forged, http_door.via))
    assert said["text"].startswith("I can't read that button any more")
    assert sent_tests(reviewed) == []


def test_a_test_is_posted_once_a_minute_and_says_what_it_is(door: Door, reviewed: Sessions) -> None:
    confirmed = release(door, "subscribe checkout")
    assert press(door, confirmed, "Send test")["text"].startswith("Sent. The test appears in this")
    assert press(door, confirmed, "Send test")["text"].startswith("A test was sent just now.")
    (row,) = sent_tests(reviewed)
    assert row["dedupe_key"] == "T1:C1:digest:test:1:2026-11-22T12:00"
    assert (row["channel"], row["not_before"], row["subscription_id"]) == ("C1", NOW, 1)
    assert row["text"].startswith(
        "🧪 Test, sent by <@U01>: this is what the digest says as of now."
    )
    assert "Checkout redesign" in row["text"]
    assert said_in(row["blocks"]).startswith("🧪 *Test*, sent by <@U01>")
    with reviewed() as session:
        assert [each.action for each in load_audit(session)] == ["subscribe", "send_test"]


def test_no_digest_is_compared_with_a_test(http_door: Door, reviewed: Sessions) -> None:
    press(http_door, release(http_door, "subscribe all"), "Send test")
    with reviewed() as session:
        assert load_last_post(session, 1, "digest") is None


def test_it_goes_to_the_channel_that_was_subscribed(http_door: Door, reviewed: Sessions) -> None:
    rooms = http_door.slack.rooms
    rooms.channels["C2"] = OURS
    rooms.members["C2"] = ("U01",)
    confirmed = release(http_door, "subscribe all <#C2>")
    assert "appears in <#C2>" in press(http_door, confirmed, "Send test")["text"]
    assert [row["channel"] for row in sent_tests(reviewed)] == ["C2"]


def test_who_has_left_that_channel_sends_nothing_there(http_door: Door, reviewed: Sessions) -> None:
    rooms = http_door.slack.rooms
    rooms.channels["C2"] = OURS
    rooms.members["C2"] = ("U01",)
    confirmed = release(http_door, "subscribe all <#C2>")
    rooms.members["C2"] = ()
    said = press(http_door, confirmed, "Send test")
    assert said["text"].startswith("I can only do that for a channel that you and I are both in.")
    assert sent_tests(reviewed) == []


def test_in_a_direct_message_it_comes_to_the_person(http_door: Door, reviewed: Sessions) -> None:
    confirmed = release(http_door, "subscribe all", channel="D7")
    assert "your messages" in press(http_door, confirmed, "Send test", channel="D7")["text"]
    assert [row["channel"] for row in sent_tests(reviewed)] == ["U01"]


def test_somebody_else_sends_none(http_door: Door, reviewed: Sessions) -> None:
    confirmed = release(http_door, "subscribe all")
    said = press(http_door, confirmed, "Send test", user="U02")
    assert said["text"].startswith("<@U01> set that up.")
    said = press(http_door, confirmed, "Send test", user="U02", channel="C3")
    assert said["text"].startswith("There is no subscription 1 here.")
    assert sent_tests(reviewed) == []


@pytest.mark.parametrize("value", ["", "x", "-1", "9" * 30, "99"])
def test_a_forged_number_sends_nothing(http_door: Door, reviewed: Sessions, value: str) -> None:
    release(http_door, "subscribe all")
    forged = {"type": "button", "action_id": "send_test:1", "value": value}
    said = http_door.slack.answer(http_door.slack.click(forged, http_door.via))
    expected = ("I can't read that button any more.", "There is no subscription 99 here.")
    assert said["text"].startswith(expected)
    assert sent_tests(reviewed) == []


def test_while_all_is_paused_nothing_is_sent(http_door: Door, reviewed: Sessions) -> None:
    confirmed = release(http_door, "subscribe all")
    with reviewed.begin() as session:
        set_paused(session, True, "U08", NOW)
    assert press(http_door, confirmed, "Send test")["text"].startswith("Everything is paused")
    assert sent_tests(reviewed) == []


def test_in_a_rehearsal_it_is_said_where_it_goes(
    slack: LocalSlack, answerer: Answerer, reviewed: Sessions
) -> None:
    people = People(reviewed, lambda: NOW, rehearsal_channel="C9")
    with by_http(slack, answerer, people) as door:
        said = press(door, release(door, "subscribe all"), "Send test")
    assert "rehearsal channel" in said["text"]
