"""What every sync did, and when a source was last read to its end."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from store.tables import source, sync_run


@dataclass(frozen=True, slots=True)
class RunFigures:
    """What a sync did, counted.

    Issues that were looked at (by a census without reading them), that came over the wire, that
    were written, and that are gone; and what could not be read.
    """

    scanned: int = 0
    fetched: int = 0
    changed: int = 0
    vanished: int = 0
    errors: int = 0


def start_run(session: Session, source_id: int, at: datetime) -> int:
    """Note that a sync began; give the id to finish it with."""
    statement = insert(sync_run).values(source_id=source_id, started_at=at)
    return int(session.execute(statement.returning(sync_run.c.id)).scalar_one())


def first_run_at(session: Session, name: str) -> datetime | None:
    """Give when a source was first synced; None for one that never was."""
    began = select(func.min(sync_run.c.started_at)).join(source).where(source.c.name == name)
    at: datetime | None = session.execute(began).scalar_one()
    return at


def finish_run(
    session: Session,
    run_id: int,
    figures: RunFigures,
    *,
    at: datetime,
    warnings: Sequence[str] = (),
    error: str | None = None,
) -> None:
    """Note how a sync ended; one without an error makes its source's data fresh."""
    told = {"finished_at": at, "warnings": list(warnings), "error": error, **asdict(figures)}
    session.execute(update(sync_run).where(sync_run.c.id == run_id).values(told))
    if error is None:
        synced = select(sync_run.c.source_id).where(sync_run.c.id == run_id).scalar_subquery()
        session.execute(update(source).where(source.c.id == synced).values(last_success_at=at))
