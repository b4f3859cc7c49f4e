"""What can be asked, made from the registry of verbs."""

from typing import Final

from bot.verbs import VERBS, Verb
from bot.views.blocks import Block, context, header, joined, section, within
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, escape

_BEGINS: Final = {"subscribe": "be_told", "ready": "launch", "pause": "at_large"}
_LONG = 52  # characters of a usage that are read at a glance
_OPTIONS_SHOWN = 250
_SECTION_ROOM = 2800  # characters of the three thousand that a section holds


def help_blocks() -> list[Block]:
    """Show every verb below what it is for."""
    blocks = [header(say_plain("help.title")), section(say("help.ask"))]
    for title, verbs in _groups():
        lines = [say(f"help.{title}"), *map(_line, verbs)]
        while lines:
            taken, left = within(lines, _SECTION_ROOM)
            blocks.append(section(joined(taken, "\n")))
            lines = lines[len(lines) - left :] if left else []
    return [*blocks, context(say("help.dates"))]


def _groups() -> list[tuple[str, list[Verb]]]:
    """Part the verbs, in their order, where another thing begins that they are for."""
    groups: list[tuple[str, list[Verb]]] = [("verbs", [])]
    for verb in VERBS:
        if verb.name in _BEGINS:
            groups.append((_BEGINS[verb.name], []))
        groups[-1][1].append(verb)
    return groups


def help_text() -> str:
    return say("help.text")


def _line(verb: Verb) -> Mrkdwn:
    """What a verb takes at least, and what it gives; a long list of options stands below."""
    said = say(f"help.{verb.name}")
    least, options = _split(verb.usage)
    line = f"`/release {escape(least)}`  {said}"
    return Mrkdwn(f"{line}\n      _{escape(options, _OPTIONS_SHOWN)}_" if options else line)


def _split(usage: str) -> tuple[str, str]:
    """Part a usage before its first option where it is long."""
    least, mark, options = usage.partition(" [")
    if len(usage) <= _LONG or not mark:
        return usage, ""
    return least, ", ".join(f"{mark}{options}".strip(" []").split("] ["))
