"""`/release adopt`, `disown`, `pause` and `resume`, and who may."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.launching.pinging import enqueue_pings
from bot.people.office import People
from store.adoptions import release_owner
from store.audit import AuditRow, load_audit
from store.forecasts import save_plan
from store.switches import is_paused
from tests.bot.answers import NOW
from tests.bot.judge import said_in
from tests.bot.newsrooms import FUNCTIONS, MARKETING, SUPPORT, newsroom_over, outbox
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack
from tests.bot.slack.test_subscribing import press, release
from tests.planner.snapshots import a_snapshot

Sessions = sessionmaker[Session]
CHECKOUT = a_snapshot("checkout", taken_at=NOW, p50=date(2026, 12, 1), p85=date(2026, 12, 3))


def owner(sessions: Sessions, release_id: str = "jira:checkout") -> str | None:
    with sessions() as session:
        return release_owner(session, release_id)


def audited(sessions: Sessions) -> tuple[AuditRow, ...]:
    with sessions() as session:
        return load_audit(session)


def test_who_adopts_a_release_owns_it(http_door: Door, company: Sessions) -> None:
    said = release(http_door, "adopt checkout")
    assert said["text"] == "Checkout redesign is <@U01>'s now."
    assert owner(company) == "U01"
    (row,) = audited(company)
    assert (row.at, row.workspace, row.actor) == (NOW, "T1", "U01")
    assert (row.action, row.subject) == ("adopt", "release:jira:checkout")
    assert (row.before, row.after) == ({"owner": None}, {"owner": "U01"})


def test_only_an_admin_takes_a_release_from_its_owner(http_door: Door, company: Sessions) -> None:
    release(http_door, "adopt checkout")
    assert "is <@U01>'s. Ask them" in release(http_door, "adopt checkout", user="U02")["text"]
    assert "is yours already" in release(http_door, "adopt checkout")["text"]
    assert owner(company) == "U01"
    release(http_door, "adopt checkout", user="U08")
    assert owner(company) == "U08"
    assert [row.before for row in audited(company)] == [{"owner": None}, {"owner": "U01"}]


def test_a_release_is_let_go_by_its_owner_or_an_admin(http_door: Door, company: Sessions) -> None:
    assert "Nobody has adopted" in release(http_door, "disown checkout")["text"]
    release(http_door, "adopt checkout")
    assert "is <@U01>'s. Ask them" in release(http_door, "disown checkout", user="U02")["text"]
    assert owner(company) == "U01"
    release(http_door, "disown checkout")
    assert owner(company) is None


def test_a_release_that_is_close_is_pinged_when_it_is_adopted_and_not_again(
    slack: LocalSlack, answerer: Answerer, company: Sessions
) -> None:
    other = replace(CHECKOUT, release_id="jira:search")
    with company.begin() as session:
        save_plan(session, (CHECKOUT, other), b"packed")
    people = People(company, lambda: NOW, functions=FUNCTIONS)
    with by_http(slack, answerer, people) as door:
        assert "Its launch is close" in said_in(release(door, "adopt checkout")["blocks"])
        pings = outbox(company)
        assert [ping.channel for ping in pings] == [MARKETING, SUPPORT]
        assert {ping.kind for ping in pings} == {"ping:T-14:enter"}
        release(door, "disown checkout")
        release(door, "adopt checkout", user="U02")
    with company.begin() as session:
        assert enqueue_pings(session, newsroom_over(company), (CHECKOUT, other), NOW) == 0
    assert len(outbox(company)) == 2


def test_a_release_that_is_far_away_is_adopted_in_silence(
    slack: LocalSlack, answerer: Answerer, company: Sessions
) -> None:
    with company.begin() as session:
        save_plan(session, (replace(CHECKOUT, p85=date(2027, 3, 1)),), b"packed")
    with by_http(slack, answerer, People(company, lambda: NOW, functions=FUNCTIONS)) as door:
        assert "When it gets close" in said_in(release(door, "adopt checkout")["blocks"])
    assert outbox(company) == []


def test_two_releases_of_one_name_are_told_apart_by_a_button(
    http_door: Door, company: Sessions
) -> None:
    press(http_door, release(http_door, "adopt 2.4"), "2.4 · jira", user="U02")
    assert owner(company, "jira:v24") == "U02"
    assert owner(company, "linear:v24") is None


def test_a_release_that_is_out_cannot_be_adopted(http_door: Door, company: Sessions) -> None:
    assert "has shipped" in release(http_door, "adopt 2.3")["text"]
    assert audited(company) == ()


@pytest.mark.parametrize("verb", ["pause", "resume"])
def test_only_admins_switch_everything(http_door: Door, company: Sessions, verb: str) -> None:
    said = release(http_door, verb)
    assert said["text"] == f"Only an admin of Shipcast may `/release {verb}`. Ask <@U08>."
    assert audited(company) == ()


def test_an_admin_pauses_and_resumes(http_door: Door, company: Sessions) -> None:
    assert release(http_door, "pause", user="U08")["text"].startswith("🔇 Paused")
    with company() as session:
        assert is_paused(session)
    assert "already" in release(http_door, "PAUSE", user="U08")["text"]
    release(http_door, "resume", user="U08")
    with company() as session:
        assert not is_paused(session)
    assert [(row.action, row.before, row.after) for row in audited(company)] == [
        ("pause", {"paused": False}, {"paused": True}),
        ("resume", {"paused": True}, {"paused": False}),
    ]
    assert "nothing to resume" in release(http_door, "resume", user="U08")["text"]


def test_without_admins_it_is_said_where_to_name_them(
    slack: LocalSlack, answerer: Answerer, company: Sessions
) -> None:
    with by_http(slack, answerer, People(company, lambda: NOW)) as door:
        assert "`roles: admins:`" in release(door, "pause")["text"]


def test_a_forged_pick_gets_no_further_than_the_verb_itself(
    http_door: Door, company: Sessions
) -> None:
    for value, sentence in {
        '{"r":"jira:checkout","v":"pause","w":""}': "Only an admin",
        '{"r":"jira:checkout","v":"drop","w":""}': "I can't read that button",
        '{"r":"jira:nope","v":"adopt","w":""}': "That release is not there any more.",
        "[]": "I can't read that button",
    }.items():
        forged = {"type": "button", "action_id": "pick_release:0", "value": value}
        said = http_door.slack.answer(http_door.slack.click(forged, http_door.via))
        assert said["text"].startswith(sentence)
    assert audited(company) == ()


def test_people_of_another_workspace_get_nothing(http_door: Door, company: Sessions) -> None:
    for command in ("/when", "/release"):
        sent = http_door.slack.slash(
            command, "adopt checkout", http_door.via, payload={"team_id": "T2"}
        )
        assert "workspace that I belong to" in http_door.slack.answer(sent)["text"]
    click = {"type": "button", "action_id": "why", "value": '{"r":"jira:checkout"}'}
    payload = {"user": {"id": "U01", "team_id": "T2"}}
    sent = http_door.slack.click(click, http_door.via, payload=payload)
    assert "workspace that I belong to" in http_door.slack.answer(sent)["text"]
    assert audited(company) == ()


def test_help_shows_every_verb(http_door: Door) -> None:
    said = said_in(release(http_door, "help")["blocks"])
    for usage in ("subscribe RELEASE|all", "unsubscribe [", "adopt RELEASE", "pause", "resume"):
        assert f"`/release {usage}" in said
