"""On somebody's page: the sign-offs that wait for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from bot.views.blocks import Block, actions, button, header, section
from bot.views.choosing import write_choice
from bot.views.picking import PICK, Pick, write_pick
from bot.views.ready_acts import SIGN_OFF
from bot.views.ready_words import function_names
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, bold, escape
from planner.launch.functions import Function

_SHOWN = 8  # two blocks each, of a hundred
_NAME_LIMIT = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """A release whose launch is near, and the functions of it for which somebody has to vote."""

    release_id: str
    name: str
    functions: tuple[Function, ...]
    launch_on: date | None


def waiting_blocks(waiting: Sequence[Waiting], today: date) -> list[Block]:
    """Show each with a button to vote; nothing where nothing waits."""
    if not waiting:
        return []
    blocks = [header(say_plain("waiting.title"))]
    for one in waiting[:_SHOWN]:
        value = write_choice(one.release_id, None)
        details = write_pick(Pick(one.release_id, "ready"))
        buttons = [
            button(say_plain("ready.sign"), SIGN_OFF, value),
            button(say_plain("home.details"), f"{PICK}:0", details),
        ]
        blocks += [section(waiting_line(one, today)), actions(buttons)]
    return blocks


def waiting_line(one: Waiting, today: date) -> Mrkdwn:
    told = {"name": bold(escape(one.name, _NAME_LIMIT)), "functions": function_names(one.functions)}
    if one.launch_on is None:
        return say("waiting.line", **told)
    return say("waiting.line_dated", today, day=one.launch_on, **told)
