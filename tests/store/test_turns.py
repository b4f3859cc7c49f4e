"""One transaction a source at a time."""

import pytest
from sqlalchemy import Engine, text

from store.engine import make_sessions
from store.errors import BusyDatabaseError
from store.turns import await_turn


def test_a_second_writer_of_a_source_waits_and_one_of_another_does_not(
    postgres_engine: Engine,
) -> None:
    sessions = make_sessions(postgres_engine)
    with sessions() as first, sessions() as second:
        await_turn(first, "shop")
        second.execute(text("SET LOCAL lock_timeout = '50ms'"))
        await_turn(second, "platform")
        with pytest.raises(BusyDatabaseError, match="busy with another change"):
            await_turn(second, "shop")


def test_a_turn_ends_with_its_transaction(postgres_engine: Engine) -> None:
    sessions = make_sessions(postgres_engine)
    with sessions() as first, sessions() as second:
        await_turn(first, "shop")
        first.commit()
        second.execute(text("SET LOCAL lock_timeout = '50ms'"))
        await_turn(second, "shop")


def test_turns_are_for_postgresql_alone(sqlite_engine: Engine) -> None:
    """SQLite has one writer for everything already."""
    with make_sessions(sqlite_engine).begin() as session:
        await_turn(session, "shop")
