"""The few Block Kit shapes that we use, as plain dictionaries within Slack's limits.

https://docs.slack.dev/reference/block-kit/blocks
"""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from bot.words.escape import Mrkdwn, clip

Block = dict[str, Any]

SECTION_LIMIT = 3000
FIELDS_LIMIT = 10
CONTEXT_LIMIT = 10
BUTTON_LIMIT = 75
OPTION_LIMIT = 75
OPTIONS_LIMIT = 100


def mrkdwn(text: Mrkdwn) -> Block:
    return {"type": "mrkdwn", "text": text}


def section(text: Mrkdwn) -> Block:
    return {"type": "section", "text": mrkdwn(text)}


def fields(texts: Sequence[Mrkdwn]) -> Block:
    """Short texts in two columns, at most ten."""
    return {"type": "section", "fields": [mrkdwn(text) for text in texts[:FIELDS_LIMIT]]}


def context(*texts: Mrkdwn) -> Block:
    """Small print, at most ten texts."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts[:CONTEXT_LIMIT]]}


def header(text: str) -> Block:
    return {"type": "header", "text": _plain(text, 150)}


def divider() -> Block:
    return {"type": "divider"}


def actions(elements: Sequence[Block]) -> Block:
    return {"type": "actions", "elements": list(elements)}


def button(label: str, action_id: str, value: str) -> Block:
    return {
        "type": "button",
        "action_id": action_id,
        "text": _plain(label, BUTTON_LIMIT),
        "value": value,
    }


def select(placeholder: str, action_id: str, options: Iterable[tuple[str, str]]) -> Block:
    """A menu of (label, value), at most a hundred."""
    return {
        "type": "static_select",
        "action_id": action_id,
        "placeholder": _plain(placeholder, OPTION_LIMIT),
        "options": [
            {"text": _plain(label, OPTION_LIMIT), "value": value}
            for label, value in list(options)[:OPTIONS_LIMIT]
        ],
    }


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Block:
    """A table of plain cells, its last column to the right; one a message."""
    return {
        "type": "table",
        "rows": [[{"type": "raw_text", "text": cell} for cell in row] for row in (head, *rows)],
    }


def joined(parts: Iterable[str], mark: str = " ") -> Mrkdwn:
    """Join texts that are safe already."""
    return Mrkdwn(mark.join(parts))


def within(lines: Sequence[Mrkdwn], limit: int) -> tuple[list[Mrkdwn], int]:
    """Take the first lines that fit into `limit` characters as Slack counts them, in JSON.

    Gives them with the number of those that did not fit.
    """
    taken: list[Mrkdwn] = []
    used = 0
    for line in lines:
        used += len(json.dumps(line, ensure_ascii=False))
        if used > limit:
            break
        taken.append(line)
    return taken, len(lines) - len(taken)


def _plain(text: str, limit: int) -> Block:
    return {"type": "plain_text", "text": clip(text, limit) or "?", "emoji": False}
