"""Fields of a form, each under a name that its value and its error come back by.

https://docs.slack.dev/reference/block-kit/blocks/input-block
"""

from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from bot.views.blocks import OPTION_LIMIT, OPTIONS_LIMIT, Block
from bot.views.choosing import ChoiceError
from bot.words.escape import clip

_LABEL_LIMIT = 200
_HINT_LIMIT = 200
_TEXT_LIMIT = 500

Option = tuple[str, str]  # what is shown, and the value that stands for it


def field(
    name: str, label: str, element: Block, *, hint: str = "", is_optional: bool = False
) -> Block:
    """One field; `name` is both the block's and the action's."""
    block: Block = {
        "type": "input",
        "block_id": name,
        "label": _plain(label, _LABEL_LIMIT),
        "element": {"action_id": name, **element},
        "optional": is_optional,
    }
    return block | {"hint": _plain(hint, _HINT_LIMIT)} if hint else block


def menu(options: Sequence[Option], chosen: str | None = None) -> Block:
    """One of several, at most a hundred."""
    made = _options(options[:OPTIONS_LIMIT])
    initial = [one for one in made if one["value"] == chosen]
    element: Block = {"type": "static_select", "options": made}
    return element | {"initial_option": initial[0]} if initial else element


def ticks(options: Sequence[Option], chosen: Sequence[str] = ()) -> Block:
    """Any of a few, at most ten."""
    made = _options(options[:10])
    initial = [one for one in made if one["value"] in chosen]
    element: Block = {"type": "checkboxes", "options": made}
    return element | {"initial_options": initial} if initial else element


def text(value: str = "", placeholder: str = "") -> Block:
    """One line of text."""
    element: Block = {"type": "plain_text_input", "max_length": _TEXT_LIMIT}
    if value:
        element["initial_value"] = clip(value, _TEXT_LIMIT)
    return element | {"placeholder": _plain(placeholder, 150)} if placeholder else element


def number(least: int, most: int, value: int | None = None) -> Block:
    """A whole number between two others, both included."""
    element: Block = {
        "type": "number_input",
        "is_decimal_allowed": False,
        "min_value": str(least),
        "max_value": str(most),
    }
    return element if value is None else element | {"initial_value": str(value)}


def day(value: date | None = None) -> Block:
    element: Block = {"type": "datepicker"}
    return element if value is None else element | {"initial_date": value.isoformat()}


def clock(value: time) -> Block:
    return {"type": "timepicker", "initial_time": f"{value:%H:%M}"}


def channel(value: str | None = None) -> Block:
    """A channel that the reader sees; conversations with people are none."""
    element: Block = {
        "type": "conversations_select",
        "filter": {"include": ["public", "private"], "exclude_bot_users": True},
    }
    return element if value is None else element | {"initial_conversation": value}


def value_of(view: Mapping[str, Any], name: str) -> str | None:
    """Give what was put into a field; None where it was left empty.

    Raises:
        ChoiceError: the form has no such field: it is none of ours.
    """
    told = _state(view, name)
    chosen = told.get("selected_option")
    plain = ("value", "selected_date", "selected_time", "selected_conversation")
    found = chosen.get("value") if isinstance(chosen, dict) else None
    found = found or next((told[key] for key in plain if told.get(key)), None)
    return str(found).strip() or None if found is not None else None


def values_of(view: Mapping[str, Any], name: str) -> tuple[str, ...]:
    """Give what was ticked in a field.

    Raises:
        ChoiceError: the form has no such field: it is none of ours.
    """
    options = _state(view, name).get("selected_options") or ()
    if not all(isinstance(one, dict) for one in options):
        raise ChoiceError("the form is not one of ours")
    return tuple(str(one.get("value")) for one in options)


def _state(view: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    try:
        told = view["state"]["values"][name][name]
    except (KeyError, TypeError) as error:
        raise ChoiceError("the form is not one of ours") from error
    if not isinstance(told, dict):
        raise ChoiceError("the form is not one of ours")
    return told


def _options(options: Sequence[Option]) -> list[Block]:
    return [{"text": _plain(shown, OPTION_LIMIT), "value": value} for shown, value in options]


def _plain(words: str, limit: int) -> Block:
    return {"type": "plain_text", "text": clip(words, limit) or "?", "emoji": False}
