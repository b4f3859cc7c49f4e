"""`/when` and `/release`."""

from typing import Any

from slack_bolt import Ack, App, Respond

from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.slack.bodies import unlinked
from bot.slack.sending import Sender


def register_commands(app: App, reception: Reception, sender: Sender) -> None:
    answerer = reception.office.answerer

    def when(command: dict[str, Any], respond: Respond) -> None:
        sender.answer(respond, lambda: answerer.answer(command.get("text") or ""))

    def release(command: dict[str, Any], respond: Respond) -> None:
        asker = Asker(command["team_id"], command["user_id"], command["channel_id"])
        text = unlinked(command.get("text") or "")
        sender.answer(respond, lambda: reception.speak(asker, text))

    app.command("/when")(ack=acknowledge, lazy=[when])
    app.command("/release")(ack=acknowledge, lazy=[release])


def acknowledge(ack: Ack) -> None:
    """Tell Slack at once that the request has come; the answer follows."""
    ack()
