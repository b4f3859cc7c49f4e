"""Where the card of each subscription stands, and what it says there."""

from sqlalchemy import Column, ForeignKey, Integer, String, Table

from store.columns import UtcTime
from store.tables.metadata import metadata

# `channel` is where it was really posted: while rehearsing that is another one. `ts` is NULL where
# its message is gone, `says` a hash of its words without the age of the data. A card that had to
# be posted anew is not posted anew again before `anew_at`.
card = Table(
    "card",
    metadata,
    Column(
        "subscription_id",
        Integer,
        ForeignKey("subscription.id", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("channel", String, primary_key=True),
    Column("ts", String),
    Column("says", String),
    Column("edited_at", UtcTime, nullable=False),
    Column("anew_at", UtcTime),
)
