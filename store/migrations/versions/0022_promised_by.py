"""Who promised a day, and what the settings file said last: commitment, release_plan."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("commitment", sa.Column("said_by", sa.String(), nullable=True))
    op.add_column("release_plan", sa.Column("from_file", sa.JSON(none_as_null=True), nullable=True))
