"""Looking back on a release that reviews followed to its end."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import delete
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.learning.posting import AFTER_DAYS
from bot.newsroom import Newsroom
from bot.review import review
from planner.calendar import WorkCalendar
from planner.launch.functions import ENGINEERING, Function
from store.adoptions import adopt_release
from store.audit import record_audit
from store.outbox import Post, claim_posts, enqueue_post, mark_sent
from store.ping_requests import (
    RequestState,
    answer_request,
    ask_again,
    load_request,
    save_request,
)
from store.tables import forecast_input
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import Lying, newsroom_over, outbox

Sessions = sessionmaker[Session]
OUT = "jira:v23"
OUT_AT = NOW - timedelta(days=19)
AN_HOUR = timedelta(hours=1)


@dataclass
class Desk:
    """Reviews as of one day after another; `now` is what the answers go by."""

    sessions: Sessions
    newsroom: Newsroom
    now: datetime = NOW

    def review(self, days_after: int) -> None:
        self.now = OUT_AT + timedelta(days=days_after)
        review(self.newsroom, self.now)

    def follow(self) -> None:
        for days_after in (-60, -40, -20, -8, -2, 1):
            self.review(days_after)

    def told(self) -> list[Lying]:
        return [post for post in outbox(self.sessions) if post.kind == "retrospective"]


@pytest.fixture
def desk(company: Sessions) -> Desk:
    desk = Desk(company, newsroom_over(company))
    answerer = Answerer(company, WorkCalendar(), lambda: desk.now)
    functions = (Function(ENGINEERING, "C0ENG"),)
    desk.newsroom = replace(desk.newsroom, answerer=answerer, functions=functions)
    return desk


def ask(desk: Desk, text: str) -> str:
    assert desk.newsroom.answerer is not None
    reply = desk.newsroom.answerer.answer(text)
    judge(reply.text, list(reply.blocks))
    return said_in(list(reply.blocks))


def test_it_says_what_was_told_when_and_what_came(desk: Desk) -> None:
    desk.follow()
    said = ask(desk, "retro 2.3")
    assert "Looking back: 2.3" in said
    assert "*2.3* shipped on" in said
    for moment in ("At the start", "Halfway", "At the freeze"):
        assert moment in said
    assert "What moved the 85% date" in said
    assert "No track record yet" in said


def test_it_says_who_answered_late_or_never(desk: Desk) -> None:
    asked = OUT_AT - timedelta(days=21)  # a Tuesday
    answers = {"marketing": ("T-14", 6), "legal": ("T-7", 1), "sales": ("T-14", None)}
    with desk.sessions.begin() as session:
        for function, (stage, days) in answers.items():
            key = f"T1:ping:{OUT}:{stage}:1:{function}"
            ask_for(session, key, function, stage, asked)
            request = load_request(session, key)
            assert request is not None
            ask_again(session, request, RequestState.ESCALATED, asked, 3)
            if days is not None:
                at = asked + timedelta(days=days)
                answer_request(session, request, RequestState.ACKED, by="U02", at=at)
    desk.follow()
    assert "Answered late: marketing T-14 (3 working days late), sales T-14 (never)." in ask(
        desk, "retro 2.3"
    )


def test_it_says_that_it_was_rolled_back_before_that_it_got_a_hotfix(desk: Desk) -> None:
    desk.follow()
    said = {"hotfix": "Cards were <refused>", "rollback": "Orders were counted twice"}
    with desk.sessions.begin() as session:
        for days, (verb, what) in enumerate(said.items(), 1):
            at, subject = OUT_AT + timedelta(days=days), f"release:{OUT}"
            record_audit(session, at, "T1", "U01", verb, subject, after={"said": what})
        record_audit(session, OUT_AT, "T1", "U01", "rollback", "release:other", after={"said": "x"})
    told = ask(desk, "retro 2.3")
    rolled_back, hotfix = told.index("It was *rolled back* on "), told.index("It got a *hotfix* on")
    assert rolled_back < hotfix
    assert "Orders were counted twice" in told
    assert "Cards were &lt;refused&gt;" in told
    assert "“x”" not in told
    reply = desk.newsroom.answerer.answer("retro 2.3") if desk.newsroom.answerer else None
    assert reply is not None
    assert "It was rolled back on" in reply.text


def ask_for(session: Session, key: str, function: str, stage: str, at: datetime) -> None:
    """Ask a function, as a ping does, and say that at once."""
    enqueue_post(
        session,
        Post(key, "T1", f"C{function}", "ping", "?", [], at, at + AN_HOUR, at, release_id=OUT),
    )
    (claimed,) = claim_posts(session, at, AN_HOUR, 1)
    mark_sent(session, claimed.id, "1.0", at)
    told = {"workspace": "T1", "release_id": OUT, "function": function, "stage": stage}
    save_request(session, key, **told, next_at=at)


def test_where_the_data_is_not_kept_any_more_that_is_said(desk: Desk) -> None:
    desk.follow()
    with desk.sessions.begin() as session:
        session.execute(delete(forecast_input))
    assert "What moved the date cannot be told" in ask(desk, "retro 2.3")


def test_it_is_posted_once_a_week_after_the_release_to_engineering(desk: Desk) -> None:
    with desk.sessions.begin() as session:
        adopt_release(session, OUT, "T1", "U01", NOW - timedelta(days=90))
    desk.follow()
    calendar = desk.newsroom.calendar
    told_after = []
    for days_after in range(2, 19):
        before = len(desk.told())
        desk.review(days_after)
        desk.review(days_after)
        if len(desk.told()) > before:
            told_after.append(calendar.working_days_between(OUT_AT.date(), desk.now.date()))
    (post,) = desk.told()
    assert (post.channel, told_after) == ("C0ENG", [AFTER_DAYS])
    assert post.text.startswith("2.3 shipped on")


def test_without_a_channel_of_engineering_its_owner_gets_it(desk: Desk) -> None:
    with desk.sessions.begin() as session:
        adopt_release(session, OUT, "T1", "U01", NOW - timedelta(days=90))
    desk.newsroom = replace(desk.newsroom, functions=())
    desk.follow()
    desk.review(14)
    assert [post.channel for post in desk.told()] == ["U01"]


def test_nobodys_release_is_not_looked_back_on_unasked(desk: Desk) -> None:
    desk.follow()
    desk.review(14)
    assert desk.told() == []


def test_what_was_never_forecast_or_is_not_out_is_said(desk: Desk) -> None:
    assert "there was no forecast of it before" in ask(desk, "retro 2.3")
    assert "is not out yet" in ask(desk, "retro checkout redesign")
    assert "nothing to look back on" in ask(desk, "retro")


def test_all_releases_are_summed_up(desk: Desk) -> None:
    desk.follow()
    said = ask(desk, "retro")
    assert "1 release: " in said
    assert "2.3" in said
