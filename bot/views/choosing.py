"""Buttons and menus that stand for a release, and the values that come back from them."""

import json
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b

from bot.views.asked import Asked
from bot.views.blocks import Block, actions, button
from bot.words.catalogue import say_plain
from planner.inputs import Scope

CHOOSE = "choose_release"
WHY = "why"
SHARE = "share"
SUBSCRIBE = "subscribe_to"  # a button's action, and the callback of the form that it opens
WHAT_IF = "what_if"  # the same
_REF_LIMIT = 100  # an option's value holds 150 characters, a date and the braces among them


@dataclass(frozen=True, slots=True)
class Choice:
    """What a click asks for: a release by its reference, and the day asked about."""

    release: str
    by: date | None = None


class ChoiceError(ValueError):
    """A value that this version never made: an old button, or a forged one."""


def release_ref(release_id: str) -> str:
    """Give a short word for a release: its id, or the id's digest where that is too long."""
    if len(release_id) <= _REF_LIMIT:
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
        if not isinstance(read["r"], str):
            raise ChoiceError("the value of the button is not one of ours")
        return Choice(str(read["r"]), None if by is None else date.fromisoformat(by))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ChoiceError("the value of the button is not one of ours") from error


def card_buttons(scope: Scope, asked: Asked, *, is_forecast: bool = False) -> Block:
    """What can be done with an answer: ask why, show it to the channel, be told, try changes.

    What has shipped is told no more, and only a forecast can be changed.
    """
    value = write_choice(scope.release.id, asked.by)
    buttons = [button(say_plain("why.button"), WHY, value)]
    if asked.as_of is not None:
        return actions(buttons)
    if not asked.is_shared:
        buttons.append(button(say_plain("share.button"), SHARE, value))
    if not scope.release.is_released:
        buttons.append(subscribe_button(scope.release.id))
    if is_forecast:
        buttons.append(what_if_button(scope.release.id))
    return actions(buttons)


def subscribe_button(release_id: str = "") -> Block:
    """Open the form that sets up a subscription; without a release it asks for one."""
    return button(say_plain("form.subscribe"), SUBSCRIBE, write_choice(release_id, None))


def what_if_button(release_id: str) -> Block:
    """Open the form in which changes are tried."""
    return button(say_plain("what_if_form.button"), WHAT_IF, write_choice(release_id, None))


def why_button(release_id: str) -> Block:
    """Ask why, below what is said unasked."""
    return actions([button(say_plain("why.button"), WHY, write_choice(release_id, None))])
