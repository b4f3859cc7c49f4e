"""The Share button, and what it leaves in the outbox."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from store.switches import set_paused
from store.tables import post
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack, Message
from tests.bot.slack.test_subscribing import press

Sessions = sessionmaker[Session]


def asked(door: Door, text: str = "checkout by Dec 15") -> Message:
    return door.slack.answer(door.slack.slash("/when", text, door.via))


def shared(sessions: Sessions) -> list[Message]:
    with sessions() as session:
        return [dict(row) for row in session.execute(select(post)).mappings()]


def test_an_answer_is_shared_with_the_name_of_who_did_it(door: Door, company: Sessions) -> None:
    assert press(door, asked(door), "Share")["text"].startswith("Shared. It appears")
    (row,) = shared(company)
    assert row["text"].startswith("Shared by <@U01>. Checkout redesign is")
    assert "to ship by Tue 15 Dec" in row["text"]
    assert said_in(row["blocks"]).startswith("Shared by <@U01>.")
    assert (row["channel"], row["kind"], row["release_id"]) == ("C1", "share", "jira:checkout")
    assert row["asked_by"] == "U01"
    assert (row["not_before"], row["expires_at"]) == (NOW, NOW + timedelta(hours=1))
    judge(row["text"], row["blocks"])


def test_what_is_shared_holds_no_restricted_issue_and_is_not_shared_again(
    http_door: Door, company: Sessions
) -> None:
    press(http_door, asked(http_door), "Share")
    (row,) = shared(company)
    said = row["text"] + said_in(row["blocks"])
    assert "SEC-1" not in said
    assert "A secret" not in said
    labels = [each["text"]["text"] for each in row["blocks"][-1]["elements"]]
    assert labels == ["Why?", "Subscribe", "What if?"]


def test_a_second_click_shares_nothing_more(http_door: Door, company: Sessions) -> None:
    card = asked(http_door)
    press(http_door, card, "Share")
    assert press(http_door, card, "Share")["text"] == "That was shared just now."
    assert len(shared(company)) == 1
    press(http_door, card, "Share", user="U02")
    assert len(shared(company)) == 2


@pytest.mark.parametrize(("seconds", "times"), [(1, 1), (59, 1), (60, 2)])
def test_a_double_click_over_the_turn_of_a_minute_is_one(
    slack: LocalSlack, answerer: Answerer, company: Sessions, seconds: int, times: int
) -> None:
    clock = [NOW.replace(second=59)]
    with by_http(slack, answerer, People(company, lambda: clock[0])) as door:
        card = asked(door)
        press(door, card, "Share")
        clock[0] += timedelta(seconds=seconds)
        press(door, card, "Share")
    assert len(shared(company)) == times


@pytest.mark.parametrize(
    ("room", "sentence"),
    [
        (None, "I am not in this channel"),
        ({"is_member": True, "is_ext_shared": True}, "People of another company"),
        ({"is_member": True, "is_archived": True}, "This channel is archived"),
    ],
)
def test_the_audience_is_looked_at_when_it_is_shared(
    http_door: Door, company: Sessions, room: Message | None, sentence: str
) -> None:
    card = asked(http_door)
    http_door.slack.rooms.channels = {} if room is None else {"C1": room}
    assert press(http_door, card, "Share")["text"].startswith(sentence)
    assert shared(company) == []


def test_a_direct_message_is_no_place_to_share(http_door: Door, company: Sessions) -> None:
    said = press(http_door, asked(http_door), "Share", channel="D1")
    assert said["text"].startswith("Nobody else reads this")
    assert shared(company) == []


def test_a_forged_share_shows_nothing(http_door: Door, company: Sessions) -> None:
    for value, sentence in {
        '{"r":"jira:nope"}': "That release is not there",
        "{}": "I can't read that button",
        '{"r":"jira:checkout","by":"<!here>"}': "I can't read that button",
    }.items():
        forged = {"type": "button", "action_id": "share", "value": value}
        said = http_door.slack.answer(http_door.slack.click(forged, http_door.via))
        assert said["text"].startswith(sentence)
    assert shared(company) == []


def test_while_all_is_paused_who_shares_is_told(http_door: Door, company: Sessions) -> None:
    with company.begin() as session:
        set_paused(session, True, "U08", NOW)
    assert "paused" in press(http_door, asked(http_door), "Share")["text"]


def test_in_a_rehearsal_who_shares_is_told_where_it_goes(
    slack: LocalSlack, answerer: Answerer, company: Sessions
) -> None:
    people = People(company, lambda: NOW, rehearsal_channel="C9")
    with by_http(slack, answerer, people) as door:
        assert "rehearsal channel" in press(door, asked(door), "Share")["text"]
