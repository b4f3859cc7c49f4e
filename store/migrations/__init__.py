"""Alembic's environment and the migrations, carried in the wheel."""
