"""A local Slack, and the app in front of it by either transport."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass

import pytest

from bot.answering import Answerer
from bot.people.office import People
from bot.slack.app import drain, make_slack_app
from bot.slack.socket import connect_socket
from bot.web.app import make_web_app
from tests.bot.slack.local_slack import APP_TOKEN, BOT_TOKEN, SECRET, SOCKET, LocalSlack
from tests.bot.web.serving import serving


@dataclass(frozen=True, slots=True)
class Door:
    """The app behind one transport: `via` is where this Slack sends what people do."""

    slack: LocalSlack
    via: str


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as local:
        yield local


@contextmanager
def by_socket(slack: LocalSlack, answerer: Answerer, people: People) -> Iterator[Door]:
    app = make_slack_app(
        answerer, people, bot_token=BOT_TOKEN, signing_secret=None, base_url=slack.base_url
    )
    with ExitStack() as stack:
        stack.callback(drain, app)
        connection = connect_socket(app, app_token=APP_TOKEN, base_url=slack.base_url)
        stack.callback(connection.close)
        yield Door(slack, SOCKET)


@contextmanager
def by_http(slack: LocalSlack, answerer: Answerer, people: People) -> Iterator[Door]:
    app = make_slack_app(
        answerer, people, bot_token=BOT_TOKEN, signing_secret=SECRET, base_url=slack.base_url
    )
    with serving(make_web_app({}, app)) as address:
        yield Door(slack, f"{address}/slack/events")
    drain(app)


@pytest.fixture(params=[by_socket, by_http])
def door(
    request: pytest.FixtureRequest, slack: LocalSlack, answerer: Answerer, people: People
) -> Iterator[Door]:
    with request.param(slack, answerer, people) as open_door:
        yield open_door


@pytest.fixture
def http_door(slack: LocalSlack, answerer: Answerer, people: People) -> Iterator[Door]:
    with by_http(slack, answerer, people) as open_door:
        yield open_door
