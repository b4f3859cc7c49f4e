"""The past is rehearsed until enough was really forecast."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.rehearsing import rehearse_past
from bot.review import review
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import newsroom_over
from tests.bot.test_track import EVERY_DAYS, OUT, club
from tests.bot.world import empty_store

Sessions = sessionmaker[Session]


@pytest.fixture
def synced(tmp_path: Path) -> Iterator[Sessions]:
    sessions = empty_store(tmp_path)
    sync_tracker(club(), sessions, now=lambda: NOW)
    yield sessions
    sessions.kw["bind"].dispose()


def test_a_new_installation_tells_what_its_past_says(synced: Sessions) -> None:
    answering = Answerer(synced, WorkCalendar(), lambda: NOW)
    assert "No track record yet" in said_in(answering.answer("next").blocks)

    assert rehearse_past(newsroom_over(synced), NOW) == OUT

    card = answering.answer("next")
    assert f"Replayed on the past: of {OUT} P85 dates here" in said_in(card.blocks)
    for reply in (answering.answer("contents next"), answering.record()):
        judge(reply.text, reply.blocks)
        said = said_in(reply.blocks)
        assert f"Had somebody asked halfway to each of the last {OUT} releases here" in said
    assert answering.answer("next").data["track_record"]["whose"] == "rehearsed"


def test_it_is_done_once_a_day(synced: Sessions) -> None:
    newsroom = newsroom_over(synced)
    assert rehearse_past(newsroom, NOW) == OUT
    assert rehearse_past(newsroom, NOW + timedelta(hours=3)) == 0
    assert rehearse_past(newsroom, NOW + timedelta(hours=3), again=True) == OUT
    assert rehearse_past(newsroom, NOW + timedelta(days=1)) == OUT


def test_forecasts_that_were_really_made_take_its_place(synced: Sessions) -> None:
    newsroom = newsroom_over(synced)
    for days in range(90, -1, -EVERY_DAYS // 2):
        review(newsroom, NOW - timedelta(days=days))
    assert rehearse_past(newsroom, NOW) == 0
    told = Answerer(synced, WorkCalendar(), lambda: NOW).answer("next").data["track_record"]
    assert told["whose"] == "teams"
