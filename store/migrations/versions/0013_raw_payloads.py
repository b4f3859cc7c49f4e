"""What trackers sent, walks that were broken off, and more of each run: raw_payload and others."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _create_raw_payload()
    _create_walks()
    # Of older runs nobody knows; both moments count as long ago.
    op.add_column("sync_run", sa.Column("fetched", sa.Integer(), nullable=True))
    op.add_column("sync_run", sa.Column("errors", sa.Integer(), nullable=True))
    op.add_column("sync_cursor", sa.Column("census_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column(
        "sync_cursor", sa.Column("trailing_at", sa.DateTime(timezone=True), nullable=True)
    )


def _create_raw_payload() -> None:
    op.create_table(
        "raw_payload",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ext_id", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_raw_payload_source_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source_id", "kind", "ext_id", name=op.f("pk_raw_payload")),
    )


def _create_walks() -> None:
    op.create_table(
        "sync_walk",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("fingerprint", sa.String(), nullable=False),
        sa.Column("began_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_sync_walk_source_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_sync_walk")),
    )
    op.create_table(
        "walked_issue",
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("ext_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_walked_issue_source_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("source_id", "ext_id", name=op.f("pk_walked_issue")),
        sqlite_with_rowid=False,
    )
