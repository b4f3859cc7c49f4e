"""Columns that many tables share: whose row it is."""

from sqlalchemy import Column, ForeignKey

from store.columns import BigId


def source_column() -> Column[int]:
    return Column("source_id", ForeignKey("source.id", ondelete="CASCADE"), nullable=False)


def source_key_column() -> Column[int]:
    """Give the source as the first part of a primary key."""
    return Column("source_id", ForeignKey("source.id", ondelete="CASCADE"), primary_key=True)


def issue_key_column() -> Column[int]:
    """Give the issue as the first part of a child's primary key."""
    return Column(
        "issue_id",
        BigId,
        ForeignKey("issue.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    )
