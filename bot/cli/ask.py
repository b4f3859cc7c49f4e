"""`shipcast ask`: the answer that Slack would give, drawn in the terminal."""

from typing import Annotated

import typer

from bot.answering import Answerer
from bot.cli.calendar import work_calendar
from bot.cli.call import settings_of
from bot.cli.database import open_database
from bot.cli.failures import UNANSWERED
from bot.cli.gates import launch_rules
from bot.cli.options import Json
from bot.cli.output import print_json, stdout_console
from bot.cli.planning import planning_of
from bot.clock import now
from bot.terminal import draw_blocks
from bot.words.audience import WHO_MAY_KNOW
from planner.launch.embargo import OPERATOR


def ask(
    context: typer.Context,
    question: Annotated[
        list[str], typer.Argument(help='As you would in Slack: "when will checkout ship?"')
    ],
    *,
    as_json: Json = False,
) -> None:
    """Answer a question as Slack would."""
    settings = settings_of(context)
    with open_database(settings.database) as database:
        answerer = Answerer(
            database.readers,
            work_calendar(settings),
            now,
            planning=planning_of(settings),
            launch=launch_rules(settings),
        )
        reply = answerer.read_by(OPERATOR).answer(" ".join(question)).read_by(WHO_MAY_KNOW)
    if as_json:
        print_json({**reply.data, "text": reply.text, "blocks": reply.blocks})
    else:
        draw_blocks(stdout_console(), reply.blocks)
    raise typer.Exit(UNANSWERED.get(str(reply.data["kind"]), 0))
