"""Who has left the workspace is told of nothing, and somebody else is told instead."""

from dataclasses import replace
from datetime import timedelta

import pytest
from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.launching.addressing import look_around
from bot.launching.pinging import enqueue_pings
from bot.launching.presence import Presence
from bot.newsroom import Newsroom
from bot.schedule.tick import tick
from planner.launch.functions import Function
from store.adoptions import adopt_release
from store.forecasts import save_plan
from tests.bot.launching.people import at
from tests.bot.newsrooms import WORKSPACE, newsroom_over, outbox
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack
from tests.planner.snapshots import a_snapshot, ahead

Sessions = sessionmaker[Session]
NEAR = a_snapshot(p85=ahead(12))
LEGAL = Function("legal", None, ("U0LAW", "U0NEXT"))


@pytest.fixture
def newsroom(nobody: Sessions, slack: LocalSlack) -> Newsroom:
    """A newsroom that can ask Slack; U0OWNER owns the release, U08 stands in for owners."""
    with nobody.begin() as session:
        adopt_release(session, NEAR.release_id, WORKSPACE, "U0OWNER", at(6))
    presence = Presence(WebClient(token=BOT_TOKEN, base_url=slack.base_url))
    return replace(
        newsroom_over(nobody), functions=(LEGAL,), admins=frozenset({"U08"}), presence=presence
    )


def say(newsroom: Newsroom) -> list[tuple[str, str]]:
    look_around(newsroom, at(9))
    with newsroom.sessions.begin() as session:
        save_plan(session, [NEAR], b"packed")
        enqueue_pings(session, newsroom, [NEAR], at(9))
    return [(one.channel, one.text) for one in outbox(newsroom.sessions)]


def test_everybody_is_there_unless_slack_says_that_they_left(newsroom: Newsroom) -> None:
    assert [channel for channel, _ in say(newsroom)] == ["U0LAW"]


def test_the_next_person_is_told_and_the_owner_hears_of_it(
    newsroom: Newsroom, slack: LocalSlack
) -> None:
    slack.rooms.left.add("U0LAW")
    (ping, _), (owner, note) = say(newsroom)
    assert (ping, owner) == ("U0NEXT", "U0OWNER")
    assert "<@U0LAW> has left the workspace, and was to be told of A for legal." in note
    assert "<@U0NEXT> is told instead" in note


def test_where_all_have_left_the_owner_hears_that_nobody_was_told(
    newsroom: Newsroom, slack: LocalSlack
) -> None:
    slack.rooms.left |= {"U0LAW", "U0NEXT"}
    ((owner, note),) = say(newsroom)
    assert owner == "U0OWNER"
    assert "Nobody else is named there" in note


def test_what_is_for_an_owner_who_left_goes_to_who_stands_in(
    newsroom: Newsroom, slack: LocalSlack
) -> None:
    slack.rooms.left |= {"U0OWNER", "U0LAW"}
    _, (operator, note) = say(newsroom)
    assert operator == "U08"
    assert "<@U0OWNER>, who owns A, has left the workspace: this comes to you instead" in note


def test_slack_is_asked_of_a_person_once_a_day(newsroom: Newsroom, slack: LocalSlack) -> None:
    for hours in (0, 5, 13):
        look_around(newsroom, at(9) + timedelta(hours=hours))
    assert slack.calls.count("users.info") == 3
    look_around(newsroom, at(9, days=1))
    assert slack.calls.count("users.info") == 6


def test_whoever_looked_late_on_a_day_looks_early_on_the_next(
    newsroom: Newsroom, slack: LocalSlack
) -> None:
    look_around(newsroom, at(21))
    slack.rooms.left.add("U0LAW")
    look_around(newsroom, at(6, days=1))
    assert newsroom.has_left("U0LAW")


def test_who_was_started_a_moment_ago_asks_nobody_again_who_has_left(
    newsroom: Newsroom, slack: LocalSlack
) -> None:
    slack.rooms.left.add("U0LAW")
    tick(newsroom, at(9))
    assert newsroom.has_left("U0LAW")


def test_without_an_owner_nobody_is_looked_at(nobody: Sessions, slack: LocalSlack) -> None:
    presence = Presence(WebClient(token=BOT_TOKEN, base_url=slack.base_url))
    look_around(replace(newsroom_over(nobody), functions=(LEGAL,), presence=presence), at(9))
    assert "users.info" not in slack.calls
