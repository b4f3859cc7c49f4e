"""What is read whole at every sync: teams, sprints, releases and the moves of their dates.

A row with `is_placeholder` was only ever named by an issue; its name is the tracker's id.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    Float,
    ForeignKey,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from store.columns import BigId, UtcTime
from store.tables.keys import source_column
from store.tables.metadata import metadata

team = Table(
    "team",
    metadata,
    Column("id", BigId, primary_key=True),
    source_column(),
    Column("ext_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("is_placeholder", Boolean, nullable=False),
    UniqueConstraint("source_id", "ext_id"),
)

sprint = Table(
    "sprint",
    metadata,
    Column("id", BigId, primary_key=True),
    source_column(),
    Column("ext_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("team_id", BigId, ForeignKey("team.id")),
    Column("start_at", UtcTime),
    Column("end_at", UtcTime),
    Column("completed_at", UtcTime),
    Column("committed_points", Float(53)),
    Column("completed_points", Float(53)),
    Column("committed_items", Integer),
    Column("completed_items", Integer),
    Column("is_placeholder", Boolean, nullable=False),
    UniqueConstraint("source_id", "ext_id"),
)

# `gone_at`: a read of all releases no longer had it; its history stays.
release = Table(
    "release",
    metadata,
    Column("id", BigId, primary_key=True),
    source_column(),
    Column("ext_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("created_at", UtcTime),
    Column("started_on", Date),
    Column("due_on", Date),
    Column("released_on", Date),
    Column("is_released", Boolean, nullable=False),
    Column("is_canceled", Boolean, nullable=False),
    Column("url", Text),
    Column("project", String),
    Column("gone_at", UtcTime),
    Column("is_placeholder", Boolean, nullable=False),
    UniqueConstraint("source_id", "ext_id"),
)

# `is_observed`: the tracker keeps no such history; this is when a sync first saw the date.
release_event = Table(
    "release_event",
    metadata,
    Column(
        "release_id",
        BigId,
        ForeignKey("release.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("at", UtcTime, primary_key=True),
    Column("is_observed", Boolean, primary_key=True),
    Column("due_on", Date),
    sqlite_with_rowid=False,
)
