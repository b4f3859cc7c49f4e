"""Migrations: the same schema as the tables say, and only once."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

from store.engine import make_engine, upgrade
from store.errors import UnusableDatabaseError
from store.tables import metadata


def test_the_migrations_build_what_the_tables_say(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []


def test_upgrading_again_changes_nothing(engine: Engine) -> None:
    before = inspect(engine).get_table_names()
    upgrade(engine)
    assert inspect(engine).get_table_names() == before


def _upgrade_at_once(url: str) -> None:
    starters = 4
    together = Barrier(starters)

    def start() -> None:
        engine = make_engine(url)
        together.wait()
        upgrade(engine)
        engine.dispose()

    with ThreadPoolExecutor(starters) as pool:
        for started in [pool.submit(start) for _ in range(starters)]:
            started.result()


def test_several_processes_may_start_at_once_on_postgresql(postgres_url: str) -> None:
    _upgrade_at_once(postgres_url)


def test_several_processes_may_start_at_once_on_sqlite(sqlite_path: Path) -> None:
    _upgrade_at_once(str(sqlite_path))


def test_a_database_of_a_newer_version_is_refused(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(UnusableDatabaseError, match="install the newest version"):
        upgrade(engine)
