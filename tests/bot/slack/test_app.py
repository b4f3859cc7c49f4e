"""What the app refuses, at the start and later."""

import logging

import pytest

from bot.answering import Answerer
from bot.people.office import People
from bot.slack.app import make_slack_app
from bot.slack.errors import SlackSettingsError, SlackUnreachableError
from bot.slack.socket import connect_socket
from tests.bot.slack.conftest import Door
from tests.bot.slack.local_slack import APP_TOKEN, BOT_TOKEN, SECRET, LocalSlack

NOBODY = "http://127.0.0.1:9/api/"


def test_a_wrong_bot_token_is_known_at_the_start(
    slack: LocalSlack, answerer: Answerer, people: People
) -> None:
    with pytest.raises(SlackSettingsError, match="refuses the bot token") as caught:
        make_slack_app(
            answerer, people, bot_token="xoxb-wrong", signing_secret=SECRET, base_url=slack.base_url
        )
    assert "xoxb-wrong" not in str(caught.value)


@pytest.mark.parametrize(
    ("bot_token", "signing_secret", "missing"),
    [(" ", SECRET, "bot token is empty"), (BOT_TOKEN, "", "signing secret is empty")],
)
def test_an_empty_secret_is_refused(
    slack: LocalSlack,
    answerer: Answerer,
    people: People,
    bot_token: str,
    signing_secret: str,
    missing: str,
) -> None:
    with pytest.raises(SlackSettingsError, match=missing):
        make_slack_app(
            answerer,
            people,
            bot_token=bot_token,
            signing_secret=signing_secret,
            base_url=slack.base_url,
        )


def test_a_slack_that_is_not_there_is_worth_another_try(answerer: Answerer, people: People) -> None:
    with pytest.raises(SlackUnreachableError, match="cannot be reached"):
        make_slack_app(answerer, people, bot_token=BOT_TOKEN, signing_secret=None, base_url=NOBODY)


def test_a_wrong_app_token_is_known_at_the_start(
    slack: LocalSlack, answerer: Answerer, people: People
) -> None:
    app = make_slack_app(
        answerer, people, bot_token=BOT_TOKEN, signing_secret=None, base_url=slack.base_url
    )
    with pytest.raises(SlackSettingsError, match="not_allowed_token_type"):
        connect_socket(app, app_token="xoxb-not-an-app", base_url=slack.base_url)
    with pytest.raises(SlackSettingsError, match="app-level token is empty"):
        connect_socket(app, app_token="", base_url=slack.base_url)
    with pytest.raises(SlackUnreachableError):
        connect_socket(app, app_token=APP_TOKEN, base_url=NOBODY)


def test_an_unsigned_a_wrongly_signed_and_a_stale_request_are_refused(http_door: Door) -> None:
    slack, via = http_door.slack, http_door.via
    assert slack.slash("/when", "checkout", via, secret="wrong").status == 401
    assert slack.slash("/when", "checkout", via, age=600).status == 401
    assert slack.slash("/when", "checkout", via, age=-600).status == 401
    assert slack.heard_nothing()


def test_neither_tokens_nor_questions_are_logged(
    slack: LocalSlack, http_door: Door, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        slack.slash("/when", "checkout", http_door.via, secret="wrong")
        slack.answer(slack.slash("/when", "checkout", http_door.via))
        slack.slash("/unknown", "checkout", http_door.via)
    for secret in (BOT_TOKEN, SECRET, "checkout", "/hook/"):
        assert secret not in caplog.text
