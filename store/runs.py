"""What every sync did, and when a source was last read to its end."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from store.tables import source, sync_run


def start_run(session: Session, source_id: int, at: datetime) -> int:
    """Note that a sync began; give the id to finish it with."""
    statement = insert(sync_run).values(source_id=source_id, started_at=at)
    return int(session.execute(statement.returning(sync_run.c.id)).scalar_one())


def first_run_at(session: Session, name: str) -> datetime | None:
    """Give when a source was first synced; None for one that never was."""
    began = select(func.min(sync_run.c.started_at)).join(source).where(source.c.name == name)
    at: datetime | None = session.execute(began).scalar_one()
    return at


def finish_run(  # noqa: PLR0913 - what a run did is told at once, by name
    session: Session,
    run_id: int,
    *,
    at: datetime,
    scanned: int,
    changed: int,
    vanished: int,
    warnings: Sequence[str],
    error: str | None,
) -> None:
    """Note how a sync ended; one without an error makes its source's data fresh."""
    session.execute(
        update(sync_run)
        .where(sync_run.c.id == run_id)
        .values(
            finished_at=at,
            scanned=scanned,
            changed=changed,
            vanished=vanished,
            warnings=list(warnings),
            error=error,
        )
    )
    if error is None:
        synced = select(sync_run.c.source_id).where(sync_run.c.id == run_id).scalar_subquery()
        session.execute(update(source).where(source.c.id == synced).values(last_success_at=at))
