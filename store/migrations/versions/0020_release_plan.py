"""What people say of a release beside who answers for it: release_plan, commitment."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("release_plan") as table:
        table.alter_column("owner", existing_type=sa.String(), nullable=True)
        table.alter_column("adopted_at", existing_type=sa.DateTime(timezone=True), nullable=True)
        table.add_column(sa.Column("tier", sa.Integer(), nullable=False, server_default="2"))
        table.add_column(sa.Column("goal", sa.Text(), nullable=True))
        table.add_column(sa.Column("own_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("launch_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("window_first", sa.Date(), nullable=True))
        table.add_column(sa.Column("window_last", sa.Date(), nullable=True))
        table.add_column(sa.Column("codename", sa.String(), nullable=True))
    op.create_table(
        "commitment",
        sa.Column("release_id", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("committed_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("release_id", "at", name=op.f("pk_commitment")),
        sqlite_with_rowid=False,
    )
