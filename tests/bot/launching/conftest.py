"""A local Slack."""

from collections.abc import Iterator

import pytest

from tests.bot.slack.local_slack import LocalSlack


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as local:
        yield local
