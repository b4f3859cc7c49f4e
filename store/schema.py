"""Bring a database to the newest schema, whoever else is doing so right now."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, text

from store.errors import UnusableDatabaseError
from store.sqlite import READING

_MIGRATIONS = Path(__file__).parent / "migrations"
_LOCK = 0x5348_4950  # any number that no other program locks in this database


def upgrade(engine: Engine) -> None:
    """Run the migrations that this database has not seen; several processes may start at once."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    newest = ScriptDirectory.from_config(config).get_current_head()
    if _revision(engine) == newest:
        return  # without a lock: a question must not wait for a sync
    with engine.begin() as connection:
        _wait_for_others(connection)
        config.attributes["connection"] = connection
        _migrate(config)


def _revision(engine: Engine) -> str | None:
    with engine.connect().execution_options(**{READING: True}) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def _wait_for_others(connection: Connection) -> None:
    # SQLite: the transaction began with the write lock. PostgreSQL: released at commit.
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})


def _migrate(config: Config) -> None:
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise UnusableDatabaseError(
            f"The database was written by another version of Shipcast ({error}); "
            "install the newest version"
        ) from error
