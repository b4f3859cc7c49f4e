"""Mentions and direct messages: answered in their thread, once."""

import threading
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from bot.slack.bodies import plain_text
from store.adoptions import release_owner
from store.heard import hear_event
from tests.bot.answers import NOW
from tests.bot.judge import judge
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack, Message
from tests.bot.test_running import wait_for

Sessions = sessionmaker[Session]
MENTION = {"type": "app_mention", "text": "<@U9> when is checkout redesign?"}
DIRECT = {"type": "message", "channel_type": "im", "channel": "D1", "text": "checkout redesign"}


def said(door: Door, channel: str = "C1") -> list[Message]:
    return door.slack.channels.posted.get(channel, [])


def tell(door: Door, event: Message, **payload: Any) -> None:
    assert door.slack.tell(event, door.via, payload=payload).status == 200


def settled(door: Door, events: int = 1) -> None:
    """Wait until so many were answered: the reaction is taken back last."""
    reactions = door.slack.rooms.reactions
    wait_for(lambda: [method for method, _ in reactions].count("reactions.remove") >= events)


def test_a_mention_is_answered_in_its_thread(door: Door) -> None:
    tell(door, MENTION)
    settled(door)
    (answer,) = said(door)
    assert answer["text"].startswith("Checkout redesign is 85% likely by")
    assert answer["thread_ts"] == "1.1"
    assert answer["unfurl_links"] is False
    judge(answer["text"], answer["blocks"])
    reactions = door.slack.rooms.reactions
    assert reactions == [("reactions.add", "1.1"), ("reactions.remove", "1.1")]


def test_a_mention_in_a_thread_stays_in_it(http_door: Door) -> None:
    tell(http_door, {**MENTION, "thread_ts": "0.5"})
    settled(http_door)
    assert said(http_door)[0]["thread_ts"] == "0.5"


def test_a_direct_message_is_answered(http_door: Door) -> None:
    tell(http_door, DIRECT)
    settled(http_door)
    assert said(http_door, "D1")[0]["text"].startswith("Checkout redesign is 85% likely")


def test_the_same_event_again_is_answered_once(http_door: Door) -> None:
    for _ in range(3):
        tell(http_door, MENTION)
    tell(http_door, MENTION, event_id="Ev2")
    settled(http_door, events=2)
    assert len(said(http_door)) == 2


def test_an_event_whose_first_hearer_died_is_answered(
    slack: LocalSlack, answerer: Answerer, company: Sessions
) -> None:
    with company.begin() as session:
        hear_event(session, "Ev1", NOW)
    with by_http(slack, answerer, People(company, lambda: NOW + timedelta(minutes=1))) as door:
        tell(door, MENTION)
        settled(door)
    assert len(said(door)) == 1


@pytest.mark.parametrize(
    "event",
    [
        {**MENTION, "bot_id": "B1"},
        {**MENTION, "edited": {"user": "U01", "ts": "1.2"}},
        {**DIRECT, "subtype": "message_changed"},
        {**DIRECT, "subtype": "bot_message", "bot_id": "B1"},
        {**DIRECT, "user": "U9"},
        {**DIRECT, "channel": "C1", "channel_type": "channel"},
    ],
)
def test_bots_edits_and_what_was_not_said_to_us_are_ignored(
    http_door: Door, event: Message
) -> None:
    tell(http_door, event)
    tell(http_door, MENTION, event_id="Ev2")
    settled(http_door)
    assert len(said(http_door)) == 1
    assert said(http_door, "D1") == []
    assert http_door.slack.rooms.whispers == []


def test_an_order_may_be_given_in_a_mention(http_door: Door, company: Sessions) -> None:
    tell(http_door, {**MENTION, "text": "<@U9|shipcast> adopt Checkout redesign"})
    settled(http_door)
    assert said(http_door)[0]["text"] == "Checkout redesign is <@U01>'s now."
    with company() as session:
        assert release_owner(session, "jira:checkout") == "U01"


def test_a_refusal_is_for_the_one_who_asked_alone(http_door: Door) -> None:
    tell(http_door, {**MENTION, "text": "<@U9> pause"})
    tell(http_door, {**MENTION, "text": "<@U9> adopt 2.3", "thread_ts": "0.5"}, event_id="Ev2")
    whispers = http_door.slack.rooms.whispers
    wait_for(lambda: len(whispers) == 2)
    by_text = {whisper["text"][:13]: whisper for whisper in whispers}
    assert by_text["Only an admin"]["user"] == "U01"
    assert "thread_ts" not in by_text["Only an admin"]
    assert by_text["2.3 has shipp"]["thread_ts"] == "0.5"
    assert said(http_door) == []


def test_a_channel_with_people_of_another_company_gets_no_answer(http_door: Door) -> None:
    tell(http_door, MENTION, is_ext_shared_channel=True)
    tell(http_door, {**MENTION, "user_team": "T2"}, event_id="Ev2")
    wait_for(lambda: len(http_door.slack.rooms.whispers) == 2)
    texts = {whisper["text"][:20] for whisper in http_door.slack.rooms.whispers}
    assert texts == {"People of another co", "I only answer people"}
    assert said(http_door) == []


def test_where_people_of_another_company_may_read_it_answers_those_of_ours(
    slack: LocalSlack, answerer: Answerer, company: Sessions
) -> None:
    people = People(company, lambda: NOW, shared_channels=frozenset({"C1"}))
    with by_http(slack, answerer, people) as door:
        tell(door, MENTION, is_ext_shared_channel=True)
        settled(door)
        tell(door, {**MENTION, "user_team": "T2"}, event_id="Ev2", is_ext_shared_channel=True)
        wait_for(lambda: len(slack.rooms.whispers) == 1)
    assert len(said(door)) == 1
    assert slack.rooms.whispers[0]["text"].startswith("I only answer people")


def test_a_mention_without_words_gets_the_help(http_door: Door) -> None:
    tell(http_door, {**MENTION, "text": "<@U9>"})
    settled(http_door)
    assert said(http_door)[0]["text"].startswith("Ask me when something ships")


def test_blocks_that_slack_refuses_leave_the_sentence(http_door: Door) -> None:
    http_door.slack.channels.bad_blocks = True
    tell(http_door, MENTION)
    settled(http_door)
    (answer,) = said(http_door)
    assert "blocks" not in answer
    assert answer["text"].startswith("Checkout redesign is")


def test_two_processes_that_hear_at_once_answer_once(
    slack: LocalSlack, answerer: Answerer, people: People
) -> None:
    with by_http(slack, answerer, people) as one, by_http(slack, answerer, people) as other:
        threads = [threading.Thread(target=tell, args=(door, MENTION)) for door in (one, other) * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(said(one)) == 1


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("<@U9> when is 2.4?", "when is 2.4?"),
        ("hey <@U9|shipcast>, checkout &amp; more", "hey , checkout & more"),
        ("<@U9> <https://x.example|x.example> <#C1|general>", "x.example <#C1|general>"),
        ("<@U9>", ""),
    ],
)
def test_what_was_typed_is_read_out_of_slacks_marks(text: str, plain: str) -> None:
    assert plain_text(text, "U9") == plain
