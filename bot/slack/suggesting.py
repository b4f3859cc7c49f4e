"""Suggested prompts in the agent view: set when somebody opens their messages with us.

They stand above the conversation; `thread_ts` belongs to the older assistant view, and with it an
agent's call does nothing in silence:
https://docs.slack.dev/reference/methods/assistant.threads.setSuggestedPrompts
"""

from dataclasses import dataclass, field
from threading import Event

import structlog
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.people.office import Office
from bot.people.roles import Asker
from bot.people.suggesting import prompts_of
from bot.slack.errors import reason_of

log = structlog.get_logger(__name__)

_METHOD = "assistant.threads.setSuggestedPrompts"


@dataclass(frozen=True, slots=True)
class Suggester:
    """Suggests what to ask; where Slack has no agent view for us that is logged once."""

    client: WebClient
    office: Office
    _is_refused: Event = field(default_factory=Event)

    def suggest(self, asker: Asker, conversation: str) -> None:
        """Set the prompts of somebody's conversation with us, by its id."""
        prompts = [
            {"title": one.title, "message": one.message} for one in prompts_of(self.office, asker)
        ]
        try:
            self.client.api_call(_METHOD, json={"channel_id": conversation, "prompts": prompts})
        except (SlackClientError, OSError) as error:
            if not self._is_refused.is_set():
                log.info("prompts are not suggested", error=reason_of(error))
            self._is_refused.set()
