"""What was spoken of in a conversation, so that the next question need not name it again."""

from sqlalchemy import Column, Index, String, Table

from store.columns import UtcTime
from store.tables.metadata import metadata

# `thread` is Slack's own name of the thread's first message, empty for a whole conversation.
thread_subject = Table(
    "thread_subject",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("channel", String, primary_key=True),
    Column("thread", String, primary_key=True),
    Column("release_id", String, nullable=False),
    Column("noted_at", UtcTime, nullable=False),
    Index(None, "noted_at"),
)
