"""What happened: field_event and the spans derived from it."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only where the key is spelled INTEGER.
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_field_event()
    _create_status_span()
    _create_estimate_span()
    _create_membership()
    _create_sprint_membership()


def _create_field_event() -> None:
    op.create_table(
        "field_event",
        sa.Column("issue_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("field", sa.String(length=16), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("before_category", sa.String(length=8), nullable=True),
        sa.Column("after_category", sa.String(length=8), nullable=True),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_field_event_issue_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issue_id", "position", name=op.f("pk_field_event")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_field_event_field_at"), "field_event", ["field", "at"], unique=False)


def _create_status_span() -> None:
    op.create_table(
        "status_span",
        sa.Column("issue_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("end_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("category", sa.String(length=8), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_status_span_issue_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issue_id", "start_at", name=op.f("pk_status_span")),
        sqlite_with_rowid=False,
    )


def _create_estimate_span() -> None:
    op.create_table(
        "estimate_span",
        sa.Column("issue_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("end_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("points", sa.Float(precision=53), nullable=False),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_estimate_span_issue_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("issue_id", "start_at", name=op.f("pk_estimate_span")),
        sqlite_with_rowid=False,
    )


def _create_membership() -> None:
    op.create_table(
        "membership",
        sa.Column("issue_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("release_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("end_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["issue_id"], ["issue.id"], name=op.f("fk_membership_issue_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["release_id"], ["release.id"], name=op.f("fk_membership_release_id")
        ),
        sa.PrimaryKeyConstraint("issue_id", "release_id", "start_at", name=op.f("pk_membership")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_membership_release_id"), "membership", ["release_id"], unique=False)


def _create_sprint_membership() -> None:
    op.create_table(
        "sprint_membership",
        sa.Column("issue_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("sprint_id", BIG_ID, autoincrement=False, nullable=False),
        sa.Column("start_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("end_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["issue_id"],
            ["issue.id"],
            name=op.f("fk_sprint_membership_issue_id"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sprint_id"], ["sprint.id"], name=op.f("fk_sprint_membership_sprint_id")
        ),
        sa.PrimaryKeyConstraint(
            "issue_id", "sprint_id", "start_at", name=op.f("pk_sprint_membership")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_sprint_membership_sprint_id"), "sprint_membership", ["sprint_id"], unique=False
    )
