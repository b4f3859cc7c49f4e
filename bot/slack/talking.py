"""Says an answer in the thread where it was asked for."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from bot.delivery.addresses import name_address
from bot.reply import Reply
from bot.slack.bodies import Heard
from bot.slack.errors import reason_of
from bot.slack.pictures import Unshown
from bot.slack.rooms import Rooms
from bot.slack.sending import simpler
from bot.views.blocks import Block
from bot.views.chart import charts_left_out
from bot.views.trouble import trouble_blocks
from bot.words.audience import ONE_PERSON
from bot.words.catalogue import say

log = structlog.get_logger(__name__)

_WORKING = "eyes"


@dataclass(frozen=True, slots=True)
class Talker:
    """`client` must not repeat what it is not sure of; `bot_user` is who we are there.

    `rooms` tell what those may read who listen.
    """

    client: WebClient
    bot_user: str
    rooms: Rooms

    def say(self, heard: Heard, reply: Reply) -> Unshown | None:
        """Answer in the thread, for all who read it; give the charts that Slack did not take.

        https://docs.slack.dev/reference/methods/chat.postMessage
        """
        readers = self.rooms.readers(heard.asker)
        charts = self._post("chat.postMessage", heard, simpler(reply, readers), {})
        return Unshown(heard.asker.channel, heard.thread, charts) if charts else None

    def whisper(self, heard: Heard, reply: Reply) -> Unshown | None:
        """Answer so that nobody else sees it; in a direct message nobody does anyway.

        Elsewhere charts that Slack does not take are left out: nobody else may see them either.
        https://docs.slack.dev/reference/methods/chat.postEphemeral
        """
        if heard.asker.is_direct:
            return self.say(heard, reply)
        told = simpler(reply, ONE_PERSON)
        self._post("chat.postEphemeral", heard, told, {"user": heard.asker.user})
        return None

    @contextmanager
    def working(self, heard: Heard) -> Iterator[None]:
        """Show by a reaction that it was heard, until the answer is there."""
        self._react("reactions.add", heard)
        try:
            yield
        finally:
            self._react("reactions.remove", heard)

    def _post(
        self, method: str, heard: Heard, told: Iterator[Reply], more: dict[str, Any]
    ) -> tuple[Block, ...]:
        message = {
            "channel": heard.asker.channel,
            "unfurl_links": False,
            "unfurl_media": False,
            **more,
        }
        if heard.thread != heard.ts or "user" not in more:
            # A private answer in a thread that has not begun yet would be seen by nobody.
            message["thread_ts"] = heard.thread
        try:
            return self._send(method, message, told)
        except (SlackClientError, OSError) as error:
            log.error("an answer was not delivered", error=reason_of(error))  # noqa: TRY400
            if isinstance(error, SlackApiError) and not heard.asker.is_direct:
                self._tell_why_not(heard, reason_of(error))
            return ()

    def _tell_why_not(self, heard: Heard, reason: str) -> None:
        """Tell whoever asked, and nobody else, that where they asked nothing can be said."""
        said = say("rooms.unsaid", channel=name_address(heard.asker.channel), reason=reason)
        try:
            self.client.chat_postMessage(
                channel=heard.asker.user, text=said, blocks=trouble_blocks(said)
            )
        except (SlackClientError, OSError) as error:
            log.error("nor could that be told", error=reason_of(error))  # noqa: TRY400

    def _send(
        self, method: str, message: dict[str, Any], told: Iterator[Reply]
    ) -> tuple[Block, ...]:
        """Send the richest form that Slack takes; give the charts that are not in it."""
        *richer, barest = told
        composed = (richer[0] if richer else barest).blocks
        message = {**message, "text": barest.text}
        for shown in richer:
            try:
                self.client.api_call(method, json=message | {"blocks": list(shown.blocks)})
            except SlackApiError as error:
                if error.response["error"] != "invalid_blocks":
                    raise
                log.error("Slack refused the blocks of an answer")  # noqa: TRY400
            else:
                return charts_left_out(composed, shown.blocks)
        blocks = list(barest.blocks)
        self.client.api_call(method, json=message | ({"blocks": blocks} if blocks else {}))
        return charts_left_out(composed, blocks)

    def _react(self, method: str, heard: Heard) -> None:
        """Set or take back our reaction; an answer without one is as good."""
        params = {"channel": heard.asker.channel, "timestamp": heard.ts, "name": _WORKING}
        try:
            self.client.api_call(method, params=params)
        except (SlackClientError, OSError) as error:
            log.info("a reaction failed", method=method, error=reason_of(error))
