"""The gate before everything: who is of another company, or may not, gets no further."""

from collections.abc import Callable
from concurrent.futures import Executor
from typing import Any

from slack_bolt import App, Respond
from slack_bolt.response import BoltResponse

from bot.people.errors import RefusedError, refused
from bot.people.reception import Reception
from bot.reply import Reply
from bot.slack.bodies import asker_of, dated_release, heard_of, is_submission, verb_asked
from bot.slack.guards import (
    must_be_listed,
    must_have_been_asked,
    must_own_notes,
    must_own_settings,
    must_own_subscription,
)
from bot.slack.home import HomeDoor, is_in_home
from bot.slack.readying import must_be_ready_to_act
from bot.slack.sending import Sender
from bot.slack.talking import Talker
from bot.views.blocks import section
from bot.views.choosing import ChoiceError
from bot.views.modal import ended_view
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn


def register_gate(
    app: App,
    reception: Reception,
    sender: Sender,
    talker: Talker,
    home: HomeDoor,
    executor: Executor,
) -> None:
    """Check everything that comes in, before any listener sees it.

    The refusal is sent by `executor`: Slack waits for the acknowledgement meanwhile.
    """

    def gate(body: dict[str, Any], respond: Respond, next_: Callable[[], None]) -> Any:
        try:
            must_be_admitted(body, reception, talker.bot_user)
        except RefusedError as error:
            if is_submission(body):
                view = ended_view("", [section(Mrkdwn(error.reply.text))])
                return BoltResponse(status=200, body={"response_action": "update", "view": view})
            executor.submit(_turn_away, body, respond, error.reply)
            return BoltResponse(status=200, body="")
        next_()
        return None

    def _turn_away(body: dict[str, Any], respond: Respond, reply: Reply) -> None:
        heard, asker = heard_of(body, talker.bot_user), asker_of(body)
        if heard is not None:
            talker.whisper(heard, reply)
        elif asker is not None and is_in_home(body):
            home.refuse(asker, reply)
        else:
            sender.answer(respond, lambda: reply)

    app.middleware(gate)


def must_be_admitted(body: dict[str, Any], reception: Reception, bot_user: str) -> None:
    """Let through people of our own workspace with orders that they may give.

    Raises:
        RefusedError: they may not; the reply says why.
    """
    must_be_listed(body)
    asker = asker_of(body)
    if asker is None:
        return
    if asker.workspace != reception.office.workspace:
        raise refused(say("people.stranger"))
    # https://docs.slack.dev/apis/slack-connect: said on the envelope of an event
    is_allowed = asker.channel in reception.office.people.shared_channels
    if body.get("is_ext_shared_channel") and not is_allowed:
        raise refused(say("rooms.shared_outside"))
    reception.admit(asker, verb_asked(body, bot_user))
    must_own_subscription(body, asker, reception)
    must_own_notes(body, asker, reception)
    must_own_settings(body, asker, reception)
    must_have_been_asked(body, asker, reception)
    try:
        dated = dated_release(body)
    except ChoiceError as error:
        raise refused(say("trouble.stale_button")) from error
    if dated is not None:
        reception.admit_to_date(asker, dated)
    must_be_ready_to_act(body, reception)
