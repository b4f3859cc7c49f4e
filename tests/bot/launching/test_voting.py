"""At T-3 functions vote; who has not is reminded, and the day before the owner hears who."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.launching.asking import enqueue_reminders
from bot.launching.contents import find_launching
from bot.launching.pinging import enqueue_pings
from bot.launching.voting import enqueue_votings
from bot.newsroom import Newsroom
from bot.views.picking import PICK
from bot.views.ready_acts import SIGN_OFF
from planner.calendar import WorkCalendar
from planner.launch.functions import Function, Wording
from planner.launch.gates import LaunchRules
from planner.launch.plan import LaunchPlan, Tier
from planner.launch.votes import Delegation, Verdict, Vote
from planner.snapshot import Snapshot
from store.adoptions import adopt_release
from store.delegations import save_delegation
from store.forecasts import save_plan
from store.launch_plans import save_launch_plan
from store.ping_requests import RequestState, load_requests
from store.sign_offs import save_vote
from store.tables import post
from tests.bot.answers import NOW
from tests.bot.launching.people import at
from tests.bot.launching.test_asking import deliver
from tests.bot.newsrooms import WORKSPACE, Lying, newsroom_over, outbox
from tests.planner.snapshots import a_snapshot, ahead

Sessions = sessionmaker[Session]
OWNER = "U0OWNER"
FUNCTIONS = (
    Function("marketing", "C0MARKETING", ("U0MARK", "U0ANN")),
    Function("sales", "C0SALES", ("U0SAL",), wording=Wording.HORIZON),
    Function("docs", "C0DOCS"),
)
NEAR = a_snapshot(p85=ahead(3))


def newsroom(sessions: Sessions) -> Newsroom:
    return replace(newsroom_over(sessions), functions=FUNCTIONS)


@pytest.fixture
def asked(nobody: Sessions) -> Sessions:
    """All were asked on Monday at ten for what launches on Thursday; Mark is away."""
    with nobody.begin() as session:
        adopt(session, NEAR.release_id, at(6))
        away = Delegation("U0MARK", "U0DEPUTY", at(6).date(), ahead(2))
        save_delegation(session, WORKSPACE, away)
    see(nobody, NEAR, at(10))
    return nobody


def adopt(session: Session, release_id: str, now: datetime) -> None:
    adopt_release(session, release_id, WORKSPACE, OWNER, now)
    save_launch_plan(session, WORKSPACE, LaunchPlan(release_id, OWNER, Tier.STRATEGIC), now)


def see(sessions: Sessions, snapshot: Snapshot, now: datetime) -> None:
    with sessions.begin() as session:
        save_plan(session, [snapshot], b"packed")
        enqueue_pings(session, newsroom(sessions), [snapshot], now)
    deliver(sessions, now)


def remind(sessions: Sessions, now: datetime) -> list[Lying]:
    before = len(outbox(sessions))
    for _ in range(2):  # the same moment twice changes nothing
        with sessions.begin() as session:
            enqueue_reminders(session, newsroom(sessions), now)
    deliver(sessions, now)
    return outbox(sessions)[before:]


def vote(sessions: Sessions, function: str, now: datetime) -> None:
    with sessions.begin() as session:
        given = Vote(function, "U0ANN", Verdict.APPROVE, now)
        save_vote(session, WORKSPACE, NEAR.release_id, given)


def actions(sessions: Sessions) -> dict[str, Sequence[str]]:
    """Give the buttons of each post, by its channel."""
    found: dict[str, Sequence[str]] = {}
    with sessions() as session:
        for channel, blocks in session.execute(select(post.c.channel, post.c.blocks)):
            rows = [block["elements"] for block in blocks if block["type"] == "actions"]
            found[channel] = [one["action_id"] for row in rows for one in row]
    return found


def test_the_ping_itself_asks_for_the_vote_of_who_can_give_one(asked: Sessions) -> None:
    assert actions(asked) == {
        "C0MARKETING": [SIGN_OFF, f"{PICK}:0"],
        "C0SALES": [SIGN_OFF],  # what there is to vote on tells days
        "C0DOCS": ["ping_ack", "ping_snooze", "ping_blocked"],
    }
    marketing, _, docs = outbox(asked)
    assert "takes the vote" in marketing.text
    assert "takes the vote" not in docs.text


def test_missing_votes_are_reminded_of_and_named_to_the_owner_once(asked: Sessions) -> None:
    told = [
        (day, hour, one.channel, one.text)
        for day in range(1, 5)
        for hour in (9, 10, 16)
        for one in remind(asked, at(hour, days=day))
        if one.channel != "C0DOCS" and "docs has not answered" not in one.text
    ]
    assert [one[:3] for one in told] == [
        (1, 10, "C0MARKETING"),
        (1, 10, "C0SALES"),
        (2, 10, OWNER),
    ]
    assert told[0][3].startswith("<@U0ANN>, <@U0DEPUTY> Go or no-go for A: marketing has not voted")
    assert "<@U0MARK>" not in told[2][3]
    for line in (
        "3 votes are still missing.",
        "• marketing: <@U0ANN>, <@U0DEPUTY>",
        "• sales: <@U0SAL>",
        "• docs: nobody is named there",
    ):
        assert line in told[2][3]


def test_who_has_voted_is_not_reminded_and_has_answered(asked: Sessions) -> None:
    vote(asked, "marketing", at(11))
    assert {one.channel for one in remind(asked, at(10, days=1))} == {"C0SALES", "C0DOCS"}
    with asked() as session:
        (request, *_) = load_requests(session, NEAR.release_id)
    assert (request.state, request.by, request.at) == (RequestState.ACKED, "U0ANN", at(11))
    vote(asked, "sales", at(11, days=1))
    assert "missing" not in "".join(one.text for one in remind(asked, at(10, days=2)))


def test_when_t_1_comes_first_the_owner_hears_then(asked: Sessions) -> None:
    see(asked, a_snapshot(p85=ahead(2)), at(9, days=1))
    told = [one for hour in (9, 10) for one in remind(asked, at(hour, days=1))]
    assert [one.channel for one in told if one.kind == "launch:votes"] == [OWNER]
    assert not any("has not voted yet" in one.text for one in told)


@pytest.fixture
def company_newsroom(company: Sessions) -> Newsroom:
    answerer = Answerer(company, WorkCalendar(), lambda: NOW, launch=LaunchRules(FUNCTIONS))
    return replace(newsroom(company), answerer=answerer)


def board(newsroom: Newsroom, snapshot: Snapshot, now: datetime) -> list[tuple[str, str]]:
    """See a snapshot, and give the channels of go / no-go with what became of it there."""
    launching = find_launching(newsroom)
    with newsroom.sessions.begin() as session:
        save_plan(session, [snapshot], b"packed")
        enqueue_pings(session, newsroom, [snapshot], now)
        enqueue_votings(session, newsroom, launching, now)
    return [(one.channel, one.state) for one in outbox(newsroom.sessions) if one.kind == "go"]


def test_the_owner_gets_go_or_no_go_once(company_newsroom: Newsroom) -> None:
    near = replace(NEAR, release_id="jira:checkout", p85=NOW.date() + timedelta(days=3))
    with company_newsroom.sessions.begin() as session:
        adopt(session, near.release_id, NOW)
    assert board(company_newsroom, near, NOW) == [(OWNER, "pending")]
    assert board(company_newsroom, near, NOW) == [(OWNER, "pending")]
    deliver(company_newsroom.sessions, NOW + timedelta(days=1))
    assert board(company_newsroom, near, NOW + timedelta(days=1)) == [(OWNER, "sent")]


def test_it_goes_when_its_ping_is_taken_back(company_newsroom: Newsroom) -> None:
    near = replace(NEAR, release_id="jira:checkout", p85=NOW.date() + timedelta(days=3))
    with company_newsroom.sessions.begin() as session:
        adopt(session, near.release_id, NOW)
    board(company_newsroom, near, NOW)  # a Sunday: it waits
    later = replace(near, p85=NOW.date() + timedelta(days=40))
    assert board(company_newsroom, later, NOW + timedelta(minutes=9)) == [(OWNER, "skipped")]


def test_of_a_lesser_tier_nobody_votes(company_newsroom: Newsroom) -> None:
    with company_newsroom.sessions.begin() as session:
        adopt_release(session, "jira:checkout", WORKSPACE, OWNER, NOW)
    near = replace(NEAR, release_id="jira:checkout", p85=NOW.date() + timedelta(days=1))
    assert board(company_newsroom, near, NOW) == []
