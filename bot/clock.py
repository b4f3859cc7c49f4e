"""The one place that knows what time it is."""

from datetime import UTC, datetime


def now() -> datetime:
    """Give the present, aware, in UTC."""
    return datetime.now(UTC)  # noqa: TID251  everyone else is told the time
