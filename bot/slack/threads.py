"""What a thread is about, so that "and if we drop SHOP-12?" needs no name."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from bot.reply import Reply
from bot.slack.bodies import Heard
from store.threads import Thread, load_subject, save_subject

# In a conversation between two nobody opens threads, and an hour later it is about something else.
GOES_ON_FOR = timedelta(hours=1)


def subject_of(session: Session, heard: Heard, now: datetime) -> str | None:
    """Give the id of the release that was spoken of before in the same thread, if any.

    A direct message outside of a thread goes on with what was spoken of in the last hour.
    """
    if heard.thread != heard.ts:
        return load_subject(session, _thread(heard))
    if heard.asker.is_direct:
        return load_subject(session, _conversation(heard), now - GOES_ON_FOR)
    return None


def note_subject(session: Session, heard: Heard, release_id: str, now: datetime) -> None:
    """Note what was just answered for."""
    save_subject(session, _thread(heard), release_id, now)
    if heard.asker.is_direct:
        save_subject(session, _conversation(heard), release_id, now)


def release_in(reply: Reply) -> str | None:
    """Give the id of the one release that a reply is about; None where it is several or none."""
    release = reply.data.get("release")
    return str(release["id"]) if isinstance(release, dict) and "id" in release else None


def _thread(heard: Heard) -> Thread:
    return Thread(heard.asker.workspace, heard.asker.channel, heard.thread)


def _conversation(heard: Heard) -> Thread:
    return Thread(heard.asker.workspace, heard.asker.channel)
