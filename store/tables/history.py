"""What happened to issues, and what was therefore true of them at any moment.

Events are the tracker's own words; spans are derived from them when an issue is written, so that
scope and done at a date is one query. A span's `end_at` is NULL while it holds.
"""

from sqlalchemy import Column, Float, ForeignKey, Index, Integer, String, Table, Text

from store.columns import BigId, UtcTime
from store.tables.keys import issue_key_column
from store.tables.metadata import metadata

# `position` is the tracker's order: several events can share one timestamp.
field_event = Table(
    "field_event",
    metadata,
    issue_key_column(),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("field", String(16), nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("before_category", String(8)),
    Column("after_category", String(8)),
    Index(None, "field", "at"),
    sqlite_with_rowid=False,
)

status_span = Table(
    "status_span",
    metadata,
    issue_key_column(),
    Column("start_at", UtcTime, primary_key=True),
    Column("end_at", UtcTime),
    Column("category", String(8), nullable=False),
    sqlite_with_rowid=False,
)

estimate_span = Table(
    "estimate_span",
    metadata,
    issue_key_column(),
    Column("start_at", UtcTime, primary_key=True),
    Column("end_at", UtcTime),
    Column("points", Float(53), nullable=False),
    sqlite_with_rowid=False,
)

membership = Table(
    "membership",
    metadata,
    issue_key_column(),
    Column("release_id", BigId, ForeignKey("release.id"), primary_key=True, autoincrement=False),
    Column("start_at", UtcTime, primary_key=True),
    Column("end_at", UtcTime),
    Index(None, "release_id"),
    sqlite_with_rowid=False,
)

sprint_membership = Table(
    "sprint_membership",
    metadata,
    issue_key_column(),
    Column("sprint_id", BigId, ForeignKey("sprint.id"), primary_key=True, autoincrement=False),
    Column("start_at", UtcTime, primary_key=True),
    Column("end_at", UtcTime),
    Index(None, "sprint_id"),
    sqlite_with_rowid=False,
)
