"""A local Slack, a PostgreSQL, and chance that can be told again."""

import random
from collections.abc import Iterator

import pytest

from tests.bot.slack.local_slack import LocalSlack
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

SEED = 20261122


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as local:
        local.rooms.is_everywhere = True
        yield local


@pytest.fixture
def chance() -> random.Random:
    return random.Random(SEED)  # noqa: S311 - chaos, not secrets
