"""The modal that sets a release's date: opened at once, filled and answered when we know."""

import time
from collections.abc import Callable
from concurrent.futures import Executor
from functools import partial
from typing import Any

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.logs import scrub
from bot.people.dating import Asking
from bot.people.errors import RefusedError, refused
from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.slack.bodies import asker_of, dated_release
from bot.slack.readers import as_reader
from bot.slack.sending import Sender
from bot.views.blocks import Block
from bot.views.dating import SET_DATE, form_view, read_form, told_view, waiting_view
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape
from bot.writing.errors import CannotWriteError
from connectors.tracker import TrackerError

log = structlog.get_logger(__name__)

Body = dict[str, Any]
_REASON_LIMIT = 500
# What replaces a view must not be at Slack before the answer to the submission that it replaces.
_SETTLE_SECONDS = 0.3


def register_dating(
    app: App, reception: Reception, sender: Sender, client: WebClient, executor: Executor
) -> None:
    """Register the button and its modal; `executor` does what takes longer than Slack waits.

    A `trigger_id` lives for three seconds: the modal is there before any tracker is asked.
    """

    def clicked(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        try:
            opened = client.views_open(
                trigger_id=body["trigger_id"], view=waiting_view("write.looking")
            )
        except (SlackClientError, OSError) as error:
            log.warning("a modal was not opened", error=type(error).__name__)
            told = sentence_reply(say("write.too_slow"), "trouble")
            executor.submit(sender.answer, respond, lambda: told)
            return
        view = str((opened.get("view") or {})["id"])
        asked = partial(_asked, reception, body)
        executor.submit(as_reader, reception.office, body, _show, client, body, view, asked)

    def submitted(ack: Ack, body: Body) -> None:
        def set_date() -> Mrkdwn | Asking:
            time.sleep(_SETTLE_SECONDS)
            return reception.set_date(_asker(body), read_form(body["view"]))

        ack(response_action="update", view=waiting_view("write.working"))
        view = str(body["view"]["id"])
        executor.submit(as_reader, reception.office, body, _show, client, body, view, set_date)

    app.action(SET_DATE)(clicked)
    app.view(SET_DATE)(submitted)


def _asked(reception: Reception, body: Body) -> Asking:
    return reception.ask_date(_asker(body), dated_release(body) or "")


def _show(client: WebClient, body: Body, view_id: str, make: Callable[[], Mrkdwn | Asking]) -> None:
    """Put what came of it in place of the waiting; where the modal is gone, say it to them."""
    view = _view(make)
    try:
        client.views_update(view_id=view_id, view=view)
    except (SlackClientError, OSError) as error:
        log.warning("a modal was not updated", error=type(error).__name__)
        _say(client, body, view)


def _view(make: Callable[[], Mrkdwn | Asking]) -> Block:
    try:
        made = make()
    except RefusedError as error:
        return told_view(Mrkdwn(error.reply.text))
    except CannotWriteError as error:
        return told_view(error.sentence)
    except TrackerError as error:
        reason = escape(scrub(str(error)), _REASON_LIMIT)
        return told_view(say("write.failed", reason=reason))
    except Exception:
        # The last stop of a thread: whoever waits must not be left in front of "Writing …".
        log.exception("a date could not be set")
        return told_view(say("trouble.failed"))
    if isinstance(made, Asking):
        return form_view(made.proposal, made.number, made.notice)
    return told_view(made)


def _say(client: WebClient, body: Body, view: Block) -> None:
    """Say how it ended where nobody looks at the modal any more; a question is not worth that."""
    asker = asker_of(body)
    if asker is None or "submit" in view:
        return
    text = view["blocks"][0]["text"]["text"]
    try:
        client.chat_postMessage(channel=asker.user, text=text, blocks=view["blocks"])
    except (SlackClientError, OSError) as error:
        log.error("the end of a write was not told", error=type(error).__name__)  # noqa: TRY400


def _asker(body: Body) -> Asker:
    asker = asker_of(body)
    if asker is None:
        raise refused(say("trouble.stale_button"))
    return asker
