"""`shipcast doctor`: what is wrong, and what to do about it."""

from collections.abc import Iterator

import typer
from rich.text import Text
from sqlalchemy import text

from bot.cli.call import Call, call_of, settings_of
from bot.cli.channel_check import channels_of, check_channels, subscribed_channels
from bot.cli.checks import (
    Check,
    State,
    broken_settings,
    check_freshness,
    check_settings,
)
from bot.cli.database import Database, open_database
from bot.cli.failures import FAILED
from bot.cli.options import Json
from bot.cli.output import print_json, print_table
from bot.cli.planning_check import check_capacity, check_order, check_prior
from bot.cli.post_check import check_posts
from bot.cli.slack_check import check_slack, slack_client
from bot.cli.source_check import check_sources
from bot.cli.token_check import check_token
from bot.cli.writing_check import check_unended
from bot.clock import now
from bot.logs import scrub
from config.errors import SettingsError
from config.model import Settings
from store.errors import StoreError

MARKS = {State.OK: "✓ ok", State.WARN: "! warn", State.FAIL: "✗ fail"}
STYLES = {State.OK: "green", State.WARN: "yellow", State.FAIL: "bold red"}


def doctor(context: typer.Context, *, as_json: Json = False) -> None:
    """Check settings, database, sources and Slack, and say what to do."""
    checks = list(examine(context))
    if as_json:
        print_json([_plain(check) for check in checks])
    else:
        rows = [
            (Text(MARKS[one.state], STYLES[one.state]), one.name, one.found, one.todo)
            for one in checks
        ]
        print_table(("", "what", "found", "what to do"), rows)
    raise typer.Exit(FAILED if any(one.state is State.FAIL for one in checks) else 0)


def examine(context: typer.Context) -> Iterator[Check]:
    """Look at one thing after the other; broken settings leave nothing else to look at."""
    try:
        settings = settings_of(context)
    except SettingsError as error:
        yield from broken_settings(error)
        return
    yield from _examine(call_of(context), settings)


def _examine(call: Call, settings: Settings) -> Iterator[Check]:
    yield from check_settings(call, settings)
    yield from check_prior(settings)
    yield from check_sources(settings, now())
    yield from check_slack(settings)
    try:
        with open_database(settings.database) as database:
            yield _check_database(database)
            yield from check_freshness(settings, database, now())
            yield from check_capacity(settings, database)
            yield from check_order(settings, database)
            yield check_posts(database, now())
            yield from check_token(database, now())
            yield from check_unended(database, now())
            yield from _check_subscribed(settings, database)
    except StoreError as error:
        todo = "mend it, or set another with `database:` or SHIPCAST_DATABASE"
        yield Check("database", State.FAIL, scrub(str(error)), todo)


def _check_subscribed(settings: Settings, database: Database) -> Iterator[Check]:
    """Look at the channels that people subscribed, beside those that the settings name."""
    slack = settings.slack
    if slack.bot_token is None:
        return
    known = channels_of(settings)
    others = {id_: use for id_, use in subscribed_channels(database).items() if id_ not in known}
    client = slack_client(slack.bot_token, slack.base_url)
    yield from check_channels(client, others, slack.allow_shared_channels)


def _check_database(database: Database) -> Check:
    with database.readers() as session:
        bind = session.get_bind()
        is_sqlite = bind.dialect.name == "sqlite"
        version = session.scalar(
            text("select sqlite_version()" if is_sqlite else "show server_version")
        )
    name = "SQLite" if is_sqlite else "PostgreSQL"
    where = scrub(str(bind.engine.url.render_as_string(hide_password=True)))
    return Check("database", State.OK, f"{name} {version}, newest schema, {where}")


def _plain(check: Check) -> dict[str, str]:
    return {
        "check": check.name,
        "state": check.state.value,
        "found": check.found,
        "todo": check.todo,
    }
