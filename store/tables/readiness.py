"""What people said on the way to a launch: of gates, in votes, and who stands in for whom.

Words and votes are only ever added: the last one before a moment is what held then.
"""

from sqlalchemy import Column, Date, String, Table, Text

from store.columns import UtcTime
from store.tables.metadata import metadata

readiness_item = Table(
    "readiness_item",
    metadata,
    Column("release_id", String, primary_key=True),
    Column("gate", String, primary_key=True),
    Column("at", UtcTime, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("person", String, nullable=False),
    Column("word", String(8), nullable=False),
    Column("evidence", Text),
    Column("reason", Text),
    sqlite_with_rowid=False,
)

sign_off = Table(
    "sign_off",
    metadata,
    Column("release_id", String, primary_key=True),
    Column("function", String, primary_key=True),
    Column("at", UtcTime, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("person", String, nullable=False),
    Column("verdict", String(8), nullable=False),
    Column("evidence", Text),
    Column("reason", Text),
    sqlite_with_rowid=False,
)

# A person is away once at a time.
delegation = Table(
    "delegation",
    metadata,
    Column("workspace", String, primary_key=True),
    Column("person", String, primary_key=True),
    Column("delegate", String, nullable=False),
    Column("first_on", Date, nullable=False),
    Column("last_on", Date, nullable=False),
    sqlite_with_rowid=False,
)
