"""Mentions in channels and direct messages: asked in a conversation, answered in its thread."""

from typing import Any

import structlog
from slack_bolt import App

from bot.people.errors import RefusedError
from bot.people.reception import Reception
from bot.reply import Reply
from bot.slack.acknowledging import acknowledge
from bot.slack.bodies import Heard, heard_of
from bot.slack.pictures import Unshown, show_pictures
from bot.slack.sending import failure
from bot.slack.talking import Talker
from bot.slack.threads import note_subject, release_in, subject_of
from bot.words.manner import telling
from store.heard import hear_event, settle_event

log = structlog.get_logger(__name__)


def register_mentions(app: App, reception: Reception, talker: Talker) -> None:
    def mentioned(body: dict[str, Any]) -> None:
        heard = heard_of(body, talker.bot_user)
        if heard is not None:
            answer_once(heard, reception, talker)

    def messaged(body: dict[str, Any]) -> None:
        # A mention in a channel comes as a message, too, where the app may read the channel.
        if (body.get("event") or {}).get("channel_type") == "im":
            mentioned(body)

    app.event("app_mention")(ack=acknowledge, lazy=[mentioned])
    app.event("message")(ack=acknowledge, lazy=[messaged])


def answer_once(heard: Heard, reception: Reception, talker: Talker) -> None:
    """Answer what was heard, unless that is done already or being done by another process."""
    office = reception.office
    with office.people.sessions.begin() as session:
        if not hear_event(session, heard.event_id, office.now):
            return
        about = subject_of(session, heard, office.now)
    with talker.working(heard):
        spoken_of, unshown = _answer(heard, about, reception, talker)
    with office.people.sessions.begin() as session:
        settle_event(session, heard.event_id, office.now)
        if spoken_of is not None:
            note_subject(session, heard, spoken_of, office.now)
    if unshown is not None:
        # Not before: whoever dies at it must not leave an answer that another process gives again.
        show_pictures(talker.client, unshown)


def _spoken(heard: Heard, about: str | None, reception: Reception) -> Reply:
    """Answer in the forms of whoever reads it: in a channel that is not the asker alone."""
    if heard.asker.is_direct:
        return reception.offer(heard.asker, reception.speak(heard.asker, heard.text, about=about))
    with telling(reception.office.people.region):
        return reception.speak(heard.asker, heard.text, about=about, is_aloud=True)


def _answer(
    heard: Heard, about: str | None, reception: Reception, talker: Talker
) -> tuple[str | None, Unshown | None]:
    """Answer what was heard; give the id of the one release that it was about, if any.

    And the charts that the answer came without.
    """
    try:
        reply = _spoken(heard, about, reception)
    except RefusedError as error:
        talker.whisper(heard, error.reply)
    except Exception:
        # The last stop of a thread: whoever asked must not be left waiting in silence.
        log.exception("an answer could not be made")
        talker.say(heard, failure())
    else:
        # What was set up for another channel is no business of this one.
        tell = talker.whisper if reply.data.get("private") else talker.say
        return release_in(reply), tell(heard, reply)
    return None, None
