"""The few shapes of a modal that we use, within Slack's limits.

https://docs.slack.dev/reference/views/modal-views
"""

from collections.abc import Iterable, Sequence
from datetime import date

from bot.views.blocks import OPTION_LIMIT, OPTIONS_LIMIT, Block, joined, section, within
from bot.views.chart import without_charts
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, clip

_LINES_CHARACTERS = 2500
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


def pending_view(title: str, sentence: Mrkdwn) -> Block:
    """Say that something is being done; it is replaced by what came of it."""
    return ended_view(title, [section(sentence)])


def ended_view(title: str, blocks: Sequence[Block]) -> Block:
    """Say how it ended; there is nothing more to do but to close it."""
    return modal(title or say_plain("form.title"), blocks, close=say_plain("form.close"))


def fit_modal(blocks: Iterable[Block]) -> list[Block]:
    """Give a message's blocks as a modal takes them: it has no charts, and tables are lines."""
    return [each for block in without_charts([*blocks]) for each in _fitted(block)]


def _fitted(block: Block) -> list[Block]:
    if block["type"] != "table":
        return [block]
    head, *rows = [[cell["text"] for cell in row] for row in block["rows"]]
    lines = [_line(head, row) for row in rows]
    taken, _ = within(lines, _LINES_CHARACTERS)
    return [section(joined(taken, "\n"))] if taken else []


def _line(head: Sequence[str], row: Sequence[str]) -> Mrkdwn:
    """Say a row of a table: `50% likely: as it is 3 Dec, what if 9 Dec`."""
    cells = [
        say("form.cell", name=name, value=value)
        for name, value in zip(head[1:], row[1:], strict=True)
    ]
    return say("form.row", name=row[0], cells=joined(cells, say("join.comma") + " "))


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
