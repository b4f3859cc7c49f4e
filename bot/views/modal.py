"""The few shapes of a modal that we use, within Slack's limits.

https://docs.slack.dev/reference/views/modal-views
"""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.views.blocks import OPTION_LIMIT, Block
from bot.words.escape import clip

TITLE_LIMIT = 24  # of the title, and of the words on its buttons


def modal(
    title: str,
    blocks: Sequence[Block],
    *,
    close: str,
    submit: str | None = None,
    callback_id: str = "told",
    metadata: str = "",
) -> Block:
    """A view that says something, or asks for something where it can be submitted."""
    view = {
        "type": "modal",
        "callback_id": callback_id,
        "title": _plain(title, TITLE_LIMIT),
        "close": _plain(close, TITLE_LIMIT),
        "private_metadata": metadata,
        "blocks": list(blocks),
    }
    return view if submit is None else view | {"submit": _plain(submit, TITLE_LIMIT)}


def choice(
    label: str, name: str, options: Iterable[tuple[str, str]], chosen: int | None = None
) -> Block:
    """One of several (label, value), of which one may be chosen beforehand.

    `name` is both the block's and the action's: what was chosen comes back under it.
    """
    made = [
        {"text": _plain(text, OPTION_LIMIT), "value": value} for text, value in list(options)[:10]
    ]
    element: Block = {"type": "radio_buttons", "action_id": name, "options": made}
    if chosen is not None:
        element["initial_option"] = made[chosen]
    return {
        "type": "input",
        "block_id": name,
        "label": _plain(label, 200),
        "element": element,
    }


def text_input(label: str, name: str, value: str, *, limit: int, optional: bool = True) -> Block:
    """Ask for lines of text, at most `limit` characters; they come back under `name`."""
    element: Block = {
        "type": "plain_text_input",
        "action_id": name,
        "multiline": True,
        "max_length": limit,
    }
    if value:
        element["initial_value"] = value
    return {
        "type": "input",
        "block_id": name,
        "optional": optional,
        "label": _plain(label, 200),
        "element": element,
    }


def line_input(label: str, name: str, value: str | None, most: int, *, hint: str) -> Block:
    """A line to write in, which may stay empty."""
    element: Block = {"type": "plain_text_input", "action_id": name, "max_length": most}
    if value is not None:
        element["initial_value"] = value
    return _optional(label, name, element, hint)


def date_input(label: str, name: str, day: date | None, *, hint: str | None = None) -> Block:
    """A day, or none; https://docs.slack.dev/reference/block-kit/block-elements/date-picker-element."""
    element: Block = {"type": "datepicker", "action_id": name}
    if day is not None:
        element["initial_date"] = day.isoformat()
    return _optional(label, name, element, hint)


def person_input(label: str, name: str, user: str | None, *, hint: str) -> Block:
    """Somebody of the workspace, or nobody."""
    element: Block = {"type": "users_select", "action_id": name}
    if user is not None:
        element["initial_user"] = user
    return _optional(label, name, element, hint)


def _optional(label: str, name: str, element: Block, hint: str | None) -> Block:
    block: Block = {
        "type": "input",
        "block_id": name,
        "optional": True,
        "label": _plain(label, 200),
        "element": element,
    }
    return block if hint is None else block | {"hint": _plain(hint, 200)}


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": clip(text, limit) or "?", "emoji": False}
