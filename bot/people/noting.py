"""Editing and sharing release notes: for the owner and admins, and for everybody."""

from datetime import timedelta

from bot.noting.notes import Notes, lines_of
from bot.noting.reply import markdown_reply, notes_reply
from bot.people.clicking import enqueue_click
from bot.people.errors import RefusedError, refused
from bot.people.office import Office
from bot.people.roles import Asker, Role
from bot.people.sentence import sentence_reply
from bot.reply import Reply
from bot.views.choosing import Choice, release_ref
from bot.views.notes import NotesForm, stamp_of
from bot.views.people import say_person
from bot.words.catalogue import say
from bot.words.escape import Mrkdwn, bold, escape
from bot.words.manner import telling
from store.adoptions import load_adoptions
from store.audit import record_audit
from store.outbox import Post
from store.release_notes import (
    EditedNotes,
    drop_edited_notes,
    load_edited_notes,
    save_edited_notes,
)
from store.switches import is_paused

KIND = "notes"
_STALE_AFTER = timedelta(hours=1)
_NAME_LIMIT = 100


def ask_notes(office: Office, asker: Asker, reference: str) -> Notes:
    """Give the notes that somebody wants to edit.

    Raises:
        RefusedError: they may not, or there is no such release.
    """
    must_own_notes(office, asker, reference)
    return _notes(office, reference)


def save_notes(office: Office, asker: Asker, form: NotesForm) -> Mrkdwn:
    """Keep the sections that were written anew; the others go on following the issues.

    Raises:
        RefusedError: they may not, the release is gone, or somebody else has saved meanwhile.
    """
    must_own_notes(office, asker, form.release)
    notes = _notes(office, form.release)
    sections = {
        one.value: text
        for one, text in form.sections.items()
        if lines_of(text) != notes.drafted.get(one, ())
    }
    with office.people.sessions.begin() as session:
        before = load_edited_notes(session, notes.release_id)
        if (before.at.isoformat() if before else "") != form.stamp:
            raise refused(say("notes.meanwhile"))
        if sections:
            edited = EditedNotes(sections, asker.user, office.now)
            save_edited_notes(session, notes.release_id, asker.workspace, edited)
        else:
            drop_edited_notes(session, notes.release_id)
        record_audit(
            session,
            office.now,
            asker.workspace,
            asker.user,
            "notes",
            f"release:{notes.release_id}",
            None if before is None else dict(before.sections),
            sections or None,
        )
    if not sections:
        return say("notes.started_over")
    return say("notes.saved", name=escape(notes.name, _NAME_LIMIT))


def share_notes(office: Office, asker: Asker, choice: Choice) -> Reply:
    """Put the notes, as everybody may read them, into the outbox for this channel.

    Raises:
        RefusedError: there is no channel here, or we may not post in it.
    """
    if asker.is_direct:
        raise refused(say("share.direct"))
    office.rooms.must_be_open(asker)
    notes = _notes(office, choice.release)
    if not notes.sections:
        raise refused(say("notes.none", name=bold(escape(notes.name, _NAME_LIMIT))))
    by = say("notes.shared_by", person=say_person(asker.user))
    with telling(office.people.region):
        made = notes_reply(notes, (by,), is_shared=True)
    told = (asker.workspace, asker.channel, KIND, asker.user, notes.release_id, stamp_of(notes))
    post = Post(
        dedupe_key=":".join(told),
        workspace=asker.workspace,
        channel=asker.channel,
        kind=KIND,
        text=made.text,
        blocks=list(made.blocks),
        not_before=office.now,
        expires_at=office.now + _STALE_AFTER,
        created_at=office.now,
        release_id=notes.release_id,
        asked_by=asker.user,
    )
    with office.people.sessions.begin() as session:
        is_new = enqueue_click(session, post)
        waits = is_paused(session)
    if not is_new:
        return sentence_reply(say("share.again"), "shared", new=False)
    return sentence_reply(say("share.waits" if waits else "share.done"), "shared", new=True)


def export_notes(office: Office, choice: Choice) -> Reply:
    """Show the notes as Markdown, to whoever asks.

    Raises:
        RefusedError: the release is gone.
    """
    return markdown_reply(_notes(office, choice.release))


def must_own_notes(office: Office, asker: Asker, reference: str) -> None:
    """Let the owner and admins pass.

    Raises:
        RefusedError: it is nobody of them.
    """
    with office.people.sessions() as session:
        adopted = load_adoptions(session)
    owners = [each.owner for each in adopted if reference == release_ref(each.release_id)]
    if office.people.roles.of(asker.user, *owners) < Role.OWNER:
        raise refused(say("notes.not_yours"))


def _notes(office: Office, reference: str) -> Notes:
    notes = office.answerer.release_notes(reference)
    if notes is None:
        raise RefusedError(sentence_reply(say("trouble.gone"), "trouble"))
    return notes
