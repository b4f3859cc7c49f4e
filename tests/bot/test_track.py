"""The track record, from reviews that were really made to what is said of them."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.review import review
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from store.records import Entities, ReleaseRecord, TeamRecord
from store.votes import load_settled
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import newsroom_over
from tests.bot.world import DUE_ON, MemoryTracker, done, empty_store, to_do

Sessions = sessionmaker[Session]
OUT = 6
EVERY_DAYS = 12
FIRST_DAYS = 4


def club() -> MemoryTracker:
    """Give a team that shipped six releases, each with a month of work, and works on one more."""
    out = [
        ReleaseRecord(
            f"r{n}",
            f"Release {n}",
            "version",
            is_released=True,
            released_on=(NOW - timedelta(days=FIRST_DAYS + n * EVERY_DAYS)).date(),
        )
        for n in range(OUT)
    ]
    issues = [
        done(f"CLUB-{n}-{i}", "club", FIRST_DAYS + n * EVERY_DAYS + 1 + i * 3, (f"r{n}",))
        for n in range(OUT)
        for i in range(10)
    ]
    before = [done(f"OLD-{i}", "club", 80 + i * 2, ()) for i in range(60)]
    going = [to_do(f"CLUB-{n}", "club", ("next",)) for n in range(8)]
    coming = ReleaseRecord("next", "Next", "version", due_on=DUE_ON)
    things = Entities((TeamRecord("club", "Club"),), (), (*out, coming))
    return MemoryTracker("club", things, (*issues, *before, *going))


@pytest.fixture(scope="module")
def reviewed(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sessions]:
    """Review the club every six days, over three months, as known on each of them."""
    folder: Path = tmp_path_factory.mktemp("club")
    sessions = empty_store(folder)
    sync_tracker(club(), sessions, now=lambda: NOW)
    for days in range(90, -1, -6):
        review(newsroom_over(sessions), NOW - timedelta(days=days))
    yield sessions
    sessions.kw["bind"].dispose()


@pytest.fixture
def answering(reviewed: Sessions) -> Answerer:
    return Answerer(reviewed, WorkCalendar(), lambda: NOW)


def test_every_release_that_was_forecast_and_shipped_has_one_vote(reviewed: Sessions) -> None:
    with reviewed() as session:
        settled = load_settled(session, NOW)
    assert [one.release_id for one in settled] == [f"club:r{n}" for n in range(OUT)]
    for one in settled:
        assert one.told_at.date() < one.shipped_on


def test_a_card_tells_how_often_such_dates_came_true(answering: Answerer) -> None:
    reply = answering.answer("next")
    judge(reply.text, reply.blocks)
    p85 = reply.data["track_record"]["p85"]
    said = f"Of our last 6 P85 dates here {p85['came_true']} came true"
    assert reply.data["track_record"]["whose"] == "teams"
    assert said in said_in(reply.blocks)
    assert "came true" not in reply.text
    assert f"Our last 6 P85 dates here: {p85['came_true']} came true" in said_in(
        answering.answer("contents next").blocks
    )


def test_the_record_shows_every_release(answering: Answerer) -> None:
    for asked in ("record", "/release record", "what is your track record?"):
        reply = answering.answer(asked)
        judge(reply.text, reply.blocks)
        assert reply.data["kind"] == "record"
        said = said_in(reply.blocks)
        assert all(f"Release {n}" in said for n in range(OUT))
    assert [group["name"] for group in reply.data["groups"]] == ["all trackers", "club", "Club"]
    assert [one["name"] for one in reply.data["releases"]] == [f"Release {n}" for n in range(OUT)]


def test_a_question_about_the_past_knows_of_no_later_release(answering: Answerer) -> None:
    then = NOW - timedelta(days=FIRST_DAYS + 4 * EVERY_DAYS - 6)
    reply = answering.answer("next", as_of=then)
    assert reply.data["track_record"]["p85"]["votes"] == 2
    assert "No track record yet" in said_in(reply.blocks)
    assert "track record" not in reply.text


def test_what_is_settled_meanwhile_is_told_at_once(tmp_path: Path) -> None:
    sessions = empty_store(tmp_path)
    sync_tracker(club(), sessions, now=lambda: NOW)
    newsroom = newsroom_over(sessions)
    review(newsroom, NOW - timedelta(days=60))
    answering = Answerer(sessions, WorkCalendar(), lambda: NOW)
    assert answering.record().data["releases"] == []
    review(newsroom, NOW)
    assert answering.record().data["releases"]
    sessions.kw["bind"].dispose()


def test_without_data_there_is_no_record(nobody: Sessions) -> None:
    assert Answerer(nobody, WorkCalendar(), lambda: NOW).record().data["reason"] == "empty"


def test_without_votes_it_says_what_it_takes(answerer: Answerer) -> None:
    reply = answerer.record()
    judge(reply.text, reply.blocks)
    assert "No track record yet: 0 releases of the 5" in reply.text
