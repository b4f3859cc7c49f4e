"""A hotfix or a rollback, as those who launch a release hear of it at once."""

from dataclasses import dataclass

from bot.views.blocks import Block, context, header, joined, section
from bot.views.launch_reader import Reader, asked_of, say_function, whom_to_ask
from bot.views.people import say_person
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, escape, without_marks

_LIMIT = 300


@dataclass(frozen=True, slots=True)
class Notice:
    """What somebody says has happened; `verb` is `hotfix` or `rollback`."""

    verb: str
    what: str
    person: str


def urgent_blocks(notice: Notice, reader: Reader) -> list[Block]:
    """Say what happened, what it means for a function, and whom to ask."""
    title = say("ping.for_function", function=say_function(reader.function.name))
    asks = say(asked_of("urgent", reader.function.name, notice.verb))
    by = say("urgent.by", person=say_person(notice.person), ask=whom_to_ask(reader))
    return [
        header(say_plain(f"urgent.{notice.verb}_title", name=reader.plain_name)),
        section(_what(notice, reader)),
        section(joined((title, asks), "\n")),
        context(by),
    ]


def urgent_text(notice: Notice, reader: Reader) -> str:
    """The same in a line, for notifications and screen readers."""
    title = say(f"urgent.{notice.verb}_title", name=reader.safe_name)
    return say("urgent.text", title=title, what=without_marks(_what(notice, reader)))


def _what(notice: Notice, reader: Reader) -> Mrkdwn:
    what = escape(notice.what, _LIMIT)
    return say(f"urgent.{notice.verb}", name=reader.bold_name, what=what)
