"""Sprints as a timeline shows them, oldest first."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from planner.timeline import SprintFacts
from store.tables import source, sprint
from store.teams import Teams

_UNPLANNED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FoundSprint:
    """A sprint's row; a placeholder was only ever named by an issue."""

    id: int
    is_placeholder: bool
    facts: SprintFacts


def load_found_sprints(session: Session, as_of: datetime, teams: Teams) -> tuple[FoundSprint, ...]:
    """Load all sprints; one that was completed after `as_of` does not tell yet what was done."""
    rows = session.execute(
        select(sprint, source.c.name.label("source")).join(
            source, source.c.id == sprint.c.source_id
        )
    )
    found = [FoundSprint(row.id, row.is_placeholder, _facts(row, as_of, teams)) for row in rows]
    return tuple(sorted(found, key=_oldest_first))


def _oldest_first(found: FoundSprint) -> tuple[datetime, str]:
    return (found.facts.start_at or _UNPLANNED, found.facts.id)


def _facts(row: Row[Any], as_of: datetime, teams: Teams) -> SprintFacts:
    is_over = row.completed_at is None or row.completed_at <= as_of
    team = teams.by_id[row.team_id].facts.id if row.team_id else f"{row.source}:{row.source}"
    return SprintFacts(
        id=f"{row.source}:{row.ext_id}",
        name=row.name,
        team=team,
        start_at=row.start_at,
        end_at=row.end_at,
        completed_at=row.completed_at if is_over else None,
        committed_points=row.committed_points,
        completed_points=row.completed_points if is_over else None,
        committed_items=row.committed_items,
        completed_items=row.completed_items if is_over else None,
    )
