"""The way into the database: its engine, its sessions and its newest schema."""

from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.orm import Session, sessionmaker

from store.errors import UnusableDatabaseError
from store.failures import explain_failures
from store.schema import upgrade
from store.sqlite import READING, prepare_sqlite

__all__ = ["make_engine", "make_readers", "make_sessions", "upgrade"]


def make_engine(url: str) -> Engine:
    """Open a database by URL or by the path of a SQLite file; nothing is read yet.

    `postgresql://` means psycopg 3. Raises `UnusableDatabaseError` for any other kind.
    """
    address = _address(url)
    # Errors without parameters: those are titles, people and whatever else is in a row.
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=address.get_backend_name() != "sqlite",
    )
    if address.get_backend_name() == "sqlite":
        prepare_sqlite(engine)
    explain_failures(engine)
    return engine


def make_sessions(engine: Engine) -> sessionmaker[Session]:
    """Give the factory of sessions that may write; on SQLite one of them at a time."""
    return sessionmaker(engine, autoflush=False, expire_on_commit=False)


def make_readers(engine: Engine) -> sessionmaker[Session]:
    """Give the factory of sessions that only read, all of it from one moment.

    They never wait for a sync: SQLite reads beside a writer, PostgreSQL keeps a snapshot.
    """
    options: dict[str, object] = {READING: True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    return make_sessions(engine.execution_options(**options))


def _address(url: str) -> URL:
    if "://" not in url:
        return URL.create("sqlite", database=str(Path(url).expanduser()))
    try:
        address = make_url(url)
    except ArgumentError:
        # The text may hold a password, so it is not repeated.
        raise UnusableDatabaseError(
            "The database address cannot be read; write sqlite:///FILE or "
            "postgresql://USER:PASSWORD@HOST/NAME"
        ) from None
    if address.drivername in ("postgresql", "postgres"):
        return address.set(drivername="postgresql+psycopg")
    if address.drivername in ("sqlite", "sqlite+pysqlite", "postgresql+psycopg"):
        return address
    raise UnusableDatabaseError(
        f"The database kind {address.drivername!r} is not supported; use sqlite or postgresql"
    )
