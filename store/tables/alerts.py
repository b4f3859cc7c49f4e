"""Which releases an alert told of, and how they stood: the next one is compared with that."""

from sqlalchemy import Column, ForeignKey, String, Table

from store.columns import BigId, UtcTime
from store.tables.metadata import metadata

alert_line = Table(
    "alert_line",
    metadata,
    Column(
        "post_id",
        BigId,
        ForeignKey("post.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("release_id", String, primary_key=True),
    Column("taken_at", UtcTime, nullable=False),
)
