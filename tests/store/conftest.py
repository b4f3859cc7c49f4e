"""Real databases, built by the real migrations: SQLite files and PostgreSQL."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url
from sqlalchemy.orm import Session, sessionmaker

from store.engine import make_engine, make_sessions, upgrade
from tests.postgres import new_database, postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]


@pytest.fixture
def sqlite_path(tmp_path: Path) -> Path:
    return tmp_path / "shipcast.db"


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a database file that the migrations built once, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "shipcast.db"
    _upgrade(str(path))
    return path


@pytest.fixture(scope="session")
def migrated_database(postgres_server: str) -> Iterator[str]:
    """Give the name of a database that the migrations built once, to be copied."""
    with new_database(postgres_server) as url:
        _upgrade(url)
        yield make_url(url).database or ""


@pytest.fixture
def sqlite_engine(migrated_file: Path, sqlite_path: Path) -> Iterator[Engine]:
    shutil.copy(migrated_file, sqlite_path)
    engine = make_engine(str(sqlite_path))
    yield engine
    engine.dispose()


@pytest.fixture
def postgres_engine(postgres_server: str, migrated_database: str) -> Iterator[Engine]:
    with new_database(postgres_server, template=migrated_database) as url:
        engine = make_engine(url)
        yield engine
        engine.dispose()


def _upgrade(url: str) -> None:
    engine = make_engine(url)
    upgrade(engine)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Either database: for what the two do differently."""
    fixture = "sqlite_engine" if request.param == "sqlite" else "postgres_engine"
    engine: Engine = request.getfixturevalue(fixture)
    return engine


@pytest.fixture
def sessions(sqlite_engine: Engine) -> sessionmaker[Session]:
    return make_sessions(sqlite_engine)


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Iterator[Session]:
    """Give one open transaction on SQLite, for what is the same on both."""
    with sessions.begin() as session:
        yield session
