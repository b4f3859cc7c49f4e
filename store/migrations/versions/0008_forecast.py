"""Forecasts and what came true: forecast, forecast_input, forecast_outcome."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

# SQLite numbers rows by itself only where the key is spelled INTEGER.
BIG_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _create_forecast()
    _create_forecast_input()
    _create_forecast_outcome()


def _create_forecast() -> None:
    op.create_table(
        "forecast",
        sa.Column("id", BIG_ID, nullable=False),
        sa.Column("release_id", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("data_version", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=8), nullable=False),
        sa.Column("p5", sa.Date(), nullable=True),
        sa.Column("p15", sa.Date(), nullable=True),
        sa.Column("p50", sa.Date(), nullable=True),
        sa.Column("p70", sa.Date(), nullable=True),
        sa.Column("p85", sa.Date(), nullable=True),
        sa.Column("p95", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("likelihood_due", sa.Float(precision=53), nullable=True),
        sa.Column("health", sa.String(length=9), nullable=True),
        sa.Column("open_items", sa.Integer(), nullable=False),
        sa.Column("done_items", sa.Integer(), nullable=False),
        sa.Column("shipped_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("seed", BIG_ID, nullable=False),
        sa.Column("inputs_hash", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_forecast")),
        sa.UniqueConstraint(
            "release_id", "data_version", name=op.f("uq_forecast_release_id_data_version")
        ),
    )
    for columns in (["release_id", "taken_at"], ["data_version"]):
        name = op.f(f"ix_forecast_{'_'.join(columns)}")
        op.create_index(name, "forecast", columns, unique=False)


def _create_forecast_input() -> None:
    op.create_table(
        "forecast_input",
        sa.Column("inputs_hash", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("packed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("inputs_hash", name=op.f("pk_forecast_input")),
    )


def _create_forecast_outcome() -> None:
    op.create_table(
        "forecast_outcome",
        sa.Column("release_id", sa.String(), nullable=False),
        sa.Column("shipped_on", sa.Date(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("release_id", name=op.f("pk_forecast_outcome")),
    )
