"""The forms of readiness: a vote, a gate's evidence, a waiver; and its buttons."""

import re
from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.grammar.orders import read_order
from bot.people.errors import RefusedError, refused
from bot.people.office import Order
from bot.people.reading import for_one, for_post
from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.readying.clerks import open_vote
from bot.readying.evidence import FormError
from bot.readying.going import ask_votes, must_own_launch
from bot.readying.noting import ask_gate, must_note, note_gate, open_gate
from bot.readying.sharing import share_ready
from bot.readying.signing import ask_vote, must_sign, sign
from bot.reply import Reply
from bot.slack.acknowledging import acknowledge
from bot.slack.bodies import asker_of, is_submission
from bot.slack.forms import Forms, WrongFieldsError
from bot.slack.home import is_in_home
from bot.slack.values import asker_in, choice_of
from bot.views.blocks import Block, section
from bot.views.choosing import ChoiceError, read_choice
from bot.views.modal import ended_view, pending_view
from bot.views.ready_acts import (
    ASK_VOTES,
    GATE_DONE,
    GATE_OPEN,
    GATE_WAIVE,
    SHARE_READY,
    SIGN_OFF,
    read_gate,
)
from bot.views.signing import read_gate_form, read_sign_form
from bot.words.catalogue import say, say_plain
from bot.words.escape import Mrkdwn

Body = dict[str, Any]
_ACT = re.compile(rf"(?P<act>{SIGN_OFF}|{ASK_VOTES}|{GATE_DONE}|{GATE_WAIVE}|{GATE_OPEN})(?::\d+)?")


def must_be_ready_to_act(body: Body, reception: Reception) -> None:
    """Check who clicks or submits anything about readiness, before any listener sees it.

    Raises:
        RefusedError: they may not, or it is a value that we never wrote.
    """
    asker, office = asker_of(body), reception.office
    try:
        if asker is None:
            return
        if is_submission(body):
            _must_submit(asker, body.get("view") or {}, reception)
            return
        act, value = _act_of(body)
        if act == SIGN_OFF:
            must_sign(office, asker, read_choice(value).release)
        elif act == ASK_VOTES:
            must_own_launch(office, asker, read_choice(value).release)
        elif act is not None:
            must_note(office, asker, read_gate(value), act)
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error


def opens_vote(forms: Forms, reception: Reception) -> Callable[[Body, Respond], bool]:
    """Give what opens the vote's form for a `/release signoff RELEASE`; False: another command."""
    office = reception.office

    def opened(command: Body, respond: Respond) -> bool:
        order = read_order(command.get("text") or "")
        if order is None or order.verb != "signoff" or not command.get("trigger_id"):
            return False
        asker = asker_in(command)
        try:
            reference = open_vote(for_one(office, asker), asker, Order(order.verb, order.words))
        except RefusedError as error:
            told = error.reply
            forms.sender.answer(respond, lambda: told)
            return True
        _open(forms, command, respond, lambda: ask_vote(for_one(office, asker), asker, reference))
        return True

    return opened


def register_readying(app: App, reception: Reception, forms: Forms) -> None:
    """Register the buttons of readiness and their forms."""
    office = reception.office

    def signing(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        asker, release = asker_in(body), read_choice(_value(body)).release
        _open(forms, body, respond, lambda: ask_vote(for_one(office, asker), asker, release))

    def gating(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        (act, value), asker = _act_of(body), asker_in(body)
        ref = read_gate(value)
        _open(forms, body, respond, lambda: ask_gate(for_one(office, asker), asker, ref, str(act)))

    def voted(body: Body) -> tuple[Mrkdwn, ...]:
        form, asker = read_sign_form(body["view"]), asker_in(body)
        said = sign(for_one(office, asker), asker, form)
        forms.refresh_home(asker)  # it does not wait for them any more
        return said

    def noted(body: Body) -> tuple[Mrkdwn, ...]:
        form, asker = read_gate_form(body["view"]), asker_in(body)
        return (note_gate(for_one(office, asker), asker, form),)

    app.action(SIGN_OFF)(signing)
    app.view(SIGN_OFF)(_takes(forms, voted))
    for act in (GATE_DONE, GATE_WAIVE):
        app.action(re.compile(rf"^{act}(:\d+)?$"))(gating)
        app.view(act)(_takes(forms, noted))
    _register_clicks(app, reception, forms)


def _open(forms: Forms, body: Body, respond: Respond, make: Callable[[], Block]) -> None:
    waiting = pending_view(say_plain("sign.title"), say("sign.looking"))
    forms.open(body, respond, waiting, make)


def _takes(forms: Forms, keep: Callable[[Body], tuple[Mrkdwn, ...]]) -> Callable[..., None]:
    """Make a listener that keeps what was filled in, and says how that ended."""
    title = say_plain("sign.title")

    def kept(body: Body) -> Block:
        try:
            return ended_view(title, [section(said) for said in keep(body)])
        except FormError as error:
            raise WrongFieldsError({error.field: error.sentence}) from error

    def submitted(ack: Ack, body: Body) -> None:
        forms.take(ack, body, title, lambda: kept(body))

    return submitted


def _register_clicks(app: App, reception: Reception, forms: Forms) -> None:
    """Register the buttons that do at once what they say."""
    office, home = reception.office, forms.home

    def at_once(action: str, do: Callable[[Asker, Body], Reply]) -> None:
        def clicked(body: Body, respond: Respond) -> None:
            if is_in_home(body):
                home.answer(asker_in(body), lambda: do(asker_in(body), body))
            else:
                forms.sender.answer(respond, lambda: do(asker_in(body), body))

        app.action(re.compile(rf"^{action}(:\d+)?$"))(ack=acknowledge, lazy=[clicked])

    at_once(
        GATE_OPEN,
        lambda asker, body: open_gate(for_one(office, asker), asker, read_gate(_value(body))),
    )
    at_once(
        SHARE_READY,
        lambda asker, body: share_ready(for_post(office, asker.channel), asker, choice_of(body)),
    )
    at_once(
        ASK_VOTES,
        lambda asker, body: ask_votes(
            for_post(office, asker.channel), asker, choice_of(body).release
        ),
    )


def _must_submit(asker: Asker, view: Body, reception: Reception) -> None:
    office = reception.office
    if view.get("callback_id") == SIGN_OFF:
        form = read_sign_form(view)
        must_sign(office, asker, form.release, form.function)
    elif view.get("callback_id") in {GATE_DONE, GATE_WAIVE}:
        gate = read_gate_form(view)
        must_note(office, asker, gate.ref, gate.act)


def _act_of(body: Body) -> tuple[str | None, str]:
    """Give what a click asks for, None for what is not about readiness; and its value."""
    action = (body.get("actions") or [{}])[0]
    found = _ACT.fullmatch(str(action.get("action_id", "")))
    is_click = body.get("type") == "block_actions"
    return (found["act"] if found and is_click else None), str(action.get("value"))


def _value(body: Body) -> str:
    return str((body.get("actions") or [{}])[0].get("value"))
