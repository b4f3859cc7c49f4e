"""The Bolt app: verified requests, quick acknowledgements, answers in their own threads."""

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from slack_bolt import App
from slack_bolt.error import BoltError
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.answering import Answerer
from bot.launching.presence import Presence
from bot.people.office import Office, People
from bot.people.reception import Reception
from bot.slack.actions import register_actions
from bot.slack.answerers import Answerers
from bot.slack.client import make_client, who_we_are
from bot.slack.commands import register_commands
from bot.slack.dating import register_dating
from bot.slack.errors import SlackSettingsError, SlackUnreachableError
from bot.slack.form_doors import register_forms
from bot.slack.forms import Forms
from bot.slack.gate import register_gate
from bot.slack.home import HomeDoor, register_home
from bot.slack.launching import register_launching
from bot.slack.leaving import register_leaving
from bot.slack.mentions import register_mentions
from bot.slack.noting import register_noting
from bot.slack.profiles import Profiles
from bot.slack.readers import as_reader
from bot.slack.readying import opens_vote, register_readying
from bot.slack.rooms import Rooms
from bot.slack.sending import Sender
from bot.slack.setting import opens_settings, register_setting
from bot.slack.shortcuts import register_shortcuts
from bot.slack.suggesting import Suggester
from bot.slack.talking import Talker

_ACKNOWLEDGERS = 8


def make_slack_app(
    answerer: Answerer,
    people: People,
    *,
    bot_token: str,
    signing_secret: str | None,
    base_url: str,
) -> App:
    """Make the app that answers commands, mentions, direct messages and its own buttons.

    `signing_secret` is None in Socket Mode, where Slack signs nothing. `base_url` is Slack's Web
    API, or one that stands for it.

    Raises:
        SlackSettingsError: a secret is empty, Slack refuses the bot token, or the token is that
            of another workspace.
        SlackUnreachableError: Slack cannot be asked about the token.
    """
    client = make_client(bot_token, base_url)
    app = _verified_app(client, signing_secret)
    self = who_we_are(client, people.workspace)
    rooms = Rooms(client, people.shared_channels, people.hide_titles)
    profiles, presence = Profiles(client), Presence(client)
    office = Office(self.workspace, people, answerer, rooms, profiles, presence)
    # Acknowledgements must never queue behind answers: Slack gives up on them after 3 seconds.
    answerers = Answerers(app.logger, self.user, partial(as_reader, office))
    app.listener_runner.lazy_listener_runner = answerers
    reception, home = Reception(office), HomeDoor(client, office)
    sender, talker = Sender(base_url), Talker(client, self.user, rooms)
    register_gate(app, reception, sender, talker, home, answerers.quick)
    forms = Forms(client, sender, home, answerers.quick, partial(as_reader, office))
    register_commands(
        app,
        reception,
        sender,
        opens_settings(forms, reception),
        opens_vote(forms, reception),
    )
    register_setting(app, reception, forms)
    register_dating(app, reception, forms)
    register_forms(app, reception, forms)
    register_noting(app, reception, forms)
    register_launching(app, office, sender, forms)
    register_shortcuts(app, reception, sender)
    register_leaving(app, office, client)
    register_home(app, home, Suggester(client, office))
    register_readying(app, reception, forms)
    register_actions(app, reception, sender, home)
    register_mentions(app, reception, talker)
    return app


def drain(app: App) -> None:
    """Wait until every answer that was begun is out."""
    runner = app.listener_runner.lazy_listener_runner
    if isinstance(runner, Answerers):
        runner.drain()


def _verified_app(client: WebClient, signing_secret: str | None) -> App:
    """Make an app whose token Slack has accepted, so that a wrong one is known at the start."""
    if signing_secret is not None and not signing_secret.strip():
        raise SlackSettingsError("the signing secret is empty: set slack.signing_secret")
    try:
        return App(
            client=client,
            # Bolt reads the environment for None; Socket Mode verifies nothing.
            signing_secret=signing_secret or "",
            listener_executor=ThreadPoolExecutor(_ACKNOWLEDGERS, thread_name_prefix="slack-ack"),
            logger=_quiet_logger(),
        )
    except BoltError as error:
        raise SlackSettingsError(
            "Slack refuses the bot token: copy it again into slack.bot_token (xoxb-…)"
        ) from error
    except (SlackClientError, OSError) as error:
        raise SlackUnreachableError(
            f"Slack cannot be reached at {client.base_url}: {type(error).__name__}"
        ) from error


def _quiet_logger() -> logging.Logger:
    """A logger for Bolt, which writes whole requests with what people asked at INFO."""
    logger = logging.getLogger("bot.slack.bolt")
    logger.setLevel(logging.WARNING)
    return logger
