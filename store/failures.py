"""A driver's complaint about the database itself, said in a sentence with a way out."""

import sqlite3

import psycopg
from sqlalchemy import Engine, event
from sqlalchemy.engine import ExceptionContext

from store.errors import BusyDatabaseError, StoreError, UnusableDatabaseError

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_PRIMARY_CODE = 0xFF  # SQLite's extended codes carry the primary one in their low byte

# SQLSTATE classes: two transactions in each other's way (a deadlock), an object in use.
_CONFLICTS = ("40", "55")

_SQLITE_REASONS = {
    sqlite3.SQLITE_NOTADB: "is not a SQLite database; name another file, or move this one away",
    sqlite3.SQLITE_CORRUPT: "is damaged; restore a backup, or remove it and sync again",
    sqlite3.SQLITE_CANTOPEN: "cannot be opened; check that its folder exists and can be written",
    sqlite3.SQLITE_READONLY: "cannot be written; check the permissions of the file and its folder",
    sqlite3.SQLITE_PERM: "may not be opened; check the permissions of the file and its folder",
    sqlite3.SQLITE_FULL: "cannot grow: the disk is full; free some space and try again",
    sqlite3.SQLITE_IOERR: "cannot be read or written; check the disk that it is on",
}


def explain_failures(engine: Engine) -> None:
    """Raise a `StoreError` where the database is the trouble; a wrong statement stays as it is."""
    name = engine.url.database or "The database"
    address = engine.url.render_as_string(hide_password=True)

    def explain(context: ExceptionContext) -> None:
        cause = context.original_exception
        told = None
        if isinstance(cause, sqlite3.Error):
            told = _sqlite_failure(cause, name)
        elif isinstance(cause, psycopg.OperationalError):
            told = _postgresql_failure(cause, address)
        if told is not None:
            raise told from cause

    event.listen(engine, "handle_error", explain)


def _sqlite_failure(cause: sqlite3.Error, name: str) -> StoreError | None:
    code = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_OK) & _PRIMARY_CODE
    if code in _BUSY:
        return BusyDatabaseError(
            f"{name} is locked by another process; wait for it to finish, or stop it"
        )
    reason = _SQLITE_REASONS.get(code)
    return UnusableDatabaseError(f"{name} {reason}") if reason else None


def _postgresql_failure(cause: psycopg.OperationalError, name: str) -> StoreError:
    reason = str(cause).strip().partition("\n")[0]
    if (cause.sqlstate or "").startswith(_CONFLICTS):
        return BusyDatabaseError(f"{name} is busy with another change ({reason}); try again")
    return BusyDatabaseError(
        f"{name} cannot be reached ({reason}); check that the server runs and the address is right"
    )
