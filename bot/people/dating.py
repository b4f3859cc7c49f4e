"""The button that sets a release's date in its tracker: for its owner and the admins alone."""

from dataclasses import dataclass, replace
from uuid import uuid4

from bot.people.errors import refused
from bot.people.naming import picked_release
from bot.people.office import Office
from bot.people.roles import Asker, Role
from bot.reply import Reply
from bot.views.choosing import release_ref
from bot.views.dating import Form, with_date_button, written
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from bot.writing.desk import WritingDesk
from bot.writing.errors import BegunAlreadyError, CannotWriteError
from bot.writing.proposal import Proposal, writable_of
from bot.writing.trace import Actor, Wish, is_begun
from connectors.writer import ChangedMeanwhileError
from planner.answer import Answer
from store.adoptions import load_adoptions


@dataclass(frozen=True, slots=True)
class Asking:
    """A question to whoever clicked: what the tracker has, what could be written, and why again."""

    proposal: Proposal
    number: str
    notice: Mrkdwn | None = None


def offer_date(office: Office, asker: Asker, reply: Reply) -> Reply:
    """Put the button on an answer that one person sees, where that person may use it."""
    if reply.data.get("kind") != "forecast" or not office.people.writers:
        return reply
    release_id = str(reply.data["release"]["id"])
    if not may_set_date(office, asker, release_ref(release_id)) or not is_writable(
        office, release_id
    ):
        return reply
    return replace(reply, blocks=with_date_button(reply.blocks, release_id))


def is_writable(office: Office, release_id: str) -> bool:
    """Tell whether the date of a release may be written to its tracker at all."""
    if not office.people.writers:
        return False
    try:
        writable_of(picked_release(release_id, office.answerer.names()), office.people.writers)
    except CannotWriteError:
        return False
    return True


def may_set_date(office: Office, asker: Asker, reference: str) -> bool:
    """Tell whether somebody owns a release, or is an admin; it takes no forecast to know that."""
    with office.people.sessions() as session:
        adopted = load_adoptions(session)
    owners = [each.owner for each in adopted if reference == release_ref(each.release_id)]
    return office.people.roles.of(asker.user, *owners) >= Role.OWNER


def must_own(office: Office, asker: Asker, reference: str) -> None:
    """Let the owner and admins pass.

    Raises:
        RefusedError: it is nobody of them.
    """
    if not may_set_date(office, asker, reference):
        raise refused(say("write.not_yours"))


def ask_date(office: Office, asker: Asker, reference: str, notice: Mrkdwn | None = None) -> Asking:
    """Look at the tracker, and ask what to write; nothing changes.

    Raises:
        RefusedError: they may not, or there is no such release.
        CannotWriteError: it has no date that could be set, or no day to offer.
        TrackerError: the tracker does not tell.
    """
    must_own(office, asker, reference)
    name = picked_release(reference, office.answerer.names())
    answer = _answer(office, name.id)
    proposal = _desk(office).look(name, answer, office.answerer.today())
    if not proposal.offers:
        raise CannotWriteError(say("write.nothing_else", name=bold(escape(name.name, 100))))
    return Asking(proposal, uuid4().hex, notice)


def set_date(office: Office, asker: Asker, form: Form) -> Mrkdwn | Asking:
    """Write what was chosen, if all is still as it was shown; else ask again.

    Raises:
        RefusedError: they may not, or there is no such release.
        CannotWriteError: it has no date that could be set.
        TrackerError: nothing was written, or nobody knows: the message says which.
    """
    must_own(office, asker, form.release)
    name = picked_release(form.release, office.answerer.names())
    with office.people.sessions() as session:
        if is_begun(session, name.id, form.number):
            return say("write.begun")
    asked, again = ask_date(office, asker, form.release), say("write.changed")
    proposal = asked.proposal
    if proposal.target.due_on != form.shown:
        return replace(asked, notice=again)
    chosen = [
        each for each in proposal.offers if (each.percent, each.day) == (form.percent, form.day)
    ]
    if not chosen:
        return replace(asked, notice=say("write.moved"))
    actor = Actor(asker.workspace, asker.user)
    try:
        now = _desk(office).write(Wish(proposal, chosen[0], actor, form.number))
    except BegunAlreadyError:
        return say("write.begun")
    except ChangedMeanwhileError:
        return ask_date(office, asker, form.release, again)
    return written(proposal, now)


def _desk(office: Office) -> WritingDesk:
    people = office.people
    return WritingDesk(people.sessions, people.writers, people.now)


def _answer(office: Office, release_id: str) -> Answer | None:
    answers = office.answerer.plan().answers
    return next((each for each in answers if each.scope.release.id == release_id), None)
