"""`/when` and `/release`."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.slack.bodies import unlinked
from bot.slack.sending import Sender


def register_commands(
    app: App,
    reception: Reception,
    sender: Sender,
    opens_modal: Callable[[dict[str, Any], Respond], bool],
) -> None:
    """Register both; `opens_modal` takes a command that is answered by a modal, and no other."""
    answerer = reception.office.answerer

    def when(command: dict[str, Any], respond: Respond) -> None:
        asker, text = _asker(command), command.get("text") or ""
        sender.answer(respond, lambda: reception.offer(asker, answerer.answer(text)))

    def release(command: dict[str, Any], respond: Respond) -> None:
        if opens_modal(command, respond):
            return
        asker, text = _asker(command), unlinked(command.get("text") or "")
        sender.answer(respond, lambda: reception.offer(asker, reception.speak(asker, text)))

    app.command("/when")(ack=acknowledge, lazy=[when])
    app.command("/release")(ack=acknowledge, lazy=[release])


def acknowledge(ack: Ack) -> None:
    """Tell Slack at once that the request has come; the answer follows."""
    ack()


def _asker(command: dict[str, Any]) -> Asker:
    return Asker(command["team_id"], command["user_id"], command["channel_id"])
