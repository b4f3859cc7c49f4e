"""What trackers sent, as it came: enough to normalise it again without asking."""

from sqlalchemy import Column, LargeBinary, String, Table

from store.columns import UtcTime
from store.tables.keys import source_key_column
from store.tables.metadata import metadata

# `body` is compressed by `store.raw_payloads`. It stands last, so that a look at `fetched_at`
# does not read it.
raw_payload = Table(
    "raw_payload",
    metadata,
    source_key_column(),
    Column("kind", String, primary_key=True),
    Column("ext_id", String, primary_key=True),
    Column("fetched_at", UtcTime, nullable=False),
    Column("body", LargeBinary, nullable=False),
)
