"""Release notes as somebody edited them."""

from sqlalchemy import JSON, Column, String, Table

from store.columns import UtcTime
from store.tables.metadata import metadata

# `sections` maps the name of a section to its text; one that was not edited is not there.
release_notes = Table(
    "release_notes",
    metadata,
    Column("release_id", String, primary_key=True),
    Column("workspace", String, nullable=False),
    Column("sections", JSON, nullable=False),
    Column("edited_by", String, nullable=False),
    Column("edited_at", UtcTime, nullable=False),
)
