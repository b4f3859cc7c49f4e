"""Many new rows into one table, as fast as the driver takes them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from store.columns import UtcTime

Row = tuple[Any, ...]
_LENGTH = len("2026-01-31 12:00:00.000000")  # without the zone, which is always the same


def insert_rows(session: Session, table: Table, names: Sequence[str], rows: Sequence[Row]) -> None:
    """Insert rows whose values stand in the order of `names`; nothing for no rows.

    SQLite gets them as they are, with times as `UtcTime` writes them: SQLAlchemy's care for every
    single value takes three times as long as SQLite itself.
    """
    if not rows:
        return
    if session.get_bind().dialect.name != "sqlite":
        session.execute(insert(table), [dict(zip(names, row, strict=True)) for row in rows])
        return
    marks = ", ".join("?" * len(names))
    columns = ", ".join(f'"{name}"' for name in names)
    statement = f'INSERT INTO "{table.name}" ({columns}) VALUES ({marks})'  # noqa: S608 - our names
    times = [at for at, name in enumerate(names) if isinstance(table.c[name].type, UtcTime)]
    session.connection().exec_driver_sql(statement, _with_times(rows, times))


def _with_times(rows: Sequence[Row], places: Sequence[int]) -> list[Row]:
    """Write the times at these places as text; one moment stands in many rows."""
    texts: dict[datetime | None, str | None] = {None: None}
    written = []
    for row in rows:
        cells = [*row]
        for place in places:
            at = cells[place]
            if at not in texts:
                texts[at] = _text(at)
            cells[place] = texts[at]
        written.append(tuple(cells))
    return written


def _text(at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError(f"{at.isoformat()} has no time zone: the store keeps aware times")
    utc = at if at.tzinfo is UTC else at.astimezone(UTC)
    return utc.isoformat(" ", "microseconds")[:_LENGTH]
