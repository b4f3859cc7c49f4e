"""The channels of a local Slack: what was posted there, and faults on the way."""

import asyncio
import json
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from time import monotonic
from typing import Any, Final

from aiohttp import web

from bot.clock import now

Message = dict[str, Any]


class Fault(StrEnum):
    """What goes wrong with a post; the first four leave it posted."""

    SLOW_AFTER = "posted, and the answer comes too late"
    LOST_AFTER = "posted, and the connection breaks"
    BROKEN_AFTER = "posted, and a server error"
    GARBLED_AFTER = "posted, and the answer is a web page"
    LOST_BEFORE = "not posted, and the connection breaks"
    BROKEN_BEFORE = "not posted, and a server error"
    RATE_LIMITED = "not posted: too many requests"


AFTER: Final = (Fault.SLOW_AFTER, Fault.LOST_AFTER, Fault.BROKEN_AFTER, Fault.GARBLED_AFTER)


@dataclass
class Channels:
    """`refusals` are errors by channel, `faults` what happens to the next posts.

    `pick_fault` decides where none is queued. `delays` gives the seconds before and after a
    message is there; `slow_seconds` is longer than a client waits. `hasty` are the channels of
    posts that came sooner than they were asked to wait. `edits` are the channel and
    the words of every change of a message, which `edit_refusals` refuse by channel, as
    `thread_refusal` does every answer to one. `bad_blocks` refuses all that has blocks,
    `bad_charts` what has a chart. `first_words` are what a message said before those.
    """

    posted: dict[str, list[Message]] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    history_refusals: dict[str, str] = field(default_factory=dict)
    faults: deque[Fault] = field(default_factory=deque)
    pick_fault: Callable[[str], Fault | None] = lambda _: None
    delays: Callable[[], tuple[float, float]] = lambda: (0, 0)
    slow_seconds: float = 1
    retry_after: int = 1
    bad_blocks: bool = False
    bad_charts: bool = False
    page_limit: int = 200
    clock: Callable[[], float] = lambda: now().timestamp()
    hasty: list[str] = field(default_factory=list)
    edit_refusals: dict[str, str] = field(default_factory=dict)
    thread_refusal: str | None = None
    edits: list[tuple[str, Message]] = field(default_factory=list)
    first_words: dict[str, str] = field(default_factory=dict)
    _wait_until: dict[str, float] = field(default_factory=dict)
    _deleted: set[str] = field(default_factory=set)
    _number: int = 0

    def delete_all(self, channel: str) -> None:
        """Let somebody delete what was posted there."""
        self._deleted |= {one["ts"] for one in self.posted.pop(channel, [])}

    def keys(self, channel: str) -> list[str]:
        """Give the dedupe keys of what was posted there, oldest first."""
        payloads = [said["metadata"]["event_payload"] for said in self.posted.get(channel, [])]
        return [payload["dedupe_key"] for payload in payloads]

    def in_order(self) -> list[tuple[str, Message]]:
        """Give the channel and the message of everything that was posted anywhere, oldest first."""
        said = [(place, one) for place, posted in self.posted.items() for one in posted]
        return sorted(said, key=lambda one: [int(part) for part in one[1]["ts"].split(".")])

    async def answer(self, method: str, request: web.Request) -> web.Response | None:
        """Answer a call of the Web API; None for a method that is not ours."""
        if method == "chat.postMessage":
            return await self._post(request, await request.json())
        if method == "chat.update":
            return await self._edit(request, await request.json())
        fields = {**request.query, **(await request.post())}
        asked = {key: str(value) for key, value in fields.items()}
        if method == "conversations.history":
            return self._history(asked)
        if method == "conversations.replies":
            return self._replies(asked)
        if method == "conversations.open":
            return _ok(channel={"id": f"D{asked['users']}"})
        return None

    async def _post(self, request: web.Request, said: Message) -> web.Response:
        channel = str(said["channel"])
        if monotonic() < self._wait_until.get(channel, 0):
            self.hasty.append(channel)
        fault = self.faults.popleft() if self.faults else self.pick_fault(channel)
        refusal = self.refusals.get(channel)
        if (self.bad_blocks and said.get("blocks")) or (self.bad_charts and _has_chart(said)):
            refusal = "invalid_blocks"
        if said.get("thread_ts"):
            refusal = refusal or self.thread_refusal
        if refusal is not None:
            return _no(refusal)
        before, after = self.delays()
        await asyncio.sleep(before)
        if fault in (None, *AFTER):
            ts = self._keep(channel, said)
        if fault is not None:
            return await self._fail(request, channel, fault)
        await asyncio.sleep(after)
        # A person's conversation has an id of its own, and that is what Slack names.
        return _ok(channel=_place(channel), ts=ts)

    async def _edit(self, request: web.Request, said: Message) -> web.Response:
        """Change a message; https://docs.slack.dev/reference/methods/chat.update."""
        channel, ts = str(said["channel"]), str(said["ts"])
        fault = self.faults.popleft() if self.faults else self.pick_fault(channel)
        refusal = self.refusals.get(channel) or self.edit_refusals.get(channel)
        if (self.bad_blocks and said.get("blocks")) or (self.bad_charts and _has_chart(said)):
            refusal = "invalid_blocks"
        if channel.startswith("U"):
            refusal = "channel_not_found"  # a conversation has an id of its own
        found = [one for one in self.posted.get(channel, []) if one["ts"] == ts]
        if refusal is not None or not found:
            return _no(refusal or "message_not_found")
        if fault in (None, *AFTER):
            found[0].update({"text": said["text"], "blocks": said["blocks"]})
            self.edits.append((channel, {**said, "at": self.clock()}))
        if fault is not None:
            return await self._fail(request, channel, fault)
        return _ok(channel=channel, ts=ts, text=said["text"])

    async def _fail(self, request: web.Request, channel: str, fault: Fault) -> web.Response:
        if fault in (Fault.LOST_AFTER, Fault.LOST_BEFORE) and request.transport is not None:
            request.transport.abort()
        if fault is Fault.SLOW_AFTER:
            await asyncio.sleep(self.slow_seconds)
        if fault is Fault.RATE_LIMITED:
            self._wait_until[channel] = monotonic() + self.retry_after
            return too_many(self.retry_after)
        if fault is Fault.GARBLED_AFTER:
            return web.Response(text="<html>Bad gateway</html>", content_type="text/html")
        return web.Response(status=500, text=json.dumps({"ok": False, "error": "internal_error"}))

    def _keep(self, channel: str, said: Message) -> str:
        self._number += 1
        ts = f"{self.clock():.0f}.{self._number:06d}"
        there = self.posted.setdefault(_place(channel), [])
        if said.get("thread_ts") in self._deleted:
            # Slack says what should have answered a message that is gone as one of its own.
            said = {key: value for key, value in said.items() if key != "thread_ts"}
        there.append({**said, "ts": ts})
        self.first_words[ts] = said["text"]
        return ts

    def _history(self, asked: dict[str, str]) -> web.Response:
        """Give a page, newest first; the metadata only to who asks for it."""
        refusal = self.history_refusals.get(asked["channel"])
        if refusal is not None:
            return _no(refusal)
        oldest, latest = float(asked.get("oldest", 0)), float(asked.get("latest", "inf"))
        found = [
            said
            for said in reversed(self.posted.get(asked["channel"], []))
            if oldest <= float(said["ts"]) <= latest and not said.get("thread_ts")
        ]
        start = int(asked.get("cursor") or 0)
        end = start + min(self.page_limit, int(asked.get("limit", self.page_limit)))
        page = found[start:end]
        if asked.get("include_all_metadata") != "1":
            page = [{**said, "metadata": None} for said in page]
        more = str(end) if end < len(found) else ""
        return _ok(messages=page, response_metadata={"next_cursor": more})

    def _replies(self, asked: dict[str, str]) -> web.Response:
        """Give what was said below a message, with that message, which a history leaves out."""
        posted, thread = self.posted.get(asked["channel"], []), asked["ts"]
        if not any(one["ts"] == thread for one in posted):
            return _no("thread_not_found")
        found = [one for one in posted if thread in (one["ts"], one.get("thread_ts"))]
        if asked.get("include_all_metadata") != "1":
            found = [{**said, "metadata": None} for said in found]
        return _ok(messages=found, response_metadata={"next_cursor": ""})


def _place(channel: str) -> str:
    return f"D{channel}" if channel.startswith("U") else channel


def _has_chart(said: Message) -> bool:
    return any(block["type"] == "data_visualization" for block in said.get("blocks") or ())


def too_many(retry_after: int) -> web.Response:
    """Ask to wait, as Slack does: https://docs.slack.dev/apis/web-api/rate-limits/."""
    told = {"ok": False, "error": "ratelimited"}
    return web.json_response(told, status=429, headers={"Retry-After": str(retry_after)})


def _ok(**told: Any) -> web.Response:
    return web.json_response({"ok": True, **told})


def _no(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})
