"""SQLite as a server-like database: settings of a connection, and who may write when."""

from typing import Any

from sqlalchemy import Connection, Engine, event

BUSY_TIMEOUT_MS = 30_000
READING = "shipcast_reading"  # execution option of a connection that only reads

# The timeout comes first: switching to WAL already needs a lock that another process may hold.
_PRAGMAS = (
    f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
    "PRAGMA journal_mode = WAL",
    "PRAGMA synchronous = NORMAL",
    "PRAGMA foreign_keys = ON",
)


def prepare_sqlite(engine: Engine) -> None:
    """Make every connection of this engine wait for locks, check keys and begin honestly."""
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(dbapi_connection: Any, _record: Any) -> None:
    # The driver's own transactions begin late and end early; `_begin` says what is meant.
    dbapi_connection.isolation_level = None
    for pragma in _PRAGMAS:
        dbapi_connection.execute(pragma)


def _begin(connection: Connection) -> None:
    """Take the write lock at once unless the connection only reads.

    A transaction that reads first and writes later fails at its first write if anybody wrote in
    between, and no timeout helps it. Readers never wait for a writer in WAL.
    """
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")
