"""Release notes as somebody edited them, in place of the draft's sections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_or_replace
from store.tables import release_notes


@dataclass(frozen=True, slots=True)
class EditedNotes:
    """The sections that somebody wrote anew, by name; the others are still the draft's."""

    sections: Mapping[str, str]
    by: str
    at: datetime


def load_edited_notes(session: Session, release_id: str) -> EditedNotes | None:
    """Give what was edited; None where nobody has."""
    found = select(release_notes).where(release_notes.c.release_id == release_id)
    row = session.execute(found).one_or_none()
    return None if row is None else EditedNotes(row.sections, row.edited_by, row.edited_at)


def save_edited_notes(
    session: Session, release_id: str, workspace: str, edited: EditedNotes
) -> None:
    """Keep what was edited, in place of what was."""
    values = {
        "release_id": release_id,
        "workspace": workspace,
        "sections": dict(edited.sections),
        "edited_by": edited.by,
        "edited_at": edited.at,
    }
    statement = insert_or_replace(insert_into(session, release_notes), ["release_id"])
    session.execute(statement, [values])


def drop_edited_notes(session: Session, release_id: str) -> None:
    """Go back to the draft."""
    session.execute(delete(release_notes).where(release_notes.c.release_id == release_id))
