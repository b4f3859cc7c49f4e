"""The small company, made once a worker and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from bot.people.roles import Roles
from planner.calendar import WorkCalendar
from store.engine import make_engine, make_sessions
from tests.bot.answers import NOW
from tests.bot.world import empty_store, fill


@pytest.fixture(scope="session")
def company_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("company")
    sessions = empty_store(folder)
    fill(sessions)
    sessions.kw["bind"].dispose()
    return folder / "shipcast.db"


@pytest.fixture
def company(company_file: Path, tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    for part in company_file.parent.iterdir():
        shutil.copy(part, tmp_path / part.name)
    engine = make_engine(str(tmp_path / company_file.name))
    yield make_sessions(engine)
    engine.dispose()


@pytest.fixture
def nobody(tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    """A database in which nothing has been read yet."""
    sessions = empty_store(tmp_path)
    yield sessions
    sessions.kw["bind"].dispose()


@pytest.fixture
def answerer(company: sessionmaker[Session]) -> Answerer:
    return Answerer(company, WorkCalendar(), lambda: NOW)


@pytest.fixture
def people(company: sessionmaker[Session]) -> People:
    """The people of the workspace, U08 an admin among them."""
    return People(company, lambda: NOW, Roles(frozenset({"U08"})))
