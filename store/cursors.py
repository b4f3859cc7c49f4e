"""How far each source has been read."""

from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_or_replace
from store.tables import sync_cursor


@dataclass(frozen=True, slots=True)
class Cursor:
    """Everything changed before `at`, the tracker's own time, is stored.

    `fingerprint` stands for the query, fields and mapping under which it was read. A census was
    last taken at `census_at`, and a longer look back at `trailing_at`, by our own time.
    """

    at: datetime
    fingerprint: str
    census_at: datetime | None = None
    trailing_at: datetime | None = None


def load_cursor(session: Session, source_id: int) -> Cursor | None:
    """Give how far a source is read; None where no walk has ended yet."""
    row = session.execute(
        select(sync_cursor).where(sync_cursor.c.source_id == source_id)
    ).one_or_none()
    return Cursor(row.at, row.fingerprint, row.census_at, row.trailing_at) if row else None


def advance_cursor(session: Session, source_id: int, cursor: Cursor) -> None:
    """Note how far a source is read; only to be called in the commit that ends a whole walk."""
    statement = insert_or_replace(insert_into(session, sync_cursor), ["source_id"])
    session.execute(statement, [{"source_id": source_id, **asdict(cursor)}])
