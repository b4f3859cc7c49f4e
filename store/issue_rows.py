"""An issue's own row, and the one statement that writes many of them."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_or_replace
from store.placeholders import team_ids
from store.records import IssueRecord
from store.tables import issue, source


def write_issue_rows(
    session: Session, source_id: int, records: Sequence[tuple[IssueRecord, str]]
) -> dict[str, int]:
    """Insert or overwrite rows of issues with their content's hash; give the ids of what it wrote.

    A row that somebody overwrote with a newer state since we looked is left alone.
    """
    if not records:
        return {}
    rows = _rows(session, source_id, records)
    statement = insert_into(session, issue)
    excluded = statement.excluded
    not_older = or_(
        excluded.updated_at.is_(None),
        issue.c.updated_at.is_(None),
        excluded.updated_at >= issue.c.updated_at,
    )
    upsert = insert_or_replace(statement, ["source_id", "ext_id"], where=not_older)
    written = session.execute(upsert.returning(issue.c.ext_id, issue.c.id), rows)
    return dict(written.all())


def _rows(
    session: Session, source_id: int, records: Sequence[tuple[IssueRecord, str]]
) -> list[dict[str, Any]]:
    # Work without a team still shares somebody's time: the team of its source.
    nobodys = session.execute(select(source.c.name).where(source.c.id == source_id)).scalar_one()
    teams = team_ids(session, source_id, _named_teams([record for record, _ in records], nobodys))
    return [
        _row(record, content_hash)
        | {"source_id": source_id, "team_id": teams[record.team or nobodys]}
        for record, content_hash in records
    ]


def _named_teams(records: Iterable[IssueRecord], nobodys: str) -> set[str]:
    """Collect the teams that issues are or ever were in."""
    named: set[str] = set()
    for record in records:
        named.add(record.team or nobodys)
        for event in record.events:
            if event.field == "team":
                named.update(team for team in (event.before or nobodys, event.after) if team)
    return named


def _row(record: IssueRecord, content_hash: str) -> dict[str, Any]:
    return {
        "ext_id": record.ext_id,
        "key": record.key,
        "title": record.title,
        "url": record.url,
        "type": record.type,
        "status": record.status,
        "category": record.category.value,
        "created_at": record.created_at,
        "updated_at": record.updated_at,
        "started_at": record.started_at,
        "resolved_at": record.resolved_at,
        "gone_at": None,
        "project": record.project,
        "points": record.points,
        "votes": record.votes,
        "priority": record.priority,
        "rank": record.rank,
        "severity": record.severity,
        "due_on": record.due_on,
        "assignee": record.assignee,
        "parent": record.parent,
        "is_container": record.is_container,
        "is_subtask": record.is_subtask,
        "restricted": record.restricted,
        "content_hash": content_hash,
    }
