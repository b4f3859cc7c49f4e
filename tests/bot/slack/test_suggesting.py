"""The agent view: what somebody is suggested to ask when they open their messages with us."""

from datetime import time

from sqlalchemy import update
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from bot.answering import Answerer
from bot.people.office import People
from planner.calendar import WorkCalendar
from store.adoptions import adopt_release
from store.subscriptions import add_subscription
from store.tables import issue
from tests.bot.answers import NOW
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack, Message
from tests.bot.slack.test_mentions import settled
from tests.bot.test_running import wait_for

Sessions = sessionmaker[Session]
METHOD = "assistant.threads.setSuggestedPrompts"
OPENED = {"type": "app_home_opened", "tab": "messages", "user": "U01", "channel": "D1"}


def prompts(door: Door, user: str = "U01", channel: str = "D1") -> list[Message]:
    door.slack.tell({**OPENED, "user": user, "channel": channel}, door.via)
    wait_for(lambda: channel in door.slack.agents.prompts)
    return door.slack.agents.prompts[channel]


def titles(some: list[Message]) -> list[str]:
    return [one["title"] for one in some]


def test_ones_own_releases_come_first(door: Door, company: Sessions) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
        adopt_release(session, "jira:partner", "T1", "U02", NOW)
    assert titles(prompts(door)) == [
        "When will Checkout redesign ship?",
        "What's at risk?",
        "What ships by the end of Q4?",
        "How sure are you?",
    ]


def test_what_one_is_told_of_is_ones_own(http_door: Door, company: Sessions) -> None:
    with company.begin() as session:
        add_subscription(
            session,
            workspace="T1",
            channel="C1",
            creator="U02",
            release_id="jira:partner",
            days=("Mon",),
            at=time(9),
            zone="UTC",
            created_at=NOW,
        )
    assert "When will Partner API ship?" in titles(prompts(http_door, "U02"))
    assert "When will Partner API ship?" not in titles(prompts(http_door, "U03", "D3"))


def test_each_of_them_is_answered_when_it_is_clicked(http_door: Door, company: Sessions) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
    for at, one in enumerate(prompts(http_door)):
        event = {"type": "message", "channel_type": "im", "channel": "D1", "text": one["message"]}
        http_door.slack.tell(event, http_door.via, payload={"event_id": f"Ev{at}"})
        settled(http_door, at + 1)
    said = [one["text"] for one in http_door.slack.channels.posted["D1"]]
    assert len(said) == 4
    assert not [one for one in said if "I know no" in one or "could not read" in one]
    assert said[0].startswith("Checkout redesign is 85% likely by")


def test_a_release_that_nobody_may_see_and_one_with_an_odd_name_are_not_named(
    http_door: Door, company: Sessions
) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:extras", "T1", "U01", NOW)  # called <!channel> and the like
        adopt_release(session, "jira:v23", "T1", "U01", NOW)  # it is out
    assert not [one for one in titles(prompts(http_door)) if one.startswith("When will")]


def test_a_release_of_private_issues_alone_is_not_named(http_door: Door, company: Sessions) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:partner", "T1", "U01", NOW)
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
        session.execute(update(issue).where(issue.c.key.like("PART-%")).values(restricted=True))
    named = [one for one in titles(prompts(http_door)) if one.startswith("When will")]
    assert named == ["When will Checkout redesign ship?"]


def test_before_anything_was_read_help_is_all_there_is_to_ask(
    slack: LocalSlack, nobody: Sessions
) -> None:
    empty = Answerer(nobody, WorkCalendar(), lambda: NOW)
    with by_http(slack, empty, People(nobody, lambda: NOW)) as door:
        assert titles(prompts(door)) == ["What can I ask?"]


def test_a_workspace_without_agents_is_noted_once_and_all_else_works(http_door: Door) -> None:
    http_door.slack.agents.refusal = "missing_scope"
    with capture_logs() as logs:
        http_door.slack.tell(OPENED, http_door.via)
        http_door.slack.tell(OPENED, http_door.via)
        wait_for(lambda: http_door.slack.calls.count(METHOD) == 2)
        event = {"type": "message", "channel_type": "im", "channel": "D1", "text": "checkout"}
        http_door.slack.tell(event, http_door.via)
        settled(http_door)
    told = [one for one in logs if one["event"] == "prompts are not suggested"]
    assert [one["error"] for one in told] == ["missing_scope"]
    assert len(http_door.slack.channels.posted["D1"]) == 1


def test_a_stranger_is_suggested_nothing(http_door: Door) -> None:
    http_door.slack.tell(OPENED, http_door.via, payload={"team_id": "T2"})
    assert prompts(http_door, "U02", "D2")
    assert "D1" not in http_door.slack.agents.prompts
