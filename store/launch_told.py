"""What was said of a release once for all: the name it was told by, who was found missing."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_missing
from store.tables import launch_told

NAME = "name"


def load_told(session: Session, release_id: str, about: str) -> str | None:
    """Give what was last said of this; None where nothing was."""
    row = launch_told.c
    found = select(row.told).where(row.release_id == release_id, row.about == about)
    return session.execute(found).scalar_one_or_none()


def note_told(session: Session, release_id: str, about: str, told: str, at: datetime) -> None:
    """Keep what is said of this from now on, in place of what was."""
    values = {"told": told, "at": at}
    statement = insert_into(session, launch_told).values(
        release_id=release_id, about=about, **values
    )
    keys = ["release_id", "about"]
    session.execute(statement.on_conflict_do_update(index_elements=keys, set_=values))


def note_once(session: Session, release_id: str, about: str, at: datetime) -> bool:
    """Note that this is said; False where it was said before."""
    statement = insert_missing(session, launch_told, ["release_id", "about"]).values(
        release_id=release_id, about=about, told="", at=at
    )
    return session.execute(statement.returning(launch_told.c.about)).first() is not None
