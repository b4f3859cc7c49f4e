"""The agent view of a local Slack: what each conversation is suggested to ask."""

from dataclasses import dataclass, field
from typing import Any

from aiohttp import web

Message = dict[str, Any]


@dataclass
class Agents:
    """`prompts` are those of each conversation; `refusal` says why there are none to be set."""

    prompts: dict[str, list[Message]] = field(default_factory=dict)
    refusal: str | None = None

    async def answer(self, method: str, request: web.Request) -> web.Response | None:
        """Answer a call of the Web API; None for a method that is not ours.

        With a `thread_ts`, as an assistant's, nothing is set and nothing is said.
        """
        if method != "assistant.threads.setSuggestedPrompts":
            return None
        told = await request.json()
        if self.refusal is not None or not 1 <= len(told["prompts"]) <= 4:
            error = self.refusal or "invalid_arguments"
            return web.json_response({"ok": False, "error": error})
        if "thread_ts" not in told:
            self.prompts[told["channel_id"]] = told["prompts"]
        return web.json_response({"ok": True})
