"""Which of Slack's events were heard, and answered: heard_event."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "heard_event",
        sa.Column("event_id", sa.String(), nullable=False),
        sa.Column("heard_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("event_id", name=op.f("pk_heard_event")),
    )
    op.create_index(op.f("ix_heard_event_heard_at"), "heard_event", ["heard_at"], unique=False)
