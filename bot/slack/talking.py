"""Says an answer in the thread where it was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.reply import Reply
from bot.slack.bodies import Heard
from bot.slack.errors import reason_of
from bot.slack.sending import simpler

log = structlog.get_logger(__name__)

_WORKING = "eyes"


@dataclass(frozen=True, slots=True)
class Talker:
    """`client` must not repeat what it is not sure of; `bot_user` is who we are there."""

    client: WebClient
    bot_user: str

    def say(self, heard: Heard, reply: Reply) -> None:
        """Answer in the thread, for all who read it.

        https://docs.slack.dev/reference/methods/chat.postMessage
        """
        self._post("chat.postMessage", heard, reply, {})

    def whisper(self, heard: Heard, reply: Reply) -> None:
        """Answer so that nobody else sees it; in a direct message nobody does anyway.

        https://docs.slack.dev/reference/methods/chat.postEphemeral
        """
        if heard.asker.is_direct:
            self.say(heard, reply)
        else:
            self._post("chat.postEphemeral", heard, reply, {"user": heard.asker.user})

    @contextmanager
    def working(self, heard: Heard) -> Iterator[None]:
        """Show by a reaction that it was heard, until the answer is there."""
        self._react("reactions.add", heard)
        try:
            yield
        finally:
            self._react("reactions.remove", heard)

    def _post(self, method: str, heard: Heard, reply: Reply, more: dict[str, Any]) -> None:
        message = {
            "channel": heard.asker.channel,
            "text": reply.text,
            "unfurl_links": False,
            "unfurl_media": False,
            **more,
        }
        if heard.thread != heard.ts or "user" not in more:
            # A private answer in a thread that has not begun yet would be seen by nobody.
            message["thread_ts"] = heard.thread
        try:
            self._send(method, message, reply)
        except (SlackClientError, OSError) as error:
            log.error("an answer was not delivered", error=reason_of(error))  # noqa: TRY400

    def _send(self, method: str, message: dict[str, Any], reply: Reply) -> None:
        *richer, barest = simpler(reply)
        for shown in richer:
            try:
                self.client.api_call(method, json=message | {"blocks": list(shown.blocks)})
            except SlackApiError as error:
                if error.response["error"] != "invalid_blocks":
                    raise
                log.error("Slack refused the blocks of an answer")  # noqa: TRY400
            else:
                return
        blocks = list(barest.blocks)
        self.client.api_call(method, json=message | ({"blocks": blocks} if blocks else {}))

    def _react(self, method: str, heard: Heard) -> None:
        """Set or take back our reaction; an answer without one is as good."""
        params = {"channel": heard.asker.channel, "timestamp": heard.ts, "name": _WORKING}
        try:
            self.client.api_call(method, params=params)
        except (SlackClientError, OSError) as error:
            log.info("a reaction failed", method=method, error=reason_of(error))
