"""Buttons that ask a question again in other words: what may have been meant."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.views.blocks import Block, actions, button, context, section
from bot.views.choosing import ChoiceError
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape, without_marks

ASK: Final = "ask_again"
LONGEST: Final = 500  # characters of a question; a button's value takes 2,000
_LABEL_SHOWN = 75


@dataclass(frozen=True, slots=True)
class Way:
    """One way to understand what was said: `text` is asked when its button is clicked."""

    text: str
    label: str = ""

    @property
    def shown(self) -> str:
        return self.label or self.text


def readings_blocks(sentence: Mrkdwn, ways: Sequence[Way]) -> list[Block]:
    """Say what is unclear, and offer what may have been meant."""
    if not ways:
        return [section(sentence), context(say("unknown.hint"))]
    buttons = [button(way.shown, f"{ASK}:{at}", way.text) for at, way in enumerate(ways)]
    return [section(sentence), actions(buttons), context(say("unknown.hint"))]


def readings_text(sentence: Mrkdwn, ways: Sequence[Way]) -> str:
    """The sentence with the ways behind it, for readers without blocks."""
    sentence = without_marks(sentence)
    if not ways:
        return sentence
    labels = Mrkdwn(" / ".join(escape(way.shown, _LABEL_SHOWN) for way in ways))
    return f"{sentence} {say('unknown.ways', ways=labels)}"


def read_ask(value: object) -> str:
    """Read the question that a button carries.

    Raises:
        ChoiceError: it is none: an old button, or a forged one.
    """
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST:
        raise ChoiceError("the value of the button is no question")
    return value
