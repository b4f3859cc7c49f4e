"""Releases as trackers have them, with what was known of them at a moment."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, or_, select
from sqlalchemy.orm import Session

from planner.timeline import DateMove, ReleaseFacts
from store.tables import release, release_event, source


@dataclass(frozen=True, slots=True)
class FoundRelease:
    """A release's row; a placeholder was only ever named by an issue."""

    id: int
    source: str
    ext_id: str
    is_placeholder: bool
    facts: ReleaseFacts


def load_found_releases(session: Session, as_of: datetime | None) -> tuple[FoundRelease, ...]:
    """Load the releases of all sources as known at `as_of`; None: as known today."""
    moves = _load_moves(session, as_of)
    statement = select(release, source.c.name.label("source"), source.c.history).join(
        source, source.c.id == release.c.source_id
    )
    if as_of is not None:
        statement = statement.where(
            or_(release.c.created_at.is_(None), release.c.created_at <= as_of)
        )
    rows = session.execute(statement.order_by(source.c.name, release.c.name, release.c.ext_id))
    return tuple(
        FoundRelease(
            row.id,
            row.source,
            row.ext_id,
            row.is_placeholder,
            _facts(row, tuple(moves.get(row.id, ())), as_of),
        )
        for row in rows
    )


def _facts(row: Row[Any], moves: tuple[DateMove, ...], as_of: datetime | None) -> ReleaseFacts:
    is_out = row.is_released and not (
        as_of is not None
        and row.released_on is not None
        and row.released_on > as_of.astimezone(UTC).date()
    )
    is_gone = row.gone_at is not None and (as_of is None or row.gone_at <= as_of)
    return ReleaseFacts(
        id=f"{row.source}:{row.ext_id}",
        name=row.name,
        kind=row.kind,
        sources=(row.source,),
        created_at=row.created_at,
        started_on=row.started_on,
        released_on=row.released_on if is_out else None,
        is_released=is_out,
        is_canceled=row.is_canceled or is_gone,
        due_moves=moves,
        hindsight="release" not in row.history,
    )


def _load_moves(session: Session, as_of: datetime | None) -> dict[int, list[DateMove]]:
    statement = select(release_event.c.release_id, release_event.c.at, release_event.c.due_on)
    if as_of is not None:
        statement = statement.where(release_event.c.at <= as_of)
    moves: dict[int, list[DateMove]] = {}
    for release_id, at, due_on in session.execute(
        statement.order_by(release_event.c.at, release_event.c.is_observed)
    ):
        moves.setdefault(release_id, []).append(DateMove(at, due_on))
    return moves
