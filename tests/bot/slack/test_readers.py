"""What one person reads has the forms of their Slack; what all read, those of the settings."""

import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from bot.slack.profiles import Profiles
from bot.words.region import Region, region_of
from tests.bot.judge import said_in
from tests.bot.newsrooms import outbox
from tests.bot.slack.conftest import Door, by_http, by_socket
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack, Message
from tests.bot.slack.test_mentions import DIRECT, MENTION, said, settled, tell
from tests.bot.slack.test_sharing import shared
from tests.bot.slack.test_subscribing import press

Sessions = sessionmaker[Session]

AMERICAN, GERMAN, UNKNOWN = "U01", "U02", "U03"


@pytest.fixture(params=[by_socket, by_http])
def mixed(
    request: pytest.FixtureRequest, slack: LocalSlack, answerer: Answerer, people: People
) -> Iterator[Door]:
    """An American and a German in a workspace whose settings say German."""
    slack.rooms.locales = {AMERICAN: "en-US", GERMAN: "de-DE"}
    german = replace(people, region=region("de-DE"))
    with request.param(slack, answerer, german) as door:
        yield door


def region(code: str) -> Region:
    found = region_of(code)
    assert found is not None
    return found


def when(door: Door, text: str, user: str) -> Message:
    payload = {"user_id": user}
    return door.slack.answer(door.slack.slash("/when", text, door.via, payload=payload))


@pytest.mark.parametrize(
    ("user", "day"),
    [(AMERICAN, "Sat, Dec 5"), (GERMAN, "Wed 12 May 2027"), (UNKNOWN, "Wed 12 May")],
)
def test_a_date_is_read_and_said_as_the_asker_does(mixed: Door, user: str, day: str) -> None:
    message = when(mixed, "checkout by 12/5", user)
    assert f"to ship by {day}" in message["text"]


def test_where_nobody_says_it_both_days_are_offered(http_door: Door) -> None:
    message = when(http_door, "checkout by 12/5", UNKNOWN)
    assert "can be Sat 5 Dec or Wed 12 May 2027" in message["text"]
    labels = [each["text"]["text"] for each in message["blocks"][1]["elements"]]
    assert labels == ["by Sat 5 Dec", "by Wed 12 May 2027"]


def test_people_who_ask_at_once_each_get_their_own_forms(mixed: Door) -> None:
    users = (AMERICAN, GERMAN) * 6
    with ThreadPoolExecutor(len(users)) as pool:
        messages = pool.map(lambda user: when(mixed, "checkout by 2026-12-15", user), users)
    days = ["Tue, Dec 15" if user == AMERICAN else "Tue 15 Dec" for user in users]
    assert [day in message["text"] for day, message in zip(days, messages, strict=True)] == [
        True
    ] * len(users)


def test_what_is_shared_with_a_channel_has_the_forms_of_the_settings(
    mixed: Door, company: Sessions
) -> None:
    press(mixed, when(mixed, "checkout by 12/5", AMERICAN), "Share")
    (row,) = shared(company)
    assert "to ship by Sat 5 Dec" in row["text"]
    assert "Dec 5" not in row["text"] + said_in(row["blocks"])


def test_a_mention_is_read_as_its_writer_means_it_and_answered_for_the_channel(mixed: Door) -> None:
    tell(mixed, {**MENTION, "user": AMERICAN, "text": "<@U9> checkout by 12/5"})
    settled(mixed)
    assert "to ship by Sat 5 Dec" in said(mixed)[0]["text"]


def test_a_direct_message_is_answered_as_its_reader_writes(mixed: Door) -> None:
    tell(mixed, {**DIRECT, "user": AMERICAN, "text": "checkout by 12/5"})
    settled(mixed)
    assert "to ship by Sat, Dec 5" in said(mixed, "D1")[0]["text"]


def test_a_card_that_a_channel_keeps_has_the_forms_of_the_settings(
    mixed: Door, company: Sessions
) -> None:
    mixed.slack.answer(mixed.slack.slash("/release", "subscribe checkout card", mixed.via))
    (card,) = [post for post in outbox(company) if post.kind == "card"]
    assert re.search(r"by [A-Z][a-z]{2} \d+ [A-Z][a-z]{2}", card.text)
    assert not re.search(r"[A-Z][a-z]{2}, [A-Z][a-z]{2} \d", card.text)


def test_a_time_of_day_is_confirmed_in_the_asker_s_clock_and_understood_so_again(
    mixed: Door,
) -> None:
    sent = mixed.slack.slash("/release", "subscribe checkout daily at 9:30 PM UTC", mixed.via)
    assert "every working day at 9:30 PM (UTC)" in mixed.slack.answer(sent)["text"]


def test_a_person_is_looked_up_once_in_a_while(mixed: Door) -> None:
    for _ in range(3):
        when(mixed, "checkout", AMERICAN)
    assert mixed.slack.rooms.looked_up == [AMERICAN]


def test_whoever_travels_is_looked_up_again(slack: LocalSlack) -> None:
    profiles = Profiles(WebClient(BOT_TOKEN, base_url=slack.base_url), kept_seconds=0)
    slack.rooms.zones["U5"] = "Europe/Berlin"
    assert profiles.of("U5").zone == "Europe/Berlin"
    slack.rooms.zones["U5"] = "Asia/Tokyo"
    assert profiles.of("U5").zone == "Asia/Tokyo"


def test_whoever_slack_does_not_know_costs_one_question(slack: LocalSlack) -> None:
    profiles = Profiles(WebClient(BOT_TOKEN, base_url=slack.base_url))
    assert [profiles.of("U6"), profiles.of("U6")] == [profiles.of("U6")] * 2
    assert slack.rooms.looked_up == ["U6"]
