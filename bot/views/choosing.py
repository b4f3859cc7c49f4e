"""Buttons and menus that stand for a release, and the values that come back from them."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from bot.views.asked import Asked
from bot.views.blocks import Block, actions, button
from bot.words.catalogue import say_plain
from planner.inputs import Scope
from store.plans import WRITTEN

CHOOSE = "choose_release"
WHY = "why"
SHARE = "share"
_REF_LIMIT = 100  # an option's value holds 150 characters, a date and the braces among them


@dataclass(frozen=True, slots=True)
class Choice:
    """What a click asks for: a release by its reference, and the day asked about."""

    release: str
    by: date | None = None


class ChoiceError(ValueError):
    """A value that this version never made: an old button, or a forged one."""


def release_ref(release_id: str) -> str:
    """Give a short word for a release: its id, or the id's digest where that is too long.

    That of a written release tells what it is called, and a button is there for everybody.
    """
    if len(release_id) <= _REF_LIMIT and not release_id.startswith(WRITTEN):
        return release_id
    return blake2b(release_id.encode(), digest_size=16).hexdigest()


def write_choice(release_id: str, by: date | None) -> str:
    value = {"r": release_ref(release_id)} | ({} if by is None else {"by": by.isoformat()})
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False)


def read_choice(value: str) -> Choice:
    """Read what `write_choice` wrote.

    Raises:
        ChoiceError: it did not.
    """
    try:
        read = json.loads(value)
        by = read.get("by")
        return Choice(str(read["r"]), None if by is None else date.fromisoformat(by))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the value of the button is not one of ours") from error


def card_buttons(scope: Scope, asked: Asked) -> Block:
    """What can be done with an answer: ask why, and show it to the channel."""
    value = write_choice(scope.release.id, asked.by)
    buttons = [button(say_plain("why.button"), WHY, value)]
    if not asked.is_shared and asked.as_of is None:
        buttons.append(button(say_plain("share.button"), SHARE, value))
    return actions(buttons)


def why_button(release_id: str) -> Block:
    """Ask why, below what is said unasked."""
    return actions([button(say_plain("why.button"), WHY, write_choice(release_id, None))])
