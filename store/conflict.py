"""INSERT … ON CONFLICT in the dialect of the session's database."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Table
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

Insert = postgresql.Insert | sqlite.Insert


def insert_into(session: Session, table: Table) -> Insert:
    """Start an INSERT that can say what happens where the row is already there."""
    if session.get_bind().dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def insert_missing(session: Session, table: Table, keys: Sequence[str]) -> Insert:
    """Insert rows that are not there yet and leave the others alone."""
    return insert_into(session, table).on_conflict_do_nothing(index_elements=list(keys))


def insert_or_replace(
    statement: Insert, keys: Sequence[str], where: ColumnElement[bool] | None = None
) -> Insert:
    """Insert rows, overwriting all columns of those that are there (and where it says so)."""
    columns = {
        column.name: column
        for column in statement.excluded
        if column.name not in keys and not column.primary_key
    }
    return statement.on_conflict_do_update(index_elements=list(keys), set_=columns, where=where)
