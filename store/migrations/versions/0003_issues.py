"""Issues as they are now: issue, label, issue_label, dependency."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only where the key is spelled INTEGER.
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_issue()
    _create_label()
    _create_issue_label()
    _create_dependency()


def _create_issue() -> None:
    op.create_table(
        "issue",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("ext_id", sa.String(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("resolved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("team_id", BIG_ID, nullable=False),
        sa.Column("project", sa.String(), nullable=True),
        sa.Column("points", sa.Float(precision=53), nullable=True),
        sa.Column("priority", sa.String(), nullable=True),
        sa.Column("rank", sa.String(), nullable=True),
        sa.Column("severity", sa.String(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("assignee", sa.String(), nullable=True),
        sa.Column("parent", sa.String(), nullable=True),
        sa.Column("is_container", sa.Boolean(), nullable=False),
        sa.Column("is_subtask", sa.Boolean(), nullable=False),
        sa.Column("restricted", sa.Boolean(), nullable=False),
        sa.Column("content_hash", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_issue_source_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["team_id"], ["team.id"], name=op.f("fk_issue_team_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_issue")),
        sa.UniqueConstraint("source_id", "ext_id", name=op.f("uq_issue_source_id_ext_id")),
    )
    op.create_index(op.f("ix_issue_key"), "issue", ["key"], unique=False)


def _create_label() -> None:
    op.create_table(
        "label",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_label_source_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_label")),
        sa.UniqueConstraint("source_id", "name", name=op.f("uq_label_source_id_name")),
    )


def _create_issue_label() -> None:
    op.create_table(
        "issue_label",
        sa.Column("issue_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("label_id", BIG_ID, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_issue_label_issue_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["label_id"], ["label.id"], name=op.f("fk_issue_label_label_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issue_id", "label_id", name=op.f("pk_issue_label")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_issue_label_label_id"), "issue_label", ["label_id"], unique=False)


def _create_dependency() -> None:
    op.create_table(
        "dependency",
        sa.Column("issue_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("blocked", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_dependency_issue_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issue_id", "blocked", name=op.f("pk_dependency")),
        sqlite_with_rowid=False,
    )
