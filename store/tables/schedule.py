"""What people set up in Slack, when the schedule last looked at it, and what is switched."""

from sqlalchemy import JSON, Boolean, Column, Integer, String, Table, Text, Time

from store.columns import UtcTime
from store.tables.metadata import metadata

# `release_id` NULL means all releases. An id is never given twice: posts remember it.
# `is_private` is what the channel was when somebody last said that it shall be told.
subscription = Table(
    "subscription",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("creator", String, nullable=False),
    Column("release_id", String),
    Column("kind", String(16), nullable=False),
    Column("days", JSON, nullable=False),
    Column("at", Time, nullable=False),
    Column("zone", String, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Column("paused_reason", Text),
    Column("is_private", Boolean),
    sqlite_autoincrement=True,
)

tick = Table(
    "tick",
    metadata,
    Column("name", String, primary_key=True),
    Column("last_tick_at", UtcTime, nullable=False),
)

switch = Table(
    "switch",
    metadata,
    Column("name", String, primary_key=True),
    Column("is_on", Boolean, nullable=False),
    Column("actor", String, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
)
