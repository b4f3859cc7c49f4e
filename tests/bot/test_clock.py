"""The one clock."""

from datetime import UTC, timedelta

from bot.clock import now


def test_now_is_aware_and_in_utc() -> None:
    assert now().tzinfo is UTC
    assert now() - now() < timedelta(seconds=1)
