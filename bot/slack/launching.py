"""The buttons below a ping and their windows: who clicks or submits is looked at each time."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.launching.answering import (
    acknowledge,
    ask_reason,
    ask_snooze,
    block,
    snooze,
)
from bot.people.errors import refused
from bot.people.office import Office
from bot.slack.acknowledging import acknowledge as take_note
from bot.slack.actions import action_ids
from bot.slack.forms import Forms
from bot.slack.sending import Sender
from bot.slack.values import asker_in
from bot.views.blocks import Block
from bot.views.choosing import ChoiceError
from bot.views.ping_answer import (
    ACK,
    BLOCKED,
    SNOOZE,
    blocked_view,
    read_form,
    read_key,
    snooze_view,
    told_view,
)
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn

Body = dict[str, Any]


def register_launching(app: App, office: Office, sender: Sender, forms: Forms) -> None:
    """Register the buttons and the windows."""

    def acknowledged(body: Body, respond: Respond) -> None:
        sender.answer(respond, lambda: acknowledge(office, asker_in(body), _key(body)))

    def opens(make: Callable[[Body], Block]) -> Callable[..., None]:
        def clicked(ack: Ack, body: Body, respond: Respond) -> None:
            ack()
            waiting = told_view(say("ping_answer.looking"))
            forms.open(body, respond, waiting, lambda: make(body))

        return clicked

    def snooze_form(body: Body) -> Block:
        question = ask_snooze(office, asker_in(body), _key(body))
        today = office.answerer.today()
        return snooze_view(_key(body), question.function, question.days, today)

    def blocked_form(body: Body) -> Block:
        question = ask_reason(office, asker_in(body), _key(body))
        return blocked_view(_key(body), question.function)

    def submitted(ack: Ack, body: Body) -> None:
        title = say_plain("ping_answer.title_told")
        forms.take(ack, body, title, lambda: told_view(_answered(office, body)))

    app.action(action_ids(ACK))(ack=take_note, lazy=[acknowledged])
    app.action(action_ids(SNOOZE))(opens(snooze_form))
    app.action(action_ids(BLOCKED))(opens(blocked_form))
    for callback_id in (SNOOZE, BLOCKED):
        app.view(callback_id)(submitted)


def _answered(office: Office, body: Body) -> Mrkdwn:
    form = read_form(body["view"])
    if form.day is not None:
        return snooze(office, asker_in(body), form.key, form.day)
    return block(office, asker_in(body), form.key, form.reason)


def _key(body: Body) -> str:
    try:
        return read_key((body.get("actions") or [{}])[0].get("value"))
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error
