"""How the due dates of releases moved, as a tracker tells it or as syncs saw it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from store.records import ReleaseRecord
from store.tables import release, release_event

# By when it became known and whether a sync saw it, rather than the tracker telling of it.
_Moves = dict[tuple[datetime, bool], date | None]


def save_date_moves(
    session: Session, source_id: int, told: Mapping[str, ReleaseRecord], seen_at: datetime
) -> int:
    """Store the date moves of releases that have rows; give how many releases have news.

    Moves told by the tracker replace those told before. Where the date of today is not the one
    that the last move left, the move is recorded as seen at `seen_at`: Jira keeps no history.
    """
    ids = _release_ids(session, source_id)
    stored = _load_moves(session, source_id)
    rewritten = {
        ids[ext_id]: moves
        for ext_id, record in told.items()
        if (moves := _wanted(record, stored.get(ids[ext_id], {}), seen_at))
        != stored.get(ids[ext_id], {})
    }
    if rewritten:
        stale = delete(release_event).where(release_event.c.release_id.in_(rewritten))
        session.execute(stale)
        rows = [row for release_id, moves in rewritten.items() for row in _rows(release_id, moves)]
        if rows:
            session.execute(insert(release_event), rows)
    return len(rewritten)


def _wanted(record: ReleaseRecord, stored: _Moves, seen_at: datetime) -> _Moves:
    moves = {key: due_on for key, due_on in stored.items() if key[1]}
    moves |= {(move.at, False): move.due_on for move in record.due_moves}
    last = moves[max(moves)] if moves else None
    if record.due_on != last:
        moves[seen_at, True] = record.due_on
    return moves


def _release_ids(session: Session, source_id: int) -> dict[str, int]:
    rows = session.execute(
        select(release.c.ext_id, release.c.id).where(release.c.source_id == source_id)
    )
    return dict(rows.all())


def _load_moves(session: Session, source_id: int) -> dict[int, _Moves]:
    rows = session.execute(
        select(release_event)
        .join(release, release.c.id == release_event.c.release_id)
        .where(release.c.source_id == source_id)
    )
    moves: dict[int, _Moves] = {}
    for row in rows:
        moves.setdefault(row.release_id, {})[row.at, row.is_observed] = row.due_on
    return moves


def _rows(release_id: int, moves: _Moves) -> Iterable[dict[str, Any]]:
    return (
        {"release_id": release_id, "at": at, "is_observed": is_observed, "due_on": due_on}
        for (at, is_observed), due_on in moves.items()
    )
