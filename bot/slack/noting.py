"""The form in which release notes are edited."""

from typing import Any

from slack_bolt import Ack, App, Respond

from bot.people.reception import Reception
from bot.slack.actions import action_ids
from bot.slack.forms import Forms
from bot.slack.values import asker_in, choice_of
from bot.views.blocks import Block, section
from bot.views.modal import ended_view, pending_view
from bot.views.notes import EDIT_NOTES, notes_form, read_notes_form
from bot.words.catalogue import say, say_plain

Body = dict[str, Any]


def register_noting(app: App, reception: Reception, forms: Forms) -> None:
    """Register the button and its form."""

    def clicked(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        waiting = pending_view(_title(), say("notes.looking"))
        forms.open(body, respond, waiting, lambda: _form(reception, body))

    def submitted(ack: Ack, body: Body) -> None:
        forms.take(ack, body, _title(), lambda: _saved(reception, body))

    app.action(action_ids(EDIT_NOTES))(clicked)
    app.view(EDIT_NOTES)(submitted)


def _form(reception: Reception, body: Body) -> Block:
    return notes_form(reception.ask_notes(asker_in(body), choice_of(body).release))


def _saved(reception: Reception, body: Body) -> Block:
    said = reception.save_notes(asker_in(body), read_notes_form(body["view"]))
    return ended_view(_title(), [section(said)])


def _title() -> str:
    return say_plain("notes.form_title")
