"""What people said of a release, and who changed what."""

from sqlalchemy import JSON, Column, Date, Index, Integer, String, Table, Text

from store.columns import BigId, UtcTime
from store.tables.metadata import metadata

release_plan = Table(
    "release_plan",
    metadata,
    Column("release_id", String, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("owner", String),
    Column("adopted_at", UtcTime),
    Column("tier", Integer, nullable=False, server_default="2"),
    Column("goal", Text),
    Column("own_on", Date),
    Column("launch_on", Date),
    Column("window_first", Date),
    Column("window_last", Date),
    Column("codename", String),
    Column("from_file", JSON(none_as_null=True)),
)

# The days that were promised, each from when it was; NULL: taken back, the tracker's counts again.
# `said_by` is a Slack id, NULL for what the settings file says.
commitment = Table(
    "commitment",
    metadata,
    Column("release_id", String, primary_key=True),
    Column("at", UtcTime, primary_key=True),
    Column("committed_on", Date),
    Column("said_by", String),
    sqlite_with_rowid=False,
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
