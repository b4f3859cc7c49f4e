"""The company's tracker on loopback, and a desk that may write to it."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.writing.desk import WritingDesk
from bot.writing.proposal import Proposal
from planner.answer import Answer
from store.directory import ReleaseName
from tests.bot.answers import NOW, TODAY
from tests.connectors.local_tracker import LocalTracker, LocalWriter, tracking

DUE = date(2026, 12, 20)


@pytest.fixture
def tracker() -> Iterator[LocalTracker]:
    """Give the dates that the company's Jira has: Checkout's, and no other."""
    dates: dict[str, str | None] = {"checkout": DUE.isoformat(), "partner": None, "v24": None}
    with tracking(LocalTracker(dates)) as tracker:
        yield tracker


@pytest.fixture
def writer(tracker: LocalTracker) -> Iterator[LocalWriter]:
    writer = LocalWriter(tracker)
    yield writer
    writer.close()


@pytest.fixture
def desk(company: sessionmaker[Session], writer: LocalWriter) -> WritingDesk:
    return WritingDesk(company, {"jira": writer}, lambda: NOW)


def named(answerer: Answerer, release_id: str) -> ReleaseName:
    return next(name for name in answerer.names() if name.id == release_id)


def answer_of(answerer: Answerer, release_id: str) -> Answer | None:
    answers = answerer.plan().answers
    return next((each for each in answers if each.scope.release.id == release_id), None)


def look(desk: WritingDesk, answerer: Answerer, release_id: str = "jira:checkout") -> Proposal:
    return desk.look(named(answerer, release_id), answer_of(answerer, release_id), TODAY)
