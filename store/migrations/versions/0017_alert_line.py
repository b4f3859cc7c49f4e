"""Which releases an alert told of: alert_line."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # as it is in the table post


def upgrade() -> None:
    op.create_table(
        "alert_line",
        sa.Column("post_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("release_id", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["post_id"],
            ["post.id"],
            name=op.f("fk_alert_line_post_id_post"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("post_id", "release_id", name=op.f("pk_alert_line")),
    )
