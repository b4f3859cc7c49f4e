"""The rooms and people of a local Slack, and what is said there to one person alone."""

import asyncio
import json
from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

from config.manifest import bot_scopes

Message = dict[str, Any]


@dataclass
class Rooms:
    """`channels` has what `conversations.info` tells; a channel that is not there is unknown.

    With `is_everywhere` we are also in every channel that is not listed. `refusal` is an error
    for every look at a channel, which takes `look_seconds`. `members` come in pages of one.
    `looked_up` are those whose profiles were asked for, `left` who is in the workspace no more.
    `scopes` are what our token allows. `homes` are the pages that each person was shown. With
    `bad_charts` nobody is told or shown anything that has one.
    """

    channels: dict[str, Message] = field(
        default_factory=lambda: {"C1": {"id": "C1", "is_member": True}}
    )
    zones: dict[str, str] = field(default_factory=lambda: {"U01": "Europe/Berlin"})
    locales: dict[str, str] = field(default_factory=dict)
    looked_up: list[str] = field(default_factory=list)
    left: set[str] = field(default_factory=set)
    members: dict[str, tuple[str, ...]] = field(default_factory=dict)
    whispers: list[Message] = field(default_factory=list)
    reactions: list[tuple[str, str]] = field(default_factory=list)
    homes: dict[str, list[Message]] = field(default_factory=dict)
    is_everywhere: bool = False
    refusal: str | None = None
    look_seconds: float = 0
    bad_charts: bool = False
    scopes: frozenset[str] = field(default_factory=bot_scopes)

    async def answer(self, method: str, request: web.Request) -> web.Response | None:
        """Answer a call of the Web API; None for a method that is not ours."""
        if method in {"chat.postEphemeral", "views.publish"}:
            return self._keep(method, await request.json())
        asked = {**request.query, **(await request.post())}
        if method == "conversations.info":
            await asyncio.sleep(self.look_seconds)
            return self._look(str(asked["channel"]))
        if method == "conversations.members":
            return self._members(str(asked["channel"]), int(str(asked.get("cursor") or 0)))
        if method == "users.info":
            return self._look_up(str(asked["user"]), asked.get("include_locale"))
        if method.startswith("reactions."):
            self.reactions.append((method, str(asked["timestamp"])))
            return _ok()
        return None

    def _keep(self, method: str, told: Message) -> web.Response:
        if self.bad_charts and '"data_visualization"' in json.dumps(told):
            return _no("invalid_blocks")
        if method == "views.publish":
            self.homes.setdefault(told["user_id"], []).append(told["view"])
        else:
            self.whispers.append(told)
        return _ok()

    def _look_up(self, user: str, include_locale: object) -> web.Response:
        self.looked_up.append(user)
        if user in self.left:
            return _ok(user={"deleted": True})
        if user not in {*self.zones, *self.locales}:
            return _no("user_not_found")
        told = {"tz": self.zones.get(user)}
        if include_locale in {"1", "true"}:
            told["locale"] = self.locales.get(user)
        return _ok(user=told)

    def _members(self, channel: str, start: int) -> web.Response:
        members = self.members.get(channel, ())
        more = str(start + 1) if start + 1 < len(members) else ""
        page = list(members[start : start + 1])
        return _ok(members=page, response_metadata={"next_cursor": more})

    def _look(self, channel: str) -> web.Response:
        if self.refusal is not None:
            return _no(self.refusal)
        if channel in self.channels:
            return _ok(channel=self.channels[channel])
        if self.is_everywhere:
            return _ok(channel={"id": channel, "is_member": True})
        return _no("channel_not_found")


def _ok(**told: Any) -> web.Response:
    return web.json_response({"ok": True, **told})


def _no(error: str) -> web.Response:
    return web.json_response({"ok": False, "error": error})
