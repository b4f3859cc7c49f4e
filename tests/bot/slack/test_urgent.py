"""`/release hotfix` and `rollback`: at once, to everybody who launches it, by who may say so."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from bot.people.roles import Roles
from planner.calendar import WorkCalendar
from planner.launch.functions import Function, Wording
from planner.launch.plan import Tier
from store.adoptions import adopt_release
from store.audit import load_audit
from store.launch_plans import load_launch_plan, save_launch_plan
from store.switches import set_paused
from store.tables import post
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import outbox
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack
from tests.bot.slack.test_subscribing import press, release

Sessions = sessionmaker[Session]
SUNDAY_NIGHT = datetime(2026, 11, 22, 23, tzinfo=UTC)
FUNCTIONS = (
    Function("engineering", "C0ENGINEERING"),
    Function("support", "C0SUPPORT", wording=Wording.HORIZON),
    Function("docs"),
    Function("legal", "C0LEGAL", tiers=frozenset({Tier.STRATEGIC})),
)


@pytest.fixture
def door(slack: LocalSlack, company: Sessions) -> Iterator[Door]:
    """An app on a Sunday night; U01 owns Checkout, U08 is an admin."""
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", SUNDAY_NIGHT)
    answerer = Answerer(company, WorkCalendar(), lambda: SUNDAY_NIGHT)
    roles = Roles(frozenset({"U08"}))
    people = People(company, lambda: SUNDAY_NIGHT, roles, functions=FUNCTIONS)
    with by_http(slack, answerer, people) as door:
        yield door


def check_blocks(sessions: Sessions) -> list[str]:
    with sessions() as session:
        rows = session.execute(post.select().order_by(post.c.id)).all()
    for row in rows:
        judge(row.text, row.blocks)
    return [said_in(row.blocks) for row in rows]


def test_it_is_posted_at_once_to_all_who_take_part(door: Door, company: Sessions) -> None:
    said = release(door, 'hotfix checkout "Cards with a long name work again"')
    assert said["text"] == (
        "Posted at once for engineering, support. Nobody could be told for docs: "
        "they have no channel and no people in `shipcast.yaml`."
    )
    posts = outbox(company)
    assert [one.channel for one in posts] == ["C0ENGINEERING", "C0SUPPORT"]
    assert {one.not_before for one in posts} == {SUNDAY_NIGHT}
    assert posts[0].text == (
        "🚑 Hotfix: Checkout redesign. Checkout redesign gets a hotfix: "
        "Cards with a long name work again"
    )
    engineering, support = check_blocks(company)
    assert "Watch it" in engineering
    assert "• Check the known issues and the answers against it" in support
    assert "Said by <@U01>. *Questions?* Ask <@U01>" in support
    with company() as session:
        (row,) = load_audit(session)
    assert (row.actor, row.action, row.subject) == ("U01", "hotfix", "release:jira:checkout")
    assert row.after == {"said": "Cards with a long name work again"}


def test_a_rollback_tells_support_what_to_say(door: Door, company: Sessions) -> None:
    release(door, "rollback “Checkout redesign” “Orders were counted twice”", user="U08")
    assert "is rolled back: Orders were counted twice" in check_blocks(company)[1]
    assert "promise no day" in check_blocks(company)[1]


def test_only_its_owner_and_admins_may(door: Door, company: Sessions) -> None:
    said = release(door, 'rollback checkout "No"', user="U02")["text"]
    assert said.startswith("Only the owner of Checkout redesign or an admin")
    assert "It is <@U01>'s." in said
    nobody = release(door, 'hotfix "Partner API" "No"', user="U02")["text"]
    assert "Nobody has adopted it yet" in nobody
    assert outbox(company) == []


def test_twice_in_a_minute_is_once(door: Door, company: Sessions) -> None:
    for _ in range(2):
        said = release(door, 'hotfix checkout "Mended"')["text"]
    assert said == "That was said just now."
    assert len(outbox(company)) == 2
    with company() as session:
        assert len(load_audit(session)) == 1


@pytest.mark.parametrize("words", ["", "checkout", 'checkout ""', '"Mended"', 'checkout "  "'])
def test_who_says_too_little_is_told_how(door: Door, company: Sessions, words: str) -> None:
    assert "behind it in quotes what happened" in release(door, f"hotfix {words}")["text"]
    assert outbox(company) == []


def test_two_releases_of_one_name_are_told_apart_and_the_words_are_kept(
    door: Door, company: Sessions
) -> None:
    asked = release(door, 'hotfix 2.4 "Mended"', user="U08")
    press(door, asked, "2.4 · jira", user="U08")
    assert "gets a hotfix: Mended" in check_blocks(company)[0]


def test_a_tier_decides_who_takes_part(door: Door, company: Sessions) -> None:
    with company.begin() as session:
        plan = replace(load_launch_plan(session, "jira:checkout"), tier=Tier.STRATEGIC)
        save_launch_plan(session, "T1", plan, SUNDAY_NIGHT)
    release(door, 'hotfix checkout "Mended"')
    assert [one.channel for one in outbox(company)] == ["C0ENGINEERING", "C0SUPPORT", "C0LEGAL"]


def test_what_was_typed_stays_text(door: Door, company: Sessions) -> None:
    release(door, 'hotfix checkout "a &lt;!here&gt; *bold* one"')
    for said in check_blocks(company):
        assert "a &lt;!here&gt; " in said
        assert "*bold*" not in said


def test_while_all_is_paused_it_says_so(door: Door, company: Sessions) -> None:
    with company.begin() as session:
        set_paused(session, True, "U08", SUNDAY_NIGHT)
    assert "when an admin resumes" in release(door, 'hotfix checkout "Mended"')["text"]


def test_who_has_left_is_told_nothing(slack: LocalSlack, company: Sessions) -> None:
    slack.rooms.left = {"U0GONE"}
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", SUNDAY_NIGHT)
    functions = (Function("docs", None, ("U0GONE", "U0NEXT")),)
    people = People(company, lambda: SUNDAY_NIGHT, functions=functions)
    answerer = Answerer(company, WorkCalendar(), lambda: SUNDAY_NIGHT)
    with by_http(slack, answerer, people) as door:
        release(door, 'hotfix checkout "Mended"')
    assert [one.channel for one in outbox(company)] == ["U0NEXT"]
