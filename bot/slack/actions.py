"""Clicks on the buttons and menus of our own answers."""

import re
from typing import Any

from slack_bolt import App, Respond

from bot.answering import Answerer, stale_button
from bot.reply import Reply
from bot.slack.commands import acknowledge
from bot.slack.sending import Sender
from bot.views.choosing import CHOOSE, WHY, Choice, ChoiceError, read_choice

_CHOOSE = re.compile(rf"^{CHOOSE}(:\d+)?$")
_ANYTHING = re.compile(".*", re.DOTALL)


def register_actions(app: App, answerer: Answerer, sender: Sender) -> None:
    def choose(body: dict[str, Any], respond: Respond) -> None:
        choice = choice_of(body)
        if choice is None:
            sender.answer(respond, stale_button)
            return

        def answer() -> Reply:
            return answerer.answer_release(choice.release, choice.by)

        sender.answer(respond, answer, replace=_is_private(body))

    def why(body: dict[str, Any], respond: Respond) -> None:
        choice = choice_of(body)
        if choice is None:
            sender.answer(respond, stale_button)
        else:
            sender.answer(respond, lambda: answerer.explain(choice.release, choice.by))

    def unknown(respond: Respond) -> None:
        sender.answer(respond, stale_button)

    app.action(_CHOOSE)(ack=acknowledge, lazy=[choose])
    app.action(WHY)(ack=acknowledge, lazy=[why])
    app.action(_ANYTHING)(ack=acknowledge, lazy=[unknown])


def choice_of(body: dict[str, Any]) -> Choice | None:
    """Read what was chosen; None for a value that we never wrote, old or forged."""
    action = (body.get("actions") or [{}])[0]
    value = action.get("value") or (action.get("selected_option") or {}).get("value")
    try:
        return read_choice(str(value))
    except ChoiceError:
        return None


def _is_private(body: dict[str, Any]) -> bool:
    """Only a message that nobody else sees may be replaced by an answer to one person."""
    return bool((body.get("container") or {}).get("is_ephemeral", True))
