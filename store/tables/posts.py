"""The outbox: what is to be said unasked, and what became of it."""

from sqlalchemy import JSON, Column, Index, Integer, String, Table, Text, UniqueConstraint

from store.columns import BigId, UtcTime
from store.tables.metadata import metadata

# `subscription_id` and `release_id` point at nothing by force: what was said outlives both.
# `lease_until` is when a claim is over, `ts` Slack's own name of the message, kept as text.
# `asked_by` is the person who asked for it, where one did. `edits` is the `ts` of the message that
# its last sending changes, `thread` of the one that it answers: NULL, and it is a new message.
post = Table(
    "post",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("dedupe_key", String, nullable=False),
    Column("workspace", String, nullable=False),
    Column("channel", String, nullable=False),
    Column("kind", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("blocks", JSON, nullable=False),
    Column("not_before", UtcTime, nullable=False),
    Column("expires_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("subscription_id", Integer),
    Column("release_id", String),
    Column("asked_by", String),
    Column("edits", String),
    Column("thread", String),
    Column("state", String(9), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("claimed_at", UtcTime),
    Column("lease_until", UtcTime),
    Column("sent_at", UtcTime),
    Column("ts", String),
    Column("error", Text),
    UniqueConstraint("dedupe_key"),
    Index(None, "state", "not_before"),
)
