"""`/when` and `/release`."""

from collections.abc import Callable
from typing import Any

from slack_bolt import Ack, App, Respond

from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.reply import Reply
from bot.setting.reading import only_named
from bot.slack.bodies import typed
from bot.slack.sending import Sender
from bot.slack.setting import SettingDoor


def register_commands(
    app: App,
    reception: Reception,
    sender: Sender,
    settings: SettingDoor,
    opens_modal: Callable[[dict[str, Any], Respond], bool],
) -> None:
    """Register both.

    `settings` opens a modal where a command only names a release for it. `opens_modal` takes a
    command that is answered by a modal, and no other.
    """

    def when(command: dict[str, Any], respond: Respond) -> None:
        asker, text = _asker(command), command.get("text") or ""
        sender.answer(respond, lambda: reception.offer(asker, _answer(asker, text)))

    def _answer(asker: Asker, text: str) -> Reply:
        return reception.answerer_of(asker).answer(text)

    def release(command: dict[str, Any], respond: Respond) -> None:
        if opens_modal(command, respond):
            return
        asker, text = _asker(command), typed(command.get("text") or "")
        named = only_named(text)
        can_open = named and command.get("trigger_id")
        if can_open and settings.open(command, lambda: reception.ask_settings(asker, named)):
            return
        sender.answer(respond, lambda: reception.offer(asker, reception.speak(asker, text)))

    app.command("/when")(ack=acknowledge, lazy=[when])
    app.command("/release")(ack=acknowledge, lazy=[release])


def acknowledge(ack: Ack) -> None:
    """Tell Slack at once that the request has come; the answer follows."""
    ack()


def _asker(command: dict[str, Any]) -> Asker:
    return Asker(command["team_id"], command["user_id"], command["channel_id"])
