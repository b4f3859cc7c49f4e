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
from store.tables.keys import source_column
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

sync_cursor = Table(
    "sync_cursor",
    metadata,
    Column("source_id", ForeignKey("source.id", ondelete="CASCADE"), primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("fingerprint", String, nullable=False),
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
    Column("warnings", JSON),
    Column("error", Text),
    Index(None, "source_id", "started_at"),
)
