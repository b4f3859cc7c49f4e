"""The Share button: an answer that one person saw is posted for the channel, once."""

from collections.abc import Callable
from datetime import timedelta

from bot.data_later import DataLater
from bot.people.clicking import enqueue_click
from bot.people.errors import RefusedError, refused
from bot.people.office import Office
from bot.people.reading import for_post
from bot.people.roles import Asker
from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.views.choosing import Choice
from bot.views.people import say_person
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn
from bot.words.manner import telling
from store.data_version import load_data_version
from store.outbox import Post
from store.switches import is_paused

KIND = "share"
_STALE_AFTER = timedelta(hours=1)  # a day-old answer that appears out of nowhere helps nobody


def share(office: Office, asker: Asker, choice: Choice) -> Reply:
    """Put the answer, made anew and as everybody may see it, into the outbox for this channel.

    What was shown is not taken from the click, which anybody could have written.

    Raises:
        RefusedError: there is no channel here, or we may not post in it.
    """
    by = say("share.by", person=say_person(asker.user))

    def make() -> Reply:
        answerer = for_post(office, asker.channel).answerer
        return answerer.answer_shared(choice.release, choice.by, by)

    about = ":".join((choice.release, "" if choice.by is None else choice.by.isoformat()))
    return share_made(office, asker, about, KIND, make)


def share_made(
    office: Office, asker: Asker, about: str, kind: str, make: Callable[[], Reply]
) -> Reply:
    """Put what `make` gives into the outbox for this channel, where we may post in it.

    The same that is asked `about` is posted once in a minute.

    Raises:
        RefusedError: there is no channel here, or we may not post in it.
    """
    if asker.is_direct:
        raise refused(say("share.direct"))
    office.rooms.must_be_open(asker)
    with telling(office.people.region):
        answer = make()
    if answer.data["kind"] == "trouble":
        raise RefusedError(answer)
    with office.people.sessions.begin() as session:
        told = (asker.workspace, asker.channel, kind, asker.user, about, load_data_version(session))
        post = _post(office, asker, answer, kind, ":".join(told))
        is_new = enqueue_click(session, post)
        waits = is_paused(session)
    return sentence_reply(_said(office, is_new=is_new, waits=waits), "shared", new=is_new)


def _post(office: Office, asker: Asker, answer: Reply, kind: str, key: str) -> Post:
    release = None if isinstance(answer.data, DataLater) else answer.data.get("release")
    return Post(
        dedupe_key=key,
        workspace=asker.workspace,
        channel=asker.channel,
        kind=kind,
        text=answer.text,
        blocks=list(answer.blocks),
        not_before=office.now,
        expires_at=office.now + _STALE_AFTER,
        created_at=office.now,
        release_id=str(release["id"]) if isinstance(release, dict) else None,
        asked_by=asker.user,
    )


def _said(office: Office, *, is_new: bool, waits: bool) -> Mrkdwn:
    if not is_new:
        return say("share.again")
    if waits:
        return say("share.waits")
    return say("share.rehearsed" if office.people.rehearsal_channel else "share.done")
