"""What can be asked, made from the registry of verbs."""

from bot.verbs import VERBS, Verb
from bot.views.blocks import Block, context, header, joined, section, within
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, escape

_SECTION_ROOM = 2800  # characters of the three thousand that a section holds


def help_blocks() -> list[Block]:
    lines = [say("help.verbs"), *(_line(verb) for verb in VERBS)]
    blocks = [header(say_plain("help.title")), section(say("help.ask"))]
    while lines:
        taken, left = within(lines, _SECTION_ROOM)
        blocks.append(section(joined(taken, "\n")))
        lines = lines[len(lines) - left :] if left else []
    return [*blocks, context(say("help.dates"))]


def help_text() -> str:
    return say("help.text")


def _line(verb: Verb) -> Mrkdwn:
    return Mrkdwn(f"`/release {escape(verb.usage)}`  {say(f'help.{verb.name}')}")
