"""What holds issues and is none, who waits for them, and votes: container, need, issue, release."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

_big_id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_container()
    _create_issue_container()
    _create_need()
    op.add_column("issue", sa.Column("votes", sa.Integer(), nullable=True))
    op.add_column("release", sa.Column("url", sa.Text(), nullable=True))
    op.add_column("release", sa.Column("project", sa.String(), nullable=True))


def _create_container() -> None:
    op.create_table(
        "container",
        sa.Column("id", _big_id, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("ext_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("parents", sa.JSON(), nullable=False),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_placeholder", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_container_source_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_container")),
        sa.UniqueConstraint("source_id", "ext_id", name=op.f("uq_container_source_id_ext_id")),
    )


def _create_issue_container() -> None:
    op.create_table(
        "issue_container",
        sa.Column("issue_id", _big_id, autoincrement=False, nullable=False),
        sa.Column("container_id", _big_id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["container_id"],
            ["container.id"],
            name=op.f("fk_issue_container_container_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["issue.id"],
            name=op.f("fk_issue_container_issue_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("issue_id", "container_id", name=op.f("pk_issue_container")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_issue_container_container_id"), "issue_container", ["container_id"])


def _create_need() -> None:
    op.create_table(
        "need",
        sa.Column("issue_id", _big_id, autoincrement=False, nullable=False),
        sa.Column("ext_id", sa.String(), nullable=False),
        sa.Column("customer", sa.String(), nullable=False),
        sa.Column("is_important", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["issue.id"],
            name=op.f("fk_need_issue_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("issue_id", "ext_id", name=op.f("pk_need")),
        sqlite_with_rowid=False,
    )
