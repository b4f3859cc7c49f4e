"""Write teams, sprints, releases and containers, of which every sync reads all."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Table, bindparam, insert, select, update
from sqlalchemy.orm import Session

from store.batches import batches
from store.date_moves import save_date_moves
from store.placeholders import team_ids
from store.records import ContainerRecord, Entities, ReleaseRecord, SprintRecord
from store.sources import bump_revision
from store.tables import container, release, sprint, team

_Wanted = Mapping[str, dict[str, Any]]  # a row's values by ext_id


def save_entities(session: Session, source_id: int, entities: Entities, seen_at: datetime) -> int:
    """Store what a tracker tells of all that it has; give how many rows changed.

    `entities` is all there is: a release or container that it lacks is noted as gone at
    `seen_at`, with its history kept.
    """
    teams = {told.ext_id: {"name": told.name, "is_placeholder": False} for told in entities.teams}
    releases = {told.ext_id: told for told in entities.releases}
    changed = _save_rows(session, team, source_id, teams)
    changed += _save_rows(session, sprint, source_id, _sprints(session, source_id, entities))
    changed += _save_rows(
        session, release, source_id, {ext_id: _release(r) for ext_id, r in releases.items()}
    )
    changed += save_date_moves(session, source_id, releases, seen_at)
    changed += _mark_gone(session, release, source_id, releases, seen_at)
    containers = {told.ext_id: _container(told) for told in entities.containers}
    changed += _save_rows(session, container, source_id, containers)
    changed += _mark_gone(session, container, source_id, containers, seen_at)
    if changed:
        bump_revision(session, source_id)
    return changed


def _sprints(session: Session, source_id: int, entities: Entities) -> _Wanted:
    named = {told.team for told in entities.sprints if told.team is not None}
    teams = team_ids(session, source_id, named)
    return {told.ext_id: _sprint(told, teams) for told in entities.sprints}


def _sprint(told: SprintRecord, teams: Mapping[str, int]) -> dict[str, Any]:
    return {
        "name": told.name,
        "team_id": None if told.team is None else teams[told.team],
        "start_at": told.start_at,
        "end_at": told.end_at,
        "completed_at": told.completed_at,
        "committed_points": told.committed_points,
        "completed_points": told.completed_points,
        "committed_items": told.committed_items,
        "completed_items": told.completed_items,
        "is_placeholder": False,
    }


def _release(told: ReleaseRecord) -> dict[str, Any]:
    return {
        "name": told.name,
        "kind": told.kind,
        "created_at": told.created_at,
        "started_on": told.started_on,
        "due_on": told.due_on,
        "released_on": told.released_on,
        "is_released": told.is_released,
        "is_canceled": told.is_canceled,
        "url": told.url,
        "project": told.project,
        "gone_at": None,
        "is_placeholder": False,
    }


def _container(told: ContainerRecord) -> dict[str, Any]:
    return {
        "name": told.name,
        "kind": told.kind,
        "url": told.url,
        "parents": sorted(set(told.parents)),
        "gone_at": None,
        "is_placeholder": False,
    }


def _save_rows(session: Session, table: Table, source_id: int, wanted: _Wanted) -> int:
    """Insert the rows that are missing and update those that differ."""
    stored = {
        row.ext_id: row
        for row in session.execute(select(table).where(table.c.source_id == source_id))
    }
    missing = [
        values | {"source_id": source_id, "ext_id": ext_id}
        for ext_id, values in wanted.items()
        if ext_id not in stored
    ]
    differing = [
        values | {"row_id": stored[ext_id].id}
        for ext_id, values in wanted.items()
        if ext_id in stored and any(getattr(stored[ext_id], k) != v for k, v in values.items())
    ]
    if missing:
        session.execute(insert(table), missing)
    if differing:
        # On the connection: the session would take a list of updates for one by primary key.
        statement = update(table).where(table.c.id == bindparam("row_id"))
        session.connection().execute(statement, differing)
    return len(missing) + len(differing)


def _mark_gone(
    session: Session, table: Table, source_id: int, told: Collection[str], seen_at: datetime
) -> int:
    """Note which rows the tracker no longer has; what it never told of cannot be missed."""
    rows = session.execute(
        select(table.c.id, table.c.ext_id).where(
            table.c.source_id == source_id,
            table.c.gone_at.is_(None),
            table.c.is_placeholder.is_(False),
        )
    )
    gone = [row.id for row in rows if row.ext_id not in told]
    for batch in batches(gone):
        session.execute(update(table).where(table.c.id.in_(batch)).values(gone_at=seen_at))
    return len(gone)
