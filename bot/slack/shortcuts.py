"""The message shortcut "When will this ship?": what a message speaks of, answered in private."""

from typing import Any

from slack_bolt import App, Respond

from bot.people.reception import Reception
from bot.reply import Reply
from bot.slack.acknowledging import acknowledge
from bot.slack.bodies import asker_of, unlinked
from bot.slack.guards import WHEN_IT_SHIPS
from bot.slack.sending import Sender


def register_shortcuts(app: App, reception: Reception, sender: Sender) -> None:
    """https://docs.slack.dev/interactivity/implementing-shortcuts."""

    def when(body: dict[str, Any], respond: Respond) -> None:
        text = unlinked((body.get("message") or {}).get("text") or "")

        def made() -> Reply:
            asker = asker_of(body)
            if asker is None:  # who it is cannot be told: then it is for anybody
                return reception.office.answerer.answer_message(text)
            answer = reception.answerer_of(asker).answer_message(text)
            return reception.reveal(asker, answer)

        sender.answer(respond, made)

    app.message_shortcut(WHEN_IT_SHIPS)(ack=acknowledge, lazy=[when])
