"""Opens the database for one command, at its newest schema."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.orm import Session, sessionmaker

from store.engine import make_engine, make_readers, make_sessions, upgrade


@dataclass(frozen=True, slots=True)
class Database:
    """Sessions that may write, and sessions that only read and never wait for a sync."""

    sessions: sessionmaker[Session]
    readers: sessionmaker[Session]


@contextmanager
def open_database(url: str) -> Iterator[Database]:
    """Open by URL or path, bring the schema up to date, close at the end. Raises StoreError."""
    engine = make_engine(url)
    try:
        upgrade(engine)
        yield Database(make_sessions(engine), make_readers(engine))
    finally:
        engine.dispose()
