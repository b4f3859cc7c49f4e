"""The Share button: an answer that one person saw is posted for the channel, once."""

from collections.abc import Callable
from datetime import timedelta

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

    return share_made(office, asker, choice, KIND, make)


def share_made(
    office: Office, asker: Asker, choice: Choice, kind: str, make: Callable[[], Reply]
) -> Reply:
    """Put what `make` gives into the outbox for this channel, where we may post in it.

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
        post = _post(office, asker, choice, answer, load_data_version(session), kind)
        is_new = enqueue_click(session, post)
        waits = is_paused(session)
    return sentence_reply(_said(office, is_new=is_new, waits=waits), "shared", new=is_new)


def _post(
    office: Office, asker: Asker, choice: Choice, answer: Reply, version: str, kind: str
) -> Post:
    release_id = str(answer.data["release"]["id"])
    by = "" if choice.by is None else choice.by.isoformat()
    told = (asker.workspace, asker.channel, kind, asker.user, release_id, by, version)
    return Post(
        dedupe_key=":".join(told),
        workspace=asker.workspace,
        channel=asker.channel,
        kind=kind,
        text=answer.text,
        blocks=list(answer.blocks),
        not_before=office.now,
        expires_at=office.now + _STALE_AFTER,
        created_at=office.now,
        release_id=release_id,
        asked_by=asker.user,
    )


def _said(office: Office, *, is_new: bool, waits: bool) -> Mrkdwn:
    if not is_new:
        return say("share.again")
    if waits:
        return say("share.waits")
    return say("share.rehearsed" if office.people.rehearsal_channel else "share.done")
