"""Clicks on the buttons and menus of our own answers."""

import re
from collections.abc import Callable
from typing import Any, Protocol

from slack_bolt import App, Respond

from bot.explaining.asking import Topic
from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.people.sharing_answers import offer_share
from bot.reply import Reply
from bot.slack.acknowledging import acknowledge
from bot.slack.home import HomeDoor, is_in_home
from bot.slack.sending import Sender
from bot.slack.values import (
    asker_in,
    choice_of,
    number_of,
    pick_of,
    question_of,
    shareable_of,
)
from bot.views.choosing import CHOOSE, SHARE, WHY
from bot.views.notes import NOTES_MARKDOWN, SHARE_NOTES
from bot.views.picking import PICK, Pick
from bot.views.readings import ASK
from bot.views.sharing import SHARE_ANSWER
from bot.views.subscriptions import PAUSE, RESUME, SEND_TEST, UNSUBSCRIBE

Body = dict[str, Any]
Do = Callable[[Asker, Body], Reply]


class On(Protocol):
    """Registers what a button does; its answer may stand in the place of what was clicked."""

    def __call__(self, action_id: str, do: Do, *, in_place: bool = False) -> None: ...


def register_actions(app: App, reception: Reception, sender: Sender, home: HomeDoor) -> None:
    """Register what each button does; who clicks is checked again, whatever its value says."""

    def on(action_id: str, do: Do, *, in_place: bool = False) -> None:
        def made(body: Body) -> Reply:
            asker = asker_in(body)
            return reception.reveal(asker, do(asker, body))

        def clicked(body: Body, respond: Respond) -> None:
            if is_in_home(body):
                home.answer(asker_in(body), lambda: made(body))
                return
            is_replaced = in_place and _is_private(body)
            sender.answer(respond, lambda: made(body), in_place=is_replaced)

        app.action(action_ids(action_id))(ack=acknowledge, lazy=[clicked])

    _register_answers(on, reception)
    on(SHARE, lambda asker, body: reception.share(asker, choice_of(body)))
    on(SHARE_ANSWER, lambda asker, body: reception.share_answer(asker, shareable_of(body)))
    on(SHARE_NOTES, lambda asker, body: reception.share_notes(asker, choice_of(body)))
    on(NOTES_MARKDOWN, lambda _, body: reception.export_notes(choice_of(body)))
    on(UNSUBSCRIBE, lambda asker, body: reception.remove(asker, number_of(body)))
    on(PAUSE, lambda asker, body: reception.pause(asker, number_of(body)))
    on(RESUME, lambda asker, body: reception.resume(asker, number_of(body)))
    on(SEND_TEST, lambda asker, body: reception.send_test(asker, number_of(body)))


def _register_answers(on: On, reception: Reception) -> None:
    """Register the buttons whose answer is about a release, and can be shared as such."""

    def choose(asker: Asker, body: Body) -> Reply:
        choice = choice_of(body)
        answerer = reception.answerer_of(asker)
        answer = answerer.answer_release(choice.release, choice.by)
        return reception.offer(asker, answer) if _is_private(body) else answer

    def why(asker: Asker, body: Body) -> Reply:
        choice = choice_of(body)
        answer = reception.answerer_of(asker).explain(choice.release, choice.by)
        by = "" if choice.by is None else f"by {choice.by.isoformat()}"
        return offer_share(asker, answer, Pick(choice.release, Topic.CONTENTS, by))

    # A click is answered to one person, whoever reads what was clicked.
    def picked(asker: Asker, body: Body) -> Reply:
        pick = pick_of(body)
        answer = reception.offer_ready(asker, reception.pick(asker, pick))
        return offer_share(asker, answer, pick)

    def asked(asker: Asker, body: Body) -> Reply:
        question = question_of(body)
        answer = reception.offer_ready(asker, reception.speak(asker, question))
        return offer_share(asker, answer, question)

    on(CHOOSE, choose, in_place=True)
    on(WHY, why)
    on(PICK, picked, in_place=True)
    on(ASK, asked, in_place=True)


def action_ids(name: str) -> re.Pattern[str]:
    """Match the buttons of one kind: in a message, every one has a number behind its name."""
    return re.compile(rf"^{name}(:\d+)?$")


def _is_private(body: Body) -> bool:
    """Only a message that nobody else sees may be replaced by an answer to one person."""
    return bool((body.get("container") or {}).get("is_ephemeral", True))
