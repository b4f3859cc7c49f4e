"""The Share button of an answer that has no card: its value is the question, to be asked again."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.views.blocks import Block, actions, button
from bot.views.choosing import SHARE, ChoiceError
from bot.views.notes import SHARE_NOTES
from bot.views.ready_acts import SHARE_READY
from bot.words.catalogue import say_plain

SHARE_ANSWER: Final = "share_answer"
LONGEST: Final = 500  # characters of a question; with its escapes a button's value takes 2,000
_SHARES: Final = frozenset({SHARE, SHARE_NOTES, SHARE_READY, SHARE_ANSWER})


@dataclass(frozen=True, slots=True)
class Shareable:
    """A question, and the reference of the one release that its answer was about, if any.

    With a `verb` the question is the words beside it, asked of that release.
    """

    question: str
    release: str = ""
    verb: str = ""


def write_shareable(asked: Shareable) -> str:
    value = {"q": asked.question, "r": asked.release, "v": asked.verb}
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def read_shareable(value: str) -> Shareable:
    """Read what `write_shareable` wrote; whether it can be answered is not its business.

    Raises:
        ChoiceError: it did not.
    """
    try:
        read = json.loads(value)
        asked = Shareable(read["q"], read["r"], read["v"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the value of the button is not one of ours") from error
    told = (asked.question, asked.release, asked.verb)
    if not all(isinstance(each, str) for each in told) or len(asked.question) > LONGEST:
        raise ChoiceError("the value of the button is not one of ours")
    if not asked.verb and not asked.question.strip():
        raise ChoiceError("the value of the button asks nothing")
    return asked


def can_be_shared(blocks: Sequence[Block]) -> bool:
    """Tell whether an answer has a button already that shares it."""
    return any(each.get("action_id") in _SHARES for row in _rows(blocks) for each in row)


def with_share(blocks: Sequence[Block], asked: Shareable) -> list[Block]:
    """Put the button below an answer."""
    share = button(say_plain("share.button"), SHARE_ANSWER, write_shareable(asked))
    return [*blocks, actions([share])]


def without_share(blocks: Sequence[Block]) -> list[Block]:
    """Take the buttons that share away: what everybody reads is not shared again."""
    kept = [_without(block) if block["type"] == "actions" else block for block in blocks]
    return [block for block in kept if block["type"] != "actions" or block["elements"]]


def _without(row: Block) -> Block:
    return {**row, "elements": [e for e in row["elements"] if e.get("action_id") not in _SHARES]}


def _rows(blocks: Sequence[Block]) -> list[list[Block]]:
    return [block["elements"] for block in blocks if block["type"] == "actions"]
