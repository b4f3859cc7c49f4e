"""Every row of every table, to see whether a sync changed any."""

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from store.tables import metadata

# What a sync notes about itself, changed or not.
_NOTES = {
    ("sync_run", None),
    ("source", "last_success_at"),
    ("sync_cursor", "census_at"),
    ("sync_cursor", "trailing_at"),
    ("raw_payload", "fetched_at"),  # when the tracker last sent it, noted once a day
}


def take_snapshot(sessions: sessionmaker[Session]) -> dict[str, list[str]]:
    """Give the rows of each table as sorted texts, without a sync's notes about itself."""
    snapshot = {}
    with sessions() as session:
        for table in metadata.sorted_tables:
            if (table.name, None) in _NOTES:
                continue
            columns = [c for c in table.columns if (table.name, c.name) not in _NOTES]
            rows = session.execute(select(*columns))
            snapshot[table.name] = sorted(repr(tuple(row)) for row in rows)
    return snapshot
