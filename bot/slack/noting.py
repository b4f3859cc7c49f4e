"""The form in which release notes are edited: opened at once, filled when they are read."""

from concurrent.futures import Executor
from typing import Any

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.people.errors import RefusedError, refused
from bot.people.reception import Reception
from bot.people.sentence import sentence_reply
from bot.slack.bodies import asker_of
from bot.slack.sending import Sender
from bot.views.blocks import Block, section
from bot.views.choosing import ChoiceError, read_choice
from bot.views.modal import modal
from bot.views.notes import EDIT_NOTES, notes_form, read_notes_form
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn

log = structlog.get_logger(__name__)

Body = dict[str, Any]


def register_noting(
    app: App, reception: Reception, sender: Sender, client: WebClient, executor: Executor
) -> None:
    """Register the button and its form. A `trigger_id` lives for three seconds."""

    def clicked(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        try:
            opened = client.views_open(
                trigger_id=body["trigger_id"], view=_told(say("notes.looking"))
            )
        except (SlackClientError, OSError) as error:
            log.warning("a modal was not opened", error=type(error).__name__)
            told = sentence_reply(say("form.too_slow"), "trouble")
            executor.submit(sender.answer, respond, lambda: told)
            return
        executor.submit(_fill, reception, client, body, str((opened.get("view") or {})["id"]))

    def submitted(ack: Ack, body: Body) -> None:
        # Its own database alone is asked: that takes less than the three seconds there are.
        ack(response_action="update", view=_told(_saved(reception, body)))

    app.action(EDIT_NOTES)(clicked)
    app.view(EDIT_NOTES)(submitted)


def _fill(reception: Reception, client: WebClient, body: Body, view_id: str) -> None:
    try:
        view = _form(reception, body)
    except RefusedError as error:
        view = _told(Mrkdwn(error.reply.text))
    except Exception:
        # The last stop of a thread: nobody must be left in front of "Reading …".
        log.exception("notes could not be read")
        view = _told(say("trouble.failed"))
    try:
        client.views_update(view_id=view_id, view=view)
    except (SlackClientError, OSError) as error:
        log.warning("a modal was not updated", error=type(error).__name__)


def _form(reception: Reception, body: Body) -> Block:
    asker = asker_of(body)
    try:
        choice = read_choice(str((body.get("actions") or [{}])[0].get("value")))
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error
    if asker is None:
        raise refused(say("trouble.stale_button"))
    return notes_form(reception.ask_notes(asker, choice.release))


def _saved(reception: Reception, body: Body) -> Mrkdwn:
    asker = asker_of(body)
    try:
        form = read_notes_form(body["view"])
        if asker is None:
            return say("trouble.stale_button")
        return reception.save_notes(asker, form)
    except ChoiceError:
        return say("trouble.stale_button")
    except RefusedError as error:
        return Mrkdwn(error.reply.text)
    except Exception:
        log.exception("notes could not be saved")
        return say("trouble.failed")


def _told(sentence: Mrkdwn) -> Block:
    return modal(say_plain("notes.form_title"), [section(sentence)], close=say_plain("write.close"))
