"""Who subscribed to readiness hears whose light changed, once, and in working hours."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.answering import Answerer
from bot.newsroom import Newsroom
from bot.people.office import People
from bot.review import review
from bot.wishes import READY
from planner.calendar import WorkCalendar
from planner.launch.votes import Verdict, Vote
from store.launch_plans import load_launch_plan, save_launch_plan
from store.outbox import PostState, mark_sent
from store.sign_offs import save_vote
from store.tables import post as post_table
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import Lying, newsroom_over, outbox
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.launching import CHECKOUT, Sessions, launching
from tests.bot.slack.local_slack import LocalSlack
from tests.bot.slack.test_subscribing import release

__all__ = ["launching"]

LATER = NOW + timedelta(minutes=10)


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as local:
        local.rooms.is_everywhere = True
        yield local


@pytest.fixture
def door(slack: LocalSlack, launching: Answerer, people: People) -> Iterator[Door]:
    with by_http(slack, launching, people) as made:
        yield made


@pytest.fixture
def newsroom(company: Sessions, launching: Answerer) -> Newsroom:
    return replace(newsroom_over(company), answerer=launching)


def told(sessions: Sessions) -> list[Lying]:
    """Give what was put down to be said of readiness."""
    return [one for one in outbox(sessions) if one.kind == READY and one.state != "skipped"]


def vote(sessions: Sessions, verdict: Verdict, minute: int = 1) -> None:
    """Let marketing vote; what is said in a later minute stands."""
    at = NOW - timedelta(hours=1) + timedelta(minutes=minute)
    with sessions.begin() as session:
        save_vote(session, "T1", CHECKOUT, Vote("marketing", "U02", verdict, at, "not so fast"))


def test_nothing_is_told_before_something_changes(
    door: Door, company: Sessions, newsroom: Newsroom
) -> None:
    said = release(door, "subscribe checkout redesign ready")
    assert said["text"].startswith("Readiness news of Checkout redesign, as it happens")
    assert "when the light of a function or the decision changes" in said["text"]
    for minutes in (0, 10, 20):
        review(newsroom, NOW + timedelta(minutes=minutes))
    assert told(company) == []


def test_a_block_is_told_once_with_what_was_and_is_in_working_hours(
    door: Door, company: Sessions, newsroom: Newsroom
) -> None:
    release(door, "subscribe checkout redesign ready")
    vote(company, Verdict.BLOCK)
    review(newsroom, LATER)
    review(newsroom, LATER + timedelta(minutes=10))
    (post,) = told(company)
    assert post.text.startswith("Checkout redesign: ")
    assert "the decision was not yet and is no-go" in post.text
    assert "Readiness of Checkout redesign: no-go." in post.text
    assert (post.channel, post.not_before.weekday(), post.not_before.hour) == (
        "C1",
        0,
        8,
    )  # 9 in Berlin


def test_what_is_taken_back_before_it_was_said_is_not_said(
    door: Door, company: Sessions, newsroom: Newsroom
) -> None:
    release(door, "subscribe checkout redesign ready")
    vote(company, Verdict.BLOCK)
    review(newsroom, LATER)
    vote(company, Verdict.APPROVE, 2)
    review(newsroom, LATER + timedelta(minutes=10))
    assert "no-go" not in " ".join(post.text for post in told(company))


def test_what_was_said_is_what_the_next_news_compares_with(
    door: Door, company: Sessions, newsroom: Newsroom
) -> None:
    release(door, "subscribe checkout redesign ready")
    vote(company, Verdict.BLOCK)
    review(newsroom, LATER)
    (first,) = told(company)
    with company.begin() as session:
        mark_sent(session, first.id, "1.1", LATER)
    vote(company, Verdict.WAIVE, 2)
    review(newsroom, LATER + timedelta(minutes=10))
    assert "the decision was no-go and is not yet" in told(company)[-1].text
    assert told(company)[0].state == PostState.SENT


def test_all_are_those_that_somebody_answers_for(
    door: Door, company: Sessions, newsroom: Newsroom
) -> None:
    release(door, "subscribe all ready")
    vote(company, Verdict.BLOCK)
    review(newsroom, LATER)
    assert [post.text.partition(":")[0] for post in told(company)] == ["Checkout redesign"]


def test_a_release_that_is_adopted_later_begins_as_it_stands_then(
    door: Door, company: Sessions, newsroom: Newsroom
) -> None:
    with company.begin() as session:
        plan = load_launch_plan(session, CHECKOUT)
        save_launch_plan(session, "T1", replace(plan, owner=None), NOW)
    release(door, "subscribe all ready")
    vote(company, Verdict.BLOCK)
    with company.begin() as session:
        save_launch_plan(session, "T1", replace(plan, owner="U01"), LATER)
    review(newsroom, LATER)
    assert told(company) == []
    vote(company, Verdict.WAIVE, 2)
    review(newsroom, LATER + timedelta(minutes=10))
    assert "the decision was no-go and is not yet" in told(company)[0].text


def test_the_message_shows_all_functions_and_nothing_that_only_some_may_do(
    door: Door, company: Sessions, newsroom: Newsroom
) -> None:
    release(door, "subscribe checkout redesign ready")
    vote(company, Verdict.BLOCK)
    review(newsroom, LATER)
    with company() as session:
        row = [one for one in session.execute(post_table.select()) if one.kind == READY][-1]
    judge(row.text, row.blocks)
    words = said_in(row.blocks)
    assert "*Engineering: 🔴 red*" in words
    assert "1 private issue" not in words
    acts = [one for block in row.blocks if block["type"] == "actions" for one in block["elements"]]
    assert [one["text"]["text"] for one in acts] == ["Sign off"]  # who may is looked at then


def test_several_kinds_in_one_sentence_are_all_set_up(door: Door) -> None:
    said = release(door, "subscribe checkout redesign digest, slips and ready weekdays at 9:30")
    text = said["text"]
    for kind in ("A digest of", "Slip alerts of", "Readiness news of"):
        assert f"{kind} Checkout redesign" in text
    again = release(door, "subscribe checkout redesign slips shipped")["text"]
    assert "That is here already" in again
    assert "News of shipping of Checkout redesign" in again


def test_without_functions_there_is_no_readiness_to_hear_of(
    company: Sessions, people: People, slack: LocalSlack
) -> None:
    bare = Answerer(company, WorkCalendar(), lambda: NOW)
    with by_http(slack, bare, people) as door:
        said = release(door, "subscribe checkout redesign ready")
    assert said["text"].startswith("No function is named that could be ready.")
