"""What can be asked, made from the registry of verbs."""

from bot.verbs import VERBS, Verb
from bot.views.blocks import Block, context, header, joined, section
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, escape


def help_blocks() -> list[Block]:
    verbs = [_line(verb) for verb in VERBS]
    return [
        header(say_plain("help.title")),
        section(say("help.ask")),
        section(joined((say("help.verbs"), *verbs), "\n")),
        context(say("help.dates")),
    ]


def help_text() -> str:
    return say("help.text")


def _line(verb: Verb) -> Mrkdwn:
    return Mrkdwn(f"`/release {escape(verb.usage)}`  {say(f'help.{verb.name}')}")
