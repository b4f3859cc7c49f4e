"""What holds issues and is none itself (projects, milestones, initiatives), and who waits."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from store.columns import BigId, UtcTime
from store.tables.keys import issue_key_column, source_column
from store.tables.metadata import metadata

# `parents` are ext_ids: the order of arrival does not matter. `gone_at`: a read of all containers
# no longer had it.
container = Table(
    "container",
    metadata,
    Column("id", BigId, primary_key=True),
    source_column(),
    Column("ext_id", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("name", String, nullable=False),
    Column("url", Text),
    Column("parents", JSON, nullable=False),
    Column("gone_at", UtcTime),
    Column("is_placeholder", Boolean, nullable=False),
    UniqueConstraint("source_id", "ext_id"),
)

issue_container = Table(
    "issue_container",
    metadata,
    issue_key_column(),
    Column(
        "container_id",
        BigId,
        ForeignKey("container.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Index(None, "container_id"),
    sqlite_with_rowid=False,
)

need = Table(
    "need",
    metadata,
    issue_key_column(),
    Column("ext_id", String, primary_key=True),
    Column("customer", String, nullable=False),
    Column("is_important", Boolean, nullable=False),
    sqlite_with_rowid=False,
)
