"""The buttons that open forms, and what their forms send: subscribe, edit, what if."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.people.errors import RefusedError
from bot.people.reception import Reception
from bot.slack.actions import action_ids
from bot.slack.forms import Forms
from bot.slack.values import asker_in, choice_of, number_of
from bot.views.blocks import Block
from bot.views.choosing import SUBSCRIBE, WHAT_IF
from bot.views.modal import pending_view
from bot.views.subscribe_form import done_view, read_edit, read_subscribe
from bot.views.subscriptions import EDIT
from bot.views.what_if_form import Trial, read_trial
from bot.words.catalogue import say, say_plain

Body = dict[str, Any]


def register_forms(app: App, reception: Reception, forms: Forms) -> None:
    """Register three forms; who clicks and who submits is checked each time."""

    def subscribe(body: Body) -> Block:
        return reception.subscribe_form(asker_in(body), choice_of(body).release)

    def subscribed(body: Body) -> Block:
        asker = asker_in(body)
        done = done_view(reception.subscribe_filled(asker, read_subscribe(body["view"])))
        forms.refresh_home(asker)
        return done

    def edit(body: Body) -> Block:
        return reception.edit_form(asker_in(body), number_of(body))

    def edited(body: Body) -> Block:
        asker = asker_in(body)
        done = done_view(reception.edit_filled(asker, read_edit(body["view"])))
        forms.refresh_home(asker)
        return done

    def what_if(body: Body) -> Block:
        return reception.what_if_form(asker_in(body), Trial(choice_of(body).release))

    def tried(body: Body) -> Block:
        return reception.try_out(asker_in(body), read_trial(body["view"]))

    _register(app, forms, SUBSCRIBE, "form.subscribe_title", choice_of, subscribe, subscribed)
    _register(app, forms, EDIT, "form.edit_title", number_of, edit, edited)
    _register(app, forms, WHAT_IF, "what_if_form.title", choice_of, what_if, tried)


def _register(
    app: App,
    forms: Forms,
    name: str,
    title_code: str,
    read: Callable[[Body], object],
    fill: Callable[[Body], Block],
    answer: Callable[[Body], Block],
) -> None:
    title = say_plain(title_code)

    def clicked(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        try:
            read(body)
        except RefusedError as error:
            forms.tell(body, respond, error.reply)  # no modal for what we never wrote
            return
        waiting = pending_view(title, say("form.looking"))
        forms.open(body, respond, waiting, lambda: fill(body))

    def submitted(ack: Ack, body: Body) -> None:
        forms.take(ack, body, title, lambda: answer(body))

    app.action(action_ids(name))(clicked)
    app.view(name)(submitted)
