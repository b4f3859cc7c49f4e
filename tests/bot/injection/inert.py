"""Judges all that came to a Slack: that nothing in it does what text from outside told it."""

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from tests.bot.judge import judge, judge_view

# What Slack would obey. Our own messages call people by their ids, and link to trackers.
CALLS = re.compile(r"<!(?:channel|here|everyone|subteam)|<@U123|(?<![\w\u200b])@here")
PLACES = re.compile(r"<#C77|(?<![\w\u200b])#general")
LINKS = re.compile(
    r"<(?:https?://evil|mailto:|tel:)|https?://evil|(?<![\w\u200b])www\.evil", re.IGNORECASE
)
MARKS = re.compile(
    r"\*bold\*|(?<!\u200b)_it_|~gone~|`code`|(?m:^&gt;)|(?<![\w\u200b]):rotating_light:"
)
CONTROLS = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ue0a1-\ue0a4]")
HOW_LONG = {"mrkdwn": 3000, "plain_text": 3000, "raw_text": 3000}


def assert_inert(requests: list[tuple[str, str]], *, are_typed: bool = False) -> None:
    """Judge every message and every page in recorded requests.

    A channel that people have typed may be named to them by its id.
    """
    live = (CALLS, LINKS, MARKS) if are_typed else (CALLS, PLACES, LINKS, MARKS)
    judged = 0
    for method, body in requests:
        said = json.loads(body[body.index("{") :]) if "{" in body else {}
        if "view" in said:
            judge_view(said["view"])
        elif "text" in said:
            judge(said["text"], said.get("blocks") or [])
        else:
            continue
        judged += 1
        for kind, text in _texts(said):
            _assert_text(kind, text, method, live)
    assert judged


def _texts(thing: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Give every text with how Slack reads it; the text of a message is read for marks, too."""
    if isinstance(thing, dict):
        kind = str(thing.get("type", "message"))
        for key, value in thing.items():
            if key == "text" and isinstance(value, str):
                yield kind, value
            elif key == "value":
                yield "value", str(value)
            else:
                yield from _texts(value, key)
    elif isinstance(thing, list):
        for one in thing:
            yield from _texts(one, at)


def _assert_text(kind: str, text: str, method: str, live: Sequence[re.Pattern[str]]) -> None:
    where = f"{kind} of {method}: {text[:300]!r}"
    if kind == "value":
        assert len(text) <= 2000, where
        return
    assert not CONTROLS.search(text), where
    if kind == "message":
        assert len(text) <= 40_000, where
    if kind in HOW_LONG:
        assert len(text) <= HOW_LONG[kind], where
    if kind in ("mrkdwn", "message"):
        for form in live:
            assert not form.search(text), where
