"""Forms in modals: opened at once, filled when we know with what, answered beside their fields."""

import time
from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future
from dataclasses import dataclass
from typing import Any, Final

import structlog
from slack_bolt import Ack, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.people.errors import RefusedError
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.slack.bodies import asker_of
from bot.slack.errors import reason_of
from bot.slack.home import HomeDoor, is_in_home
from bot.slack.sending import Sender
from bot.views.blocks import Block, section
from bot.views.choosing import ChoiceError
from bot.views.modal import ended_view, pending_view
from bot.words.audience import ONE_PERSON
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape, unescape

log = structlog.get_logger(__name__)

Body = dict[str, Any]


class WrongFieldsError(Exception):
    """What was filled in cannot be taken; `errors` has a sentence for each field to blame."""

    def __init__(self, errors: Mapping[str, str]) -> None:
        self.errors = errors
        super().__init__(*errors.values())


Found = Block | RefusedError | WrongFieldsError

# Slack waits three seconds for an answer to a submission: who is slower says so first.
_AT_ONCE: Final = 2.0
# What replaces a view must not be at Slack before the answer to the submission that it replaces.
SETTLE_SECONDS: Final = 0.3


@dataclass(frozen=True, slots=True)
class Forms:
    """Opens modals and takes what they send; `executor` does what takes longer than Slack waits.

    `client` must not repeat what it is not sure of. Views are made `as_reader`, in the forms of
    dates and numbers of who sent the body.
    """

    client: WebClient
    sender: Sender
    home: HomeDoor
    executor: Executor
    as_reader: Callable[..., Any]

    def open(self, body: Body, respond: Respond, waiting: Block, make: Callable[[], Block]) -> None:
        """Show `waiting` at once, as a `trigger_id` lives for three seconds, and then the form."""
        if not self.opened(body, waiting, make):
            self.tell(body, respond, sentence_reply(say("form.too_slow"), "trouble"))

    def opened(self, body: Body, waiting: Block, make: Callable[[], Block]) -> bool:
        """Do as `open`; False, and nothing is said, where Slack does not take it any more."""
        try:
            opened = self.client.views_open(trigger_id=body["trigger_id"], view=waiting)
        except (SlackClientError, OSError) as error:
            log.warning("a modal was not opened", error=reason_of(error))
            return False
        view_id = str((opened.get("view") or {})["id"])
        self.show_soon(body, view_id, make)
        return True

    def show_soon(self, body: Body, view_id: str, make: Callable[[], Block]) -> None:
        """Put what comes of it in place of the waiting, when it is made."""
        self.executor.submit(self.as_reader, body, self.show, body, view_id, make)

    def show(self, body: Body, view_id: str, make: Callable[[], Block]) -> None:
        """Put what came of it in place of the waiting; where the modal is gone, say it to them."""
        view = made_view(make)
        try:
            self.client.views_update(view_id=view_id, view=view)
        except (SlackClientError, OSError) as error:
            log.warning("a modal was not updated", error=reason_of(error))
            self._say_instead(body, view)

    def take(self, ack: Ack, body: Body, title: str, make: Callable[[], Block]) -> None:
        """Answer a submission with the view that replaces the form, or beside its fields."""
        made = self.executor.submit(self.as_reader, body, _try, make)
        try:
            found = made.result(timeout=_AT_ONCE)
        except TimeoutError:
            ack(response_action="update", view=pending_view(title, say("form.working")))
            made.add_done_callback(lambda late: self._show_late(body, title, late))
            return
        if isinstance(found, RefusedError) and found.field is not None:
            found = WrongFieldsError({found.field: unescape(found.reply.read_by(ONE_PERSON).text)})
        if isinstance(found, WrongFieldsError):
            ack(response_action="errors", errors={**found.errors})
            return
        ack(response_action="update", view=_shown(found, title))

    def refresh_home(self, asker: Asker) -> None:
        """Show somebody's page anew, as what stands on it has changed."""
        self.executor.submit(self.home.publish, asker)

    def _show_late(self, body: Body, title: str, late: "Future[Found]") -> None:
        time.sleep(SETTLE_SECONDS)
        found = late.result()
        self.show(body, str(body["view"]["id"]), lambda: _shown(found, title))

    def tell(self, body: Body, respond: Respond, told: Reply) -> None:
        """Say in private why there is no form."""
        asker = asker_of(body)
        if is_in_home(body) and asker is not None:
            self.executor.submit(self.home.answer, asker, lambda: told)
        else:
            self.executor.submit(self.sender.answer, respond, lambda: told)

    def _say_instead(self, body: Body, view: Block) -> None:
        """Say how it ended where nobody looks at the modal any more; a form is not worth that."""
        asker = asker_of(body)
        if asker is None or "submit" in view:
            return
        text = next((one["text"]["text"] for one in view["blocks"] if "text" in one), "")
        try:
            self.client.chat_postMessage(channel=asker.user, text=text, blocks=view["blocks"])
        except (SlackClientError, OSError) as error:
            reason = reason_of(error)
            log.error("the end of a form was not told", error=reason)  # noqa: TRY400


def made_view(make: Callable[[], Block]) -> Block:
    """Make a view; what cannot be made is a view that says so."""
    return _shown(_try(make), "")


def _try(make: Callable[[], Block]) -> Found:
    try:
        return make()
    except (RefusedError, WrongFieldsError) as error:
        return error
    except ChoiceError:
        return ended_view("", [section(say("trouble.stale_button"))])
    except Exception:
        # The last stop of a thread: whoever waits must not be left in front of a form.
        log.exception("a form could not be answered")
        return ended_view("", [section(say("trouble.failed"))])


def _shown(found: Found, title: str) -> Block:
    if isinstance(found, WrongFieldsError):  # its fields are gone by now
        return ended_view(title, [section(escape(text)) for text in found.errors.values()])
    if isinstance(found, RefusedError):
        return ended_view(title, [section(Mrkdwn(found.reply.read_by(ONE_PERSON).text))])
    return found
