"""Issues as they are now, and what hangs on them today: labels and links."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from store.columns import BigId, UtcTime
from store.tables.keys import issue_key_column, source_column
from store.tables.metadata import metadata

# `parent` is an ext_id, like a dependency's end: the order of arrival does not matter.
issue = Table(
    "issue",
    metadata,
    Column("id", BigId, primary_key=True),
    source_column(),
    Column("ext_id", String, nullable=False),
    Column("key", String, nullable=False),
    Column("title", Text, nullable=False),
    Column("url", Text),
    Column("type", String, nullable=False),
    Column("status", String, nullable=False),
    Column("category", String(8), nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("updated_at", UtcTime),
    Column("started_at", UtcTime),
    Column("resolved_at", UtcTime),
    Column("gone_at", UtcTime),
    Column("team_id", BigId, ForeignKey("team.id"), nullable=False),
    Column("project", String),
    Column("points", Float(53)),
    Column("votes", Integer),
    Column("priority", String),
    Column("rank", String),
    Column("severity", String),
    Column("due_on", Date),
    Column("assignee", String),
    Column("parent", String),
    Column("is_container", Boolean, nullable=False),
    Column("is_subtask", Boolean, nullable=False),
    Column("restricted", Boolean, nullable=False),
    Column("content_hash", String(32), nullable=False),
    UniqueConstraint("source_id", "ext_id"),
    Index(None, "key"),
)

label = Table(
    "label",
    metadata,
    Column("id", BigId, primary_key=True),
    source_column(),
    Column("name", String, nullable=False),
    UniqueConstraint("source_id", "name"),
)

issue_label = Table(
    "issue_label",
    metadata,
    issue_key_column(),
    Column(
        "label_id",
        BigId,
        ForeignKey("label.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Index(None, "label_id"),
    sqlite_with_rowid=False,
)

# Kept by ext_id: the blocked issue may arrive later, or never.
dependency = Table(
    "dependency",
    metadata,
    issue_key_column(),
    Column("blocked", String, primary_key=True),
    sqlite_with_rowid=False,
)
