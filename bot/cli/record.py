"""`shipcast record`: how often stated dates came true."""

import typer

from bot.answering import Answerer
from bot.cli.calendar import work_calendar
from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import UNANSWERED
from bot.cli.options import Json
from bot.cli.output import print_json, stdout_console
from bot.cli.planning import planning_of
from bot.clock import now
from bot.newsroom import Newsroom
from bot.rehearsing import rehearse_past
from bot.terminal import draw_blocks
from planner.launch.embargo import OPERATOR


def record(context: typer.Context, *, as_json: Json = False) -> None:
    """Show how often stated dates came true, release by release."""
    settings = settings_of(context)
    calendar = work_calendar(settings)
    with open_database(settings.database) as database:
        rehearse_past(Newsroom(database.sessions, database.readers, calendar), now(), again=True)
        answerer = Answerer(database.readers, calendar, now, planning=planning_of(settings))
        reply = answerer.read_by(OPERATOR).record()
    if as_json:
        print_json({**reply.data, "text": reply.text})
    else:
        draw_blocks(stdout_console(), reply.blocks)
    raise typer.Exit(UNANSWERED.get(str(reply.data["kind"]), 0))
