"""What a database says of its sources, whatever rows its things happen to stand in."""

from typing import Any

from sqlalchemy import Column, select
from sqlalchemy.orm import Session, sessionmaker

from store.tables import metadata

# What a sync notes of itself, and when; all else has to be the same however it came there.
_NOTES = {
    "source": {"last_success_at", "revision"},
    "sync_cursor": {"at", "census_at", "trailing_at"},
    "raw_payload": {"fetched_at"},
}
_NAMES = ("ext_id", "name")  # what a thing is called in its source
_LEFT_OUT = {"sync_run"}


def take_truth(sessions: sessionmaker[Session]) -> dict[str, list[str]]:
    """Give the rows of each table as sorted texts, with what they point at by its own name."""
    truth = {}
    with sessions() as session:
        known: dict[str, dict[int, str]] = {}
        for table in metadata.sorted_tables:
            if table.name in _LEFT_OUT:
                continue
            columns = [c for c in table.columns if c.name not in _NOTES.get(table.name, ())]
            rows = session.execute(select(*columns)).all()
            told = [_told(columns, row, known) for row in rows]
            if "id" in table.c:
                at = next((n for n in _NAMES if n in table.c), None)
                names = [getattr(row, at) if at else "" for row in rows]
                known[table.name] = dict(zip((row.id for row in rows), names, strict=True))
            truth[table.name] = sorted(told)
    return truth


def _told(columns: list[Column[Any]], row: Any, known: dict[str, dict[int, str]]) -> str:
    cells = []
    for column, value in zip(columns, row, strict=True):
        if column.name == "id":
            continue
        target = next((key.column.table.name for key in column.foreign_keys), None)
        cells.append(value if target is None or value is None else known[target][value])
    return repr(cells)
