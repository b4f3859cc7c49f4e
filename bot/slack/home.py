"""App Home in Slack: published when it is opened, and anew after every click in it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import App
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.people.errors import RefusedError
from bot.people.home import home_of
from bot.people.office import Office
from bot.people.reading import for_one
from bot.people.roles import Asker
from bot.reply import Reply
from bot.slack.acknowledging import acknowledge
from bot.slack.bodies import NO_CHANNEL, asker_of
from bot.slack.errors import reason_of
from bot.slack.sending import failure, simpler
from bot.slack.suggesting import Suggester
from bot.words.audience import ONE_PERSON

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class HomeDoor:
    """Publishes pages and answers clicks on them: a view has no address to answer to.

    `client` must not repeat what it is not sure of.
    """

    client: WebClient
    office: Office

    def publish(self, asker: Asker) -> None:
        """Show somebody their page as of now; where Slack refuses it that is logged."""
        try:
            page = home_of(for_one(self.office, asker), asker)
            self.client.views_publish(user_id=asker.user, view=page)
        except (SlackClientError, OSError) as error:
            log.error("a home page was not published", error=reason_of(error))  # noqa: TRY400

    def answer(self, asker: Asker, make: Callable[[], Reply]) -> None:
        """Make an answer to a click, say it in a direct message, and show the page anew."""
        try:
            reply = make()
        except RefusedError as error:
            reply = error.reply
        except Exception:
            # The last stop of a thread: whoever clicked must not be left waiting in silence.
            log.exception("an answer could not be made")
            reply = failure()
        self._tell(asker, reply)
        self.publish(asker)

    def refuse(self, asker: Asker, reply: Reply) -> None:
        """Say in a direct message why nothing was done; only people of ours have a page."""
        if asker.workspace == self.office.workspace:
            self._tell(asker, reply)
            self.publish(asker)

    def _tell(self, asker: Asker, reply: Reply) -> None:
        for shown in simpler(reply, ONE_PERSON):
            try:
                self._post(asker, shown)
            except (SlackClientError, OSError) as error:
                log.error("an answer was not delivered", error=reason_of(error))  # noqa: TRY400
                if reason_of(error) != "invalid_blocks":
                    return
            else:
                return

    def _post(self, asker: Asker, reply: Reply) -> None:
        self.client.chat_postMessage(
            channel=asker.user,
            text=reply.text,
            blocks=list(reply.blocks) or None,
            unfurl_links=False,
            unfurl_media=False,
        )


def register_home(app: App, door: HomeDoor, suggester: Suggester) -> None:
    """Publish a page whenever its tab is opened, and suggest what to ask beside it.

    https://docs.slack.dev/reference/events/app_home_opened
    """

    def opened(body: dict[str, Any]) -> None:
        event = body.get("event") or {}
        asker = asker_of(body)
        if asker is None:
            return
        if event.get("tab") == "home":
            door.publish(asker)
        elif event.get("tab") == "messages" and event.get("channel"):
            suggester.suggest(asker, str(event["channel"]))

    app.event("app_home_opened")(ack=acknowledge, lazy=[opened])


def is_in_home(body: dict[str, Any]) -> bool:
    """Tell a click on somebody's page from one below a message."""
    is_view = (body.get("container") or {}).get("type") == "view"
    return is_view and (body.get("channel") or {}).get("id", NO_CHANNEL) == NO_CHANNEL
