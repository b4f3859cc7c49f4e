"""`/when` and `/release`."""

from typing import Any

from slack_bolt import Ack, App, Respond

from bot.answering import Answerer
from bot.reply import Reply
from bot.slack.sending import Sender
from bot.verbs import nearest_verb, verb_of
from bot.views.trouble import trouble_blocks
from bot.words.catalogue import say
from bot.words.escape import unescape


def register_commands(app: App, answerer: Answerer, sender: Sender) -> None:
    def when(command: dict[str, Any], respond: Respond) -> None:
        sender.answer(respond, lambda: answerer.answer(command.get("text") or ""))

    def release(command: dict[str, Any], respond: Respond) -> None:
        sender.answer(respond, lambda: answer_release_command(answerer, command.get("text") or ""))

    app.command("/when")(ack=acknowledge, lazy=[when])
    app.command("/release")(ack=acknowledge, lazy=[release])


def acknowledge(ack: Ack) -> None:
    """Tell Slack at once that the request has come; the answer follows."""
    ack()


def answer_release_command(answerer: Answerer, text: str) -> Reply:
    """Answer `/release <verb> …`, or a name alone; for a misspelt verb name the nearest."""
    reply = answerer.answer(text)
    if verb_of(text) is not None or reply.data["kind"] != "unknown":
        return reply
    verb = text.split(maxsplit=1)[0]
    nearest = nearest_verb(verb)
    if nearest is None:
        return reply
    sentence = say("unknown.verb", verb=verb, nearest=nearest)
    data = {"kind": "unknown", "asked": verb, "words": unescape(sentence)}
    return Reply(sentence, trouble_blocks(sentence), data)
