"""What webhooks hinted at: deliveries that were heard, and issues that are to be read again.

`source` is a name: a tracker may call before it was ever read.
"""

from sqlalchemy import Column, Index, String, Table

from store.columns import UtcTime
from store.tables.metadata import metadata

webhook_delivery = Table(
    "webhook_delivery",
    metadata,
    Column("source", String, primary_key=True),
    Column("key", String, primary_key=True),
    Column("received_at", UtcTime, nullable=False),
    Index(None, "received_at"),
)

dirty_issue = Table(
    "dirty_issue",
    metadata,
    Column("source", String, primary_key=True),
    Column("ext_id", String, primary_key=True),
    Column("marked_at", UtcTime, nullable=False),
)
