"""The modal of what is said of a release: opened at once, filled when we know, checked by field."""

import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.people.errors import RefusedError, refused
from bot.people.office import Office
from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.people.setting import Wrong
from bot.reply import Reply
from bot.slack.bodies import asker_of
from bot.slack.readers import as_reader
from bot.slack.sending import Sender
from bot.slack.values import asker_in, choice_of
from bot.views.blocks import Block, section
from bot.views.choosing import ChoiceError
from bot.views.modal import modal
from bot.views.setting import EDIT_SETTINGS, Standing
from bot.views.setting_form import BLOCK_OF, Form, form_view, read_settings_form
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn, unescape

log = structlog.get_logger(__name__)

Body = dict[str, Any]
Made = Reply | Standing
# What replaces a view must not be at Slack before the answer to the submission that it replaces.
_SETTLE_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class SettingDoor:
    """Opens the modal and puts into it what came of it, in the forms that its reader uses.

    A `trigger_id` lives for three seconds: the modal is there before anything is looked up.
    """

    client: WebClient
    executor: Executor
    office: Office

    def open(self, body: Body, make: Callable[[], Made]) -> bool:
        """Open it, and fill it when `make` is done; False where Slack does not take it any more."""
        try:
            opened = self.client.views_open(
                trigger_id=body["trigger_id"], view=_told(say("settings.looking"))
            )
        except (SlackClientError, OSError) as error:
            log.warning("a modal was not opened", error=type(error).__name__)
            return False
        view_id = str((opened.get("view") or {})["id"])
        self.executor.submit(as_reader, self.office, body, self.show, view_id, make)
        return True

    def submitted(self, body: Body, make: Callable[[], Made]) -> None:
        """Keep what was filled in, and show it; whoever closed the modal hears how it ended."""
        asker = asker_of(body)
        user = None if asker is None else asker.user
        view_id = str(body["view"]["id"])
        self.executor.submit(as_reader, self.office, body, self.show, view_id, make, user)

    def show(self, view_id: str, make: Callable[[], Made], user: str | None = None) -> None:
        """Put what came of it in place of the waiting."""
        view = _view(make)
        try:
            self.client.views_update(view_id=view_id, view=view)
        except (SlackClientError, OSError) as error:
            log.warning("a modal was not updated", error=type(error).__name__)
            if user is not None and "submit" not in view:
                self._say(user, view)

    def _say(self, user: str, view: Block) -> None:
        blocks = view["blocks"]
        text = blocks[0]["text"]["text"]
        try:
            self.client.chat_postMessage(channel=user, text=text, blocks=blocks)
        except (SlackClientError, OSError) as error:
            log.error("what was set was not told", error=type(error).__name__)  # noqa: TRY400


def register_setting(app: App, reception: Reception, sender: Sender, door: SettingDoor) -> None:
    """Register the button that opens the modal, and the modal itself."""

    def clicked(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        if not door.open(body, lambda: _asked(reception, body)):
            told = sentence_reply(say("form.too_slow"), "trouble")
            door.executor.submit(sender.answer, respond, lambda: told)

    def submitted(ack: Ack, body: Body) -> None:
        try:
            form = _form(body)
            wrong = reception.check_settings(asker_in(body), form)
        except RefusedError as error:
            ack(response_action="update", view=_told(Mrkdwn(error.reply.text)))
            return
        if wrong is not None:
            ack(response_action="errors", errors=_errors(wrong))
            return

        def keep() -> Made:
            time.sleep(_SETTLE_SECONDS)
            return _kept(reception, asker_in(body), form)

        ack(response_action="update", view=_told(say("settings.working")))
        door.submitted(body, keep)

    app.action(EDIT_SETTINGS)(clicked)
    app.view(EDIT_SETTINGS)(submitted)


def _kept(reception: Reception, asker: Asker, form: Form) -> Made:
    made = reception.set_settings(asker, form)
    if isinstance(made, Wrong):  # somebody else took that codename just now
        raise refused(made.problems[0].sentence)
    return made


def _asked(reception: Reception, body: Body) -> Standing:
    return reception.ask_settings(asker_in(body), reference=choice_of(body).release)


def _form(body: Body) -> Form:
    try:
        return read_settings_form(body["view"])
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error


def _errors(wrong: Wrong) -> dict[str, str]:
    """Give each sentence to its field, as text: nothing there is read for marks."""
    return {
        BLOCK_OF.get(problem.field, problem.field): unescape(problem.sentence.replace("*", ""))
        for problem in reversed(wrong.problems)
    }


def _view(make: Callable[[], Made]) -> Block:
    try:
        made = make()
    except RefusedError as error:
        return _told(Mrkdwn(error.reply.text))
    except Exception:
        # The last stop of a thread: whoever waits must not be left in front of "Saving …".
        log.exception("settings could not be shown or kept")
        return _told(say("trouble.failed"))
    if isinstance(made, Standing):
        return form_view(made)
    return modal(say_plain("settings.modal"), made.blocks, close=say_plain("settings.close"))


def _told(sentence: Mrkdwn) -> Block:
    title, close = say_plain("settings.modal"), say_plain("settings.close")
    return modal(title, [section(sentence)], close=close)
