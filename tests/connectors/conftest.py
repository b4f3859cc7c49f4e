"""A real database, built by the migrations, for every test that wants one."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from store.engine import make_engine, make_sessions, upgrade


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("database") / "empty.db"
    engine = make_engine(str(path))
    upgrade(engine)
    engine.dispose()
    return path


@pytest.fixture
def sessions(empty_database: Path, tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    path = tmp_path / "shipcast.db"
    shutil.copyfile(empty_database, path)
    engine = make_engine(str(path))
    yield make_sessions(engine)
    engine.dispose()
