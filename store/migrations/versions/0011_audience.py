"""Who could read a channel when it subscribed, and who asked for a post: subscription, post."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # Neither is known of older rows: they are never taken for private, and nobody is told.
    op.add_column("subscription", sa.Column("is_private", sa.Boolean(), nullable=True))
    op.add_column("post", sa.Column("asked_by", sa.String(), nullable=True))
