"""The modal that sets a release's date: opened at once, filled and answered when we know."""

import time
from collections.abc import Callable
from typing import Any

import structlog
from slack_bolt import Ack, App, Respond

from bot.logs import scrub
from bot.people.dating import Asking
from bot.people.errors import RefusedError
from bot.people.reception import Reception
from bot.slack.actions import action_ids
from bot.slack.bodies import dated_release
from bot.slack.forms import SETTLE_SECONDS, Forms
from bot.slack.values import asker_in
from bot.views.blocks import Block
from bot.views.dating import SET_DATE, form_view, read_form, told_view, waiting_view
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, escape
from bot.writing.errors import CannotWriteError
from connectors.tracker import TrackerError

log = structlog.get_logger(__name__)

Body = dict[str, Any]
_REASON_LIMIT = 500


def register_dating(app: App, reception: Reception, forms: Forms) -> None:
    """Register the button and its modal, which is there before any tracker is asked."""

    def clicked(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        forms.open(
            body,
            respond,
            waiting_view("write.looking"),
            lambda: _view(lambda: _ask(reception, body)),
        )

    def submitted(ack: Ack, body: Body) -> None:
        def set_date() -> Mrkdwn | Asking:
            time.sleep(SETTLE_SECONDS)
            return reception.set_date(asker_in(body), read_form(body["view"]))

        ack(response_action="update", view=waiting_view("write.working"))
        view_id = str(body["view"]["id"])
        forms.show_soon(body, view_id, lambda: _view(set_date))

    app.action(action_ids(SET_DATE))(clicked)
    app.view(SET_DATE)(submitted)


def _ask(reception: Reception, body: Body) -> Asking:
    return reception.ask_date(asker_in(body), dated_release(body) or "")


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
