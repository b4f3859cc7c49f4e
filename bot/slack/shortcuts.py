"""The message shortcut "When will this ship?": what a message speaks of, answered in private."""

from typing import Any

from slack_bolt import App, Respond

from bot.people.reception import Reception
from bot.slack.bodies import unlinked
from bot.slack.commands import acknowledge
from bot.slack.sending import Sender

WHEN_IT_SHIPS = "when_it_ships"  # as the manifest calls it


def register_shortcuts(app: App, reception: Reception, sender: Sender) -> None:
    """https://docs.slack.dev/interactivity/implementing-shortcuts."""
    answerer = reception.office.answerer

    def when(body: dict[str, Any], respond: Respond) -> None:
        text = unlinked((body.get("message") or {}).get("text") or "")
        sender.answer(respond, lambda: answerer.answer_message(text))

    app.message_shortcut(WHEN_IT_SHIPS)(ack=acknowledge, lazy=[when])
