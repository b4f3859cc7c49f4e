"""Judges messages: by what every message must hold, and by the reference's checker where it is."""

import importlib.util
import json
import os
import warnings
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from bot.words.audience import WHO_MAY_KNOW, Readers, settle_blocks

MARKS = ("<!channel>", "<!here>", "<!everyone>", "<https://evil")


def judge(text: str, blocks: Sequence[dict[str, Any]]) -> None:
    """Assert that Slack takes this message, and that it means something without its blocks."""
    assert text.strip()
    assert len(text) <= 40_000
    assert len(blocks) <= 50
    raw = json.dumps(blocks, ensure_ascii=False)
    assert len(raw) <= 13_000
    assert "100%" not in raw
    for mark in MARKS:
        assert mark not in text
        for said in mrkdwn_of(blocks):
            assert mark not in said
    check = reference_checker()
    if check is not None:
        assert check(list(blocks)) == []


def judge_view(view: Mapping[str, Any]) -> None:
    """Assert that Slack takes this page: a hundred blocks instead of fifty."""
    blocks = view["blocks"]
    assert 0 < len(blocks) <= 100
    for mark in MARKS:
        for said in mrkdwn_of(blocks):
            assert mark not in said
    check = reference_checker()
    if check is not None:
        assert [error for block in blocks for error in check([block])] == []


def mrkdwn_of(thing: Any) -> list[str]:
    """Collect every text that Slack reads for marks."""
    if isinstance(thing, dict):
        own = [thing["text"]] if thing.get("type") == "mrkdwn" else []
        return own + [text for value in thing.values() for text in mrkdwn_of(value)]
    if isinstance(thing, list | tuple):
        return [text for value in thing for text in mrkdwn_of(value)]
    return []


def said_in(blocks: Sequence[dict[str, Any]], readers: Readers = WHO_MAY_KNOW) -> str:
    """Give all the words of a message, whatever they stand in, as these readers get them."""
    return "\n".join(_texts(settle_blocks(blocks, readers)))


def _texts(thing: Any) -> list[str]:
    if isinstance(thing, dict):
        own = [thing["text"]] if isinstance(thing.get("text"), str) else []
        return own + [text for value in thing.values() for text in _texts(value)]
    if isinstance(thing, list):
        return [text for value in thing for text in _texts(value)]
    return []


@cache
def reference_checker() -> Callable[[list[dict[str, Any]]], list[str]] | None:
    """Load the reference's checker of Block Kit, where SHIPCAST_REFERENCE says that it is."""
    reference = os.environ.get("SHIPCAST_REFERENCE")
    if reference is None:
        return None
    path = Path(reference) / "tools" / "slack" / "check_blocks.py"
    spec = importlib.util.spec_from_file_location("check_blocks", path)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(path)
    module = importlib.util.module_from_spec(spec)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # it leaves its schema's file open
        spec.loader.exec_module(module)
    check: Callable[[list[dict[str, Any]]], list[str]] = module.errors
    return check
