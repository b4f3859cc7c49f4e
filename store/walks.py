"""Walks over everything: begun, and how far they came before they were broken off."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from store.conflict import insert_missing
from store.tables import sync_walk, walked_issue


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk that has not ended: when it began, by the tracker's time, and what it has read.

    What `walked` names was read since then under the walk's fingerprint.
    """

    began_at: datetime
    walked: frozenset[str]


def load_walk(session: Session, source_id: int, fingerprint: str) -> Walk | None:
    """Give the walk that was begun under this fingerprint and has not ended."""
    began_at = session.execute(
        select(sync_walk.c.began_at).where(
            sync_walk.c.source_id == source_id, sync_walk.c.fingerprint == fingerprint
        )
    ).scalar_one_or_none()
    if began_at is None:
        return None
    walked = select(walked_issue.c.ext_id).where(walked_issue.c.source_id == source_id)
    return Walk(began_at, frozenset(session.execute(walked).scalars()))


def begin_walk(session: Session, source_id: int, fingerprint: str, began_at: datetime) -> None:
    """Note that a walk over everything begins; one of another time is forgotten."""
    end_walk(session, source_id)
    session.execute(
        insert(sync_walk).values(source_id=source_id, fingerprint=fingerprint, began_at=began_at)
    )


def note_walked(session: Session, source_id: int, ext_ids: Iterable[str]) -> None:
    """Note, in the transaction that writes them, which issues a walk has read."""
    rows = [{"source_id": source_id, "ext_id": ext_id} for ext_id in ext_ids]
    if rows:
        session.execute(insert_missing(session, walked_issue, ["source_id", "ext_id"]), rows)


def end_walk(session: Session, source_id: int) -> None:
    """Forget the walk: everything was read."""
    session.execute(delete(walked_issue).where(walked_issue.c.source_id == source_id))
    session.execute(delete(sync_walk).where(sync_walk.c.source_id == source_id))
