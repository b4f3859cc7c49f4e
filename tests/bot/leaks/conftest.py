"""The company with canaries, made once a worker and copied for each test."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from store.engine import make_engine, make_sessions
from tests.bot.leaks.stage import Stage, staged
from tests.bot.leaks.world import fill
from tests.bot.slack.local_slack import LocalSlack
from tests.bot.world import empty_store


@pytest.fixture(scope="session")
def aviary_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("aviary")
    sessions = empty_store(folder)
    fill(sessions)
    sessions.kw["bind"].dispose()
    return folder / "shipcast.db"


@pytest.fixture
def aviary(aviary_file: Path, tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    for part in aviary_file.parent.iterdir():
        shutil.copy(part, tmp_path / part.name)
    engine = make_engine(str(tmp_path / aviary_file.name))
    yield make_sessions(engine)
    engine.dispose()


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as local:
        yield local


@pytest.fixture
def stage(aviary: sessionmaker[Session], slack: LocalSlack) -> Iterator[Stage]:
    with staged(aviary, slack) as made:
        yield made
