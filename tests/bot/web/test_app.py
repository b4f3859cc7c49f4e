"""The web application."""

import httpx
import pytest

from bot.answering import Answerer
from bot.people.office import People
from bot.slack.app import drain, make_slack_app
from bot.web.app import make_web_app
from tests.bot.slack.local_slack import BOT_TOKEN, SECRET, LocalSlack
from tests.bot.web.serving import serving


def test_alive_is_not_ready() -> None:
    with serving(make_web_app({"database": lambda: True, "slack": lambda: False})) as address:
        assert httpx.get(f"{address}/healthz").text == "ok"
        ready = httpx.get(f"{address}/readyz")
    assert ready.status_code == 503
    assert ready.json() == {"ready": False, "checks": {"database": True, "slack": False}}


def test_ready_is_when_every_check_is() -> None:
    with serving(make_web_app({"database": lambda: True})) as address:
        assert httpx.get(f"{address}/readyz").status_code == 200


def test_without_slack_there_is_no_door_for_it() -> None:
    with serving(make_web_app({})) as address:
        assert httpx.post(f"{address}/slack/events").status_code == 404


@pytest.mark.parametrize(
    ("body", "timestamp", "status"),
    [
        (b"x=1", None, 401),
        (b"x=1", "soon", 401),
        (b"x=1", "1", 401),
        (b"\xff\xfe", "1", 400),
        (b"x" * (1 << 20) + b"x", "1", 413),
    ],
)
def test_what_slack_never_sends_is_refused(
    answerer: Answerer, people: People, body: bytes, timestamp: str | None, status: int
) -> None:
    with LocalSlack() as slack:
        app = make_slack_app(
            answerer, people, bot_token=BOT_TOKEN, signing_secret=SECRET, base_url=slack.base_url
        )
        headers = {} if timestamp is None else {"x-slack-request-timestamp": timestamp}
        with serving(make_web_app({}, app)) as address:
            got = httpx.post(f"{address}/slack/events", content=body, headers=headers)
            assert httpx.get(f"{address}/slack/events").status_code == 405
        drain(app)
    assert got.status_code == status
