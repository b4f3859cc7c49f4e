"""A local Slack, a PostgreSQL, and chance that can be told again."""

import random

import pytest

from tests.bot.delivery.conftest import slack
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url", "slack"]

SEED = 20261122


@pytest.fixture
def chance() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - chaos, not secrets
