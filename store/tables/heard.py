"""What Slack told us of itself, once or several times."""

from sqlalchemy import Column, Index, String, Table

from store.columns import UtcTime
from store.tables.metadata import metadata

heard_event = Table(
    "heard_event",
    metadata,
    Column("event_id", String, primary_key=True),
    Column("heard_at", UtcTime, nullable=False),
    Column("settled_at", UtcTime),
    Index(None, "heard_at"),
)
