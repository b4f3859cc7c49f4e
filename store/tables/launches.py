"""Around launches: who was asked for an answer and what it was, and what was said once for all."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table, Text

from store.columns import BigId, UtcTime
from store.tables.metadata import metadata

# A ping that somebody has to answer, by its post. `next_at` is when it is asked again; `by`, `at`
# and `reason` are of the last answer, of which there were so many `answers`.
ping_request = Table(
    "ping_request",
    metadata,
    Column(
        "post_id",
        BigId,
        ForeignKey("post.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("workspace", String, nullable=False),
    Column("release_id", String, nullable=False),
    Column("function", String, nullable=False),
    Column("stage", String, nullable=False),
    Column("state", String(9), nullable=False, index=True),
    Column("next_at", UtcTime, nullable=False),
    Column("reminders", Integer, nullable=False),
    Column("answers", Integer, nullable=False),
    Column("by", String),
    Column("at", UtcTime),
    Column("reason", Text),
)

# What was said of a release once and need not be said again, such as `name` with that name.
launch_told = Table(
    "launch_told",
    metadata,
    Column("release_id", String, primary_key=True),
    Column("about", String, primary_key=True),
    Column("told", Text, nullable=False),
    Column("at", UtcTime, nullable=False),
    sqlite_with_rowid=False,
)
