"""The modals of readiness: a vote, a gate's evidence, a waiver; opened at once."""

import re
import time
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass
from typing import Any

import structlog
from slack_bolt import Ack, App, Respond
from slack_sdk import WebClient
from slack_sdk.errors import SlackClientError

from bot.grammar.orders import read_order
from bot.people.errors import RefusedError, refused
from bot.people.office import Order
from bot.people.reading import for_one, for_post
from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.readying.clerks import open_vote
from bot.readying.evidence import FormError
from bot.readying.going import ask_votes, must_own_launch
from bot.readying.noting import ask_gate, check_gate, must_note, note_gate, open_gate
from bot.readying.sharing import share_ready
from bot.readying.signing import ask_vote, check_vote, must_sign, sign
from bot.reply import Reply
from bot.slack.bodies import asker_of, is_submission
from bot.slack.commands import acknowledge
from bot.slack.forms import SETTLE_SECONDS
from bot.slack.home import HomeDoor, is_in_home
from bot.slack.readers import as_reader
from bot.slack.sending import Sender
from bot.slack.values import asker_in, choice_of
from bot.views.blocks import Block
from bot.views.choosing import ChoiceError, read_choice
from bot.views.ready_acts import (
    ASK_VOTES,
    GATE_DONE,
    GATE_OPEN,
    GATE_WAIVE,
    SHARE_READY,
    SIGN_OFF,
    read_gate,
)
from bot.views.signing import (
    ended_view,
    looking_view,
    read_gate_form,
    read_sign_form,
    working_view,
)
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn

log = structlog.get_logger(__name__)

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


@dataclass(frozen=True, slots=True)
class ReadyDoor:
    """Opens modals within the three seconds that a `trigger_id` lives, and puts their end there.

    `executor` does what takes longer. `client` must not repeat what it is not sure of.
    """

    reception: Reception
    sender: Sender
    client: WebClient
    executor: Executor

    def open(self, body: Body, respond: Respond, make: Callable[[], Block]) -> None:
        """Open a modal that says that we are looking, and put in its place what `make` gives."""
        try:
            opened = self.client.views_open(trigger_id=body["trigger_id"], view=looking_view())
        except (SlackClientError, OSError) as error:
            log.warning("a modal was not opened", error=type(error).__name__)
            told = sentence_reply(say("sign.too_slow"), "trouble")
            self.executor.submit(self.sender.answer, respond, lambda: told)
            return
        self._submit(body, str((opened.get("view") or {})["id"]), make)

    def close(self, ack: Ack, body: Body, keep: Callable[[], tuple[Mrkdwn, ...]]) -> None:
        """Take a form that was looked through already, and put its end in its place."""

        def settle() -> Block:
            time.sleep(SETTLE_SECONDS)
            return ended_view(*keep())

        ack(response_action="update", view=working_view())
        self._submit(body, str(body["view"]["id"]), settle)

    def sign_off(self, command: Body, respond: Respond) -> bool:
        """Open the vote's modal for a `/release signoff RELEASE`; False for another command."""
        order = read_order(command.get("text") or "")
        if order is None or order.verb != "signoff" or not command.get("trigger_id"):
            return False
        office = self.reception.office
        asker = Asker(command["team_id"], command["user_id"], command["channel_id"])
        try:
            reference = open_vote(for_one(office, asker), asker, Order(order.verb, order.words))
        except RefusedError as error:
            told = error.reply
            self.sender.answer(respond, lambda: told)
            return True
        self.open(command, respond, lambda: ask_vote(for_one(office, asker), asker, reference))
        return True

    def _submit(self, body: Body, view_id: str, make: Callable[[], Block]) -> None:
        """Put in a modal what `make` gives, in the forms that its reader uses."""
        self.executor.submit(as_reader, self.reception.office, body, self._show, view_id, make)

    def _show(self, view_id: str, make: Callable[[], Block]) -> None:
        try:
            self.client.views_update(view_id=view_id, view=_made(make))
        except (SlackClientError, OSError) as error:
            # They have closed it; what was to be kept is kept, and their page shows it.
            log.warning("a modal was not updated", error=type(error).__name__)


def register_readying(app: App, door: ReadyDoor, home: HomeDoor) -> None:
    """Register the buttons of readiness and their modals."""
    office = door.reception.office

    def signing(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        asker, release = asker_in(body), read_choice(_value(body)).release
        door.open(body, respond, lambda: ask_vote(for_one(office, asker), asker, release))

    def gating(ack: Ack, body: Body, respond: Respond) -> None:
        ack()
        (act, value), asker = _act_of(body), asker_in(body)
        ref = read_gate(value)
        door.open(body, respond, lambda: ask_gate(for_one(office, asker), asker, ref, str(act)))

    def voted(ack: Ack, body: Body) -> None:
        form, asker = read_sign_form(body["view"]), asker_in(body)

        def keep() -> tuple[Mrkdwn, ...]:
            said = sign(for_one(office, asker), asker, form)
            home.publish(asker)  # it does not wait for them any more
            return said

        if not _is_wrong(ack, lambda: check_vote(form)):
            door.close(ack, body, keep)

    def noted(ack: Ack, body: Body) -> None:
        form, asker = read_gate_form(body["view"]), asker_in(body)
        if not _is_wrong(ack, lambda: check_gate(form)):
            door.close(ack, body, lambda: (note_gate(for_one(office, asker), asker, form),))

    app.action(SIGN_OFF)(signing)
    app.view(SIGN_OFF)(voted)
    for act in (GATE_DONE, GATE_WAIVE):
        app.action(re.compile(rf"^{act}(:\d+)?$"))(gating)
        app.view(act)(noted)
    _register_clicks(app, door, home)


def _register_clicks(app: App, door: ReadyDoor, home: HomeDoor) -> None:
    """Register the buttons that do at once what they say."""
    office = door.reception.office

    def at_once(action: str, do: Callable[[Asker, Body], Reply]) -> None:
        def clicked(body: Body, respond: Respond) -> None:
            if is_in_home(body):
                home.answer(asker_in(body), lambda: do(asker_in(body), body))
            else:
                door.sender.answer(respond, lambda: do(asker_in(body), body))

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


def _is_wrong(ack: Ack, check: Callable[[], None]) -> bool:
    """Say at the field itself what cannot be taken as it is."""
    try:
        check()
    except FormError as error:
        ack(response_action="errors", errors={error.field: error.sentence})
        return True
    return False


def _made(make: Callable[[], Block]) -> Block:
    try:
        return make()
    except RefusedError as error:
        return ended_view(Mrkdwn(error.reply.text))
    except Exception:
        # The last stop of a thread: whoever waits must not be left in front of "Keeping it …".
        log.exception("what was said of a launch could not be kept")
        return ended_view(say("sign.failed"))


def _value(body: Body) -> str:
    return str((body.get("actions") or [{}])[0].get("value"))
