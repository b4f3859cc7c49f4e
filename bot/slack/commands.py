"""`/when` and `/release`: two names for one door."""

from collections.abc import Callable
from typing import Any

from slack_bolt import App, Respond

from bot.people.reception import Reception
from bot.setting.reading import only_named
from bot.slack.acknowledging import acknowledge
from bot.slack.bodies import typed
from bot.slack.sending import Sender
from bot.slack.values import asker_in


def register_commands(
    app: App,
    reception: Reception,
    sender: Sender,
    opens_settings: Callable[[dict[str, Any], str], bool],
    opens_modal: Callable[[dict[str, Any], Respond], bool],
) -> None:
    """Register both: whatever is said to the one is understood by the other.

    `opens_settings` opens the form of a release that a command only names. `opens_modal` takes a
    command that is answered by a modal, and no other.
    """

    def answer(command: dict[str, Any], respond: Respond) -> None:
        if opens_modal(command, respond):
            return
        asker, text = asker_in(command), typed(command.get("text") or "")
        named = only_named(text)
        if named and command.get("trigger_id") and opens_settings(command, named):
            return
        sender.answer(respond, lambda: reception.offer(asker, reception.speak(asker, text), text))

    app.command("/when")(ack=acknowledge, lazy=[answer])
    app.command("/release")(ack=acknowledge, lazy=[answer])
