"""Who clicked, and what a control of ours carries; what we never wrote is refused."""

from typing import Any

from bot.people.errors import refused
from bot.people.roles import Asker
from bot.slack.bodies import asker_of
from bot.views.choosing import Choice, ChoiceError, read_choice
from bot.views.picking import Pick, read_pick
from bot.views.readings import read_ask
from bot.views.sharing import Shareable, read_shareable
from bot.words.catalogue import say

Body = dict[str, Any]

_LONGEST_NUMBER = 15


def asker_in(body: Body) -> Asker:
    """Give who clicked or submitted; a body in which nobody did is none of Slack's."""
    asker = asker_of(body)
    if asker is None:
        raise refused(say("trouble.stale_button"))
    return asker


def choice_of(body: Body) -> Choice:
    """Read what was chosen.

    Raises:
        RefusedError: it is a value that we never wrote, old or forged.
    """
    try:
        return read_choice(_value(body))
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error


def pick_of(body: Body) -> Pick:
    """Read what an order goes on with. Raises as `choice_of` does."""
    try:
        return read_pick(_value(body))
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error


def question_of(body: Body) -> str:
    """Read the question that is asked again. Raises as `choice_of` does."""
    try:
        return read_ask((body.get("actions") or [{}])[0].get("value"))
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error


def shareable_of(body: Body) -> Shareable:
    """Read the question whose answer is shared. Raises as `choice_of` does."""
    try:
        return read_shareable(_value(body))
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error


def number_of(body: Body) -> int:
    """Read the number of a subscription. Raises as `choice_of` does."""
    value = _value(body)
    if not (value.isascii() and value.isdecimal() and len(value) <= _LONGEST_NUMBER):
        raise refused(say("trouble.stale_button"))
    return int(value)


def _value(body: Body) -> str:
    action = (body.get("actions") or [{}])[0]
    return str(action.get("value") or (action.get("selected_option") or {}).get("value"))
