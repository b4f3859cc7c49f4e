"""What every review saw of every release, from which inputs, and what came true."""

from sqlalchemy import (
    Column,
    Date,
    Float,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    UniqueConstraint,
)

from store.columns import BigId, UtcTime
from store.tables.metadata import metadata

# One row a release and data version; its columns are the fields of `planner.snapshot.Snapshot`.
# `inputs_hash` may point at inputs that were thinned out: the numbers outlive them.
forecast = Table(
    "forecast",
    metadata,
    Column("id", BigId, primary_key=True),
    Column("release_id", String, nullable=False),
    Column("name", String, nullable=False),
    Column("taken_at", UtcTime, nullable=False),
    Column("data_version", String, nullable=False),
    Column("state", String(8), nullable=False),
    Column("p5", Date),
    Column("p15", Date),
    Column("p50", Date),
    Column("p70", Date),
    Column("p85", Date),
    Column("p95", Date),
    Column("due_on", Date),
    Column("likelihood_due", Float(53)),
    Column("health", String(9)),
    Column("open_items", Integer, nullable=False),
    Column("done_items", Integer, nullable=False),
    Column("shipped_on", Date),
    Column("reason", String),
    Column("seed", BigId, nullable=False),
    Column("inputs_hash", String, nullable=False),
    UniqueConstraint("release_id", "data_version"),
    Index(None, "release_id", "taken_at"),
    Index(None, "data_version"),
)

# `packed` is written and read by `store.packing`.
forecast_input = Table(
    "forecast_input",
    metadata,
    Column("inputs_hash", String, primary_key=True),
    Column("kept_at", UtcTime, nullable=False),
    Column("packed", LargeBinary, nullable=False),
)

# What would have been told of a release halfway, had anybody asked: `planner.rehearsal`.
rehearsal = Table(
    "rehearsal",
    metadata,
    Column("release_id", String, primary_key=True),
    Column("told_at", UtcTime, nullable=False),
    Column("p5", Date),
    Column("p15", Date),
    Column("p50", Date),
    Column("p70", Date),
    Column("p85", Date),
    Column("p95", Date),
    Column("shipped_on", Date, nullable=False),
)

# `shipped_on` NULL: it is out, and its tracker does not say since when.
forecast_outcome = Table(
    "forecast_outcome",
    metadata,
    Column("release_id", String, primary_key=True),
    Column("shipped_on", Date),
    Column("settled_at", UtcTime, nullable=False),
)
