"""Where data came from: sources, how far each is read, and what every run did."""

from sqlalchemy import (
    JSON,
    Column,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from store.columns import BigId, UtcTime
from store.tables.keys import source_column, source_key_column
from store.tables.metadata import metadata

# `revision` counts the changes of a source's rows: what is computed from them is keyed by it.
source = Table(
    "source",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("history", JSON, nullable=False),
    Column("last_success_at", UtcTime),
    Column("revision", BigId, nullable=False),
    UniqueConstraint("name"),
)

# The moments are ours: when a census was last taken, and a longer look back.
sync_cursor = Table(
    "sync_cursor",
    metadata,
    Column("source_id", ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("fingerprint", String, nullable=False),
    Column("census_at", UtcTime),
    Column("trailing_at", UtcTime),
)

# A walk over everything that was begun and not ended, and what it had read when it broke off.
# `began_at` is the tracker's own time.
sync_walk = Table(
    "sync_walk",
    metadata,
    source_key_column(),
    Column("fingerprint", String, nullable=False),
    Column("began_at", UtcTime, nullable=False),
)

walked_issue = Table(
    "walked_issue",
    metadata,
    source_key_column(),
    Column("ext_id", String, primary_key=True),
    sqlite_with_rowid=False,
)

sync_run = Table(
    "sync_run",
    metadata,
    Column("id", BigId, primary_key=True),
    source_column(),
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime),
    Column("scanned", Integer),
    Column("changed", Integer),
    Column("vanished", Integer),
    Column("fetched", Integer),
    Column("errors", Integer),
    Column("warnings", JSON),
    Column("error", Text),
    Index(None, "source_id", "started_at"),
)
