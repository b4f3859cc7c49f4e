"""Releases that somebody wrote down, as predicates over stored fields."""

from sqlalchemy import JSON, Column, Integer, String, Table, UniqueConstraint

from store.tables.metadata import metadata

release_definition = Table(
    "release_definition",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("slug", String, nullable=False),
    Column("name", String, nullable=False),
    Column("aliases", JSON, nullable=False),
    Column("predicate", JSON, nullable=False),
    UniqueConstraint("slug"),
)
