"""People who asked to be erased: what stands for them, and by what they are known again."""

from sqlalchemy import Column, Integer, LargeBinary, String, Table

from store.columns import UtcTime
from store.tables.metadata import metadata

# One row, made with the first person: without it a digest could be looked up in a table of names.
forgetting_key = Table(
    "forgetting_key",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("key", LargeBinary, nullable=False),
)

# A digest a name or id that the trackers have for a person; never the name itself.
forgotten = Table(
    "forgotten",
    metadata,
    Column("digest", String(32), primary_key=True),
    Column("pseudonym", String, nullable=False),
    Column("forgotten_at", UtcTime, nullable=False),
)
