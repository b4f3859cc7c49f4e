"""Who answers for a release, and who changed what."""

from sqlalchemy import JSON, Column, Index, String, Table

from store.columns import BigId, UtcTime
from store.tables.metadata import metadata

release_plan = Table(
    "release_plan",
    metadata,
    Column("release_id", String, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("owner", String, nullable=False),
    Column("adopted_at", UtcTime, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("workspace", String, nullable=False),
    Column("actor", String, nullable=False),
    Column("action", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("before", JSON(none_as_null=True)),
    Column("after", JSON(none_as_null=True)),
    Index(None, "subject"),
)
