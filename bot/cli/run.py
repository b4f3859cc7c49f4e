"""`shipcast run`: sync on schedule, answer in Slack, serve the web."""

import sys
from typing import Annotated

import structlog
import typer

from bot.answering import Answerer
from bot.cli.calendar import work_calendar
from bot.cli.call import call_of, settings_of
from bot.cli.database import Database, open_database
from bot.cli.functions import functions_told
from bot.cli.gates import launch_rules
from bot.cli.planning import note_rules_of, planning_of
from bot.cli.secrecy import plain_secret
from bot.cli.serving import newsroom_of, service_of, signer_of
from bot.cli.sync import save_definitions
from bot.cli.writers import writers_of
from bot.clock import now
from bot.embargoes import Confidants
from bot.logs import configure_logs
from bot.people.office import People
from bot.people.roles import Roles
from bot.running import Service, run_http, run_socket, run_without_slack
from config.model import Settings, SlackSettings

log = structlog.get_logger("shipcast")


def run(
    context: typer.Context,
    *,
    as_json: Annotated[
        bool, typer.Option("--json", help="Log JSON, as it does where nobody looks.")
    ] = False,
) -> None:
    """Sync on schedule, answer in Slack and serve the web, until it is stopped."""
    settings = settings_of(context)
    as_json = as_json or not sys.stderr.isatty()
    configure_logs(as_json=as_json, debug=call_of(context).debug)
    with open_database(settings.database) as database:
        save_definitions(database, settings)
        answerer = Answerer(
            database.readers,
            work_calendar(settings),
            now,
            planning=planning_of(settings),
            note_rules=note_rules_of(settings),
            confidants=Confidants(functions_told(settings), frozenset(settings.roles.admins)),
            launch=launch_rules(settings),
        )
        people = people_of(settings, database)
        start(answerer, people, service_of(settings, database), settings.slack)


def people_of(settings: Settings, database: Database) -> People:
    """Put together what the settings say of those who talk to us in Slack."""
    newsroom = newsroom_of(settings, database)
    return People(
        database.sessions,
        now,
        Roles(frozenset(settings.roles.admins)),
        settings.timezone,
        settings.slack.workspace,
        settings.rehearsal_channel,
        frozenset(settings.slack.allow_shared_channels),
        newsroom.functions,
        newsroom.calendar,
        newsroom.planning,
        writers_of(settings),
        signer_of(settings),
        newsroom.hide_titles,
        region=newsroom.region,
    )


def start(answerer: Answerer, people: People, service: Service, slack: SlackSettings) -> None:
    """Run with Slack if there is any secret of it; one that is missing is then an error."""
    if not any((slack.bot_token, slack.app_token, slack.signing_secret)):
        log.warning("no Slack secrets are set: only the web and the sync run")
        run_without_slack(answerer, service)
    elif slack.mode == "socket":
        run_socket(
            answerer,
            people,
            service,
            bot_token=plain_secret(slack.bot_token),
            app_token=plain_secret(slack.app_token),
            base_url=slack.base_url,
        )
    else:
        run_http(
            answerer,
            people,
            service,
            bot_token=plain_secret(slack.bot_token),
            signing_secret=plain_secret(slack.signing_secret),
            base_url=slack.base_url,
        )
