"""The few shapes of a modal that we use, within Slack's limits.

https://docs.slack.dev/reference/views/modal-views
"""

from collections.abc import Iterable, Sequence

from bot.views.blocks import OPTION_LIMIT, OPTIONS_LIMIT, Block
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
    made = [_option(text, value) for text, value in list(options)[:10]]
    element: Block = {"type": "radio_buttons", "action_id": name, "options": made}
    if chosen is not None:
        element["initial_option"] = made[chosen]
    return _input(label, name, element)


def menu(
    label: str, name: str, options: Iterable[tuple[str, str]], chosen: int | None = None
) -> Block:
    """One of many (label, value), from a menu; for the rest as `choice`."""
    made = [_option(text, value) for text, value in list(options)[:OPTIONS_LIMIT]]
    element: Block = {"type": "static_select", "action_id": name, "options": made}
    if chosen is not None:
        element["initial_option"] = made[chosen]
    return _input(label, name, element)


def _input(label: str, name: str, element: Block) -> Block:
    return {"type": "input", "block_id": name, "label": _plain(label, 200), "element": element}


def _option(text: str, value: str) -> Block:
    return {"text": _plain(text, OPTION_LIMIT), "value": value}


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


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": clip(text, limit) or "?", "emoji": False}
