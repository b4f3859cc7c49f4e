"""Addresses, sessions and what a broken database says."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.exc import DBAPIError, IntegrityError, ProgrammingError

from store.engine import make_engine, make_readers, make_sessions, upgrade
from store.errors import BusyDatabaseError, UnusableDatabaseError
from store.sqlite import BUSY_TIMEOUT_MS
from store.tables import source, team

_SHOP = {"name": "shop", "kind": "files", "history": [], "revision": 0}


@pytest.mark.parametrize("scheme", ["", "sqlite:///", "sqlite+pysqlite:///"])
def test_a_path_and_a_url_open_the_same_file(scheme: str, sqlite_path: Path) -> None:
    engine = make_engine(f"{scheme}{sqlite_path}")
    upgrade(engine)
    engine.dispose()
    assert sqlite_path.exists()


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_psycopg_3(scheme: str) -> None:
    engine = make_engine(f"{scheme}://somebody@nowhere/shipcast")
    assert engine.dialect.driver == "psycopg"


def test_another_kind_of_database_is_refused_with_what_is_possible() -> None:
    with pytest.raises(UnusableDatabaseError, match=r"'mysql'.*use sqlite or postgresql"):
        make_engine("mysql://root@localhost/shipcast")


def test_an_unreadable_address_is_refused_without_its_password() -> None:
    with pytest.raises(UnusableDatabaseError, match="cannot be read") as caught:
        make_engine("post gres://somebody:hunter2@host/shipcast")
    assert "hunter2" not in str(caught.value)


def test_sqlite_waits_checks_keys_and_lets_readers_beside_a_writer(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("busy_timeout", "journal_mode", "synchronous", "foreign_keys")
        }
    assert settings == {
        "busy_timeout": BUSY_TIMEOUT_MS,
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
    }


def test_a_row_of_an_unknown_source_is_refused(engine: Engine) -> None:
    values = {"source_id": 7, "ext_id": "1", "name": "one", "is_placeholder": False}
    with make_sessions(engine)() as session, pytest.raises(IntegrityError):
        session.execute(insert(team).values(values))


def test_a_reader_sees_one_moment_and_does_not_wait_for_a_writer(engine: Engine) -> None:
    count = select(source.c.name)
    with make_readers(engine)() as reader, make_sessions(engine)() as writer:
        before = reader.execute(count).all()
        writer.execute(insert(source).values(_SHOP))
        during = reader.execute(count).all()
        writer.commit()
        after = reader.execute(count).all()
    assert before == during == after == []


def test_a_transaction_that_reads_first_can_still_write(sqlite_engine: Engine) -> None:
    """With a late BEGIN this is the classic "database is locked" that no timeout helps."""
    sessions = make_sessions(sqlite_engine)
    with sessions() as first:
        first.execute(select(source.c.name)).all()
        with sqlite_engine.connect().execution_options(shipcast_reading=True) as second:
            second.exec_driver_sql("PRAGMA busy_timeout = 0")
            with pytest.raises(BusyDatabaseError):
                second.execute(insert(source).values(_SHOP))
            second.invalidate()
        first.execute(insert(source).values(_SHOP))
        first.commit()
    with sessions() as third:
        assert third.execute(select(source.c.name)).scalars().all() == ["shop"]


def test_a_reader_on_postgresql_cannot_write(postgres_engine: Engine) -> None:
    with make_readers(postgres_engine)() as reader, pytest.raises(DBAPIError, match="read-only"):
        reader.execute(insert(source).values(_SHOP))


def test_a_file_that_is_no_database_is_named_with_a_way_out(sqlite_path: Path) -> None:
    sqlite_path.write_bytes(b"\x89PNG, not a database at all" * 100)
    with pytest.raises(UnusableDatabaseError, match=r"shipcast\.db is not a SQLite database"):
        upgrade(make_engine(str(sqlite_path)))


def test_a_folder_that_is_not_there_is_named_with_a_way_out(tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabaseError, match=r"nowhere/shipcast\.db cannot be opened"):
        upgrade(make_engine(str(tmp_path / "nowhere" / "shipcast.db")))


def test_a_locked_file_says_so(sqlite_engine: Engine, sqlite_path: Path) -> None:
    other = sqlite3.connect(sqlite_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with sqlite_engine.connect().execution_options(shipcast_reading=True) as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout = 0")
        with pytest.raises(BusyDatabaseError, match=r"shipcast\.db is locked by another process"):
            connection.execute(insert(source).values(_SHOP))
        connection.invalidate()
    other.close()


def test_a_wrong_statement_is_not_dressed_up(sqlite_engine: Engine) -> None:
    with sqlite_engine.connect() as connection, pytest.raises(DBAPIError, match="no such table"):
        connection.execute(text("SELECT * FROM nonsense"))


def test_a_wrong_statement_on_postgresql_is_not_dressed_up(postgres_engine: Engine) -> None:
    with postgres_engine.connect() as connection, pytest.raises(ProgrammingError):
        connection.execute(text("SELECT * FROM nonsense"))


def test_a_server_that_does_not_answer_is_named_without_its_password(tmp_path: Path) -> None:
    engine = make_engine(f"postgresql://somebody:hunter2@/shipcast?host={tmp_path}")
    with pytest.raises(BusyDatabaseError, match="cannot be reached") as caught:
        upgrade(engine)
    assert "hunter2" not in str(caught.value)


def test_a_row_that_another_change_holds_is_busy_and_not_broken(postgres_engine: Engine) -> None:
    sessions = make_sessions(postgres_engine)
    with sessions.begin() as session:
        session.execute(insert(source).values(_SHOP))
    held = select(source.c.id).with_for_update(nowait=True)
    with sessions() as one, sessions() as other:
        one.execute(held)
        with pytest.raises(BusyDatabaseError, match="busy with another change"):
            other.execute(held)


def test_an_error_tells_nothing_of_the_rows(engine: Engine) -> None:
    rows = [_SHOP | {"name": "hush-hush"}] * 2
    with pytest.raises(IntegrityError) as caught, make_sessions(engine)() as session:
        session.execute(insert(source), rows)
    first, _, _ = str(caught.value).partition("\n")
    assert "hush-hush" not in first
    assert "[parameters" not in str(caught.value)
