"""Which releases somebody answers for: only about these is anybody pinged."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from store.conflict import insert_into
from store.tables import release_plan


@dataclass(frozen=True, slots=True)
class Adoption:
    """A release with its owner, a person's id in that Slack workspace."""

    release_id: str
    workspace: str
    owner: str
    adopted_at: datetime


def adopt_release(
    session: Session, release_id: str, workspace: str, owner: str, at: datetime
) -> Adoption | None:
    """Give a release its owner; give back whom it had before."""
    before = load_adoption(session, release_id)
    adopted = {"workspace": workspace, "owner": owner, "adopted_at": at}
    statement = insert_into(session, release_plan).values(release_id=release_id, **adopted)
    session.execute(statement.on_conflict_do_update(index_elements=["release_id"], set_=adopted))
    return before


def drop_adoption(session: Session, release_id: str) -> Adoption | None:
    """Let nobody answer for a release any more; give back who did.

    What else was said of it stays.
    """
    before = load_adoption(session, release_id)
    nobody = update(release_plan).where(release_plan.c.release_id == release_id)
    session.execute(nobody.values(owner=None, adopted_at=None))
    return before


def release_owner(session: Session, release_id: str) -> str | None:
    """Give the Slack id of a release's owner; None where nobody adopted it."""
    adopted = load_adoption(session, release_id)
    return adopted.owner if adopted else None


def load_adoption(session: Session, release_id: str) -> Adoption | None:
    """Give who answers for a release, and since when; None where nobody does."""
    found = select(release_plan).where(
        release_plan.c.release_id == release_id, release_plan.c.owner.is_not(None)
    )
    row = session.execute(found).one_or_none()
    return _adoption(row) if row else None


def load_adoptions(session: Session) -> tuple[Adoption, ...]:
    """Give all releases that somebody answers for, by id."""
    adopted = select(release_plan).where(release_plan.c.owner.is_not(None))
    rows = session.execute(adopted.order_by(release_plan.c.release_id))
    return tuple(_adoption(row) for row in rows)


def _adoption(row: Row[Any]) -> Adoption:
    return Adoption(row.release_id, row.workspace, row.owner, row.adopted_at)
