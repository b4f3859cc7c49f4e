"""What a database should hold of a world, worked out without the connector, and what it holds."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from store.tables import field_event, issue, issue_label, label, release, sprint
from tests.connectors.jira.furniture import STATUSES
from tests.connectors.jira.world import Issue, World

_CATEGORIES = {"new": "todo", "indeterminate": "doing", "done": "done", "undefined": "unknown"}
_CANCELING = {"Won't Do", "Duplicate", "Cannot Reproduce"}
_TOLD = {"status", "resolution", "label", "sprint", "release", "parent", "type", "points"}


@dataclass(frozen=True)
class Held:
    """An issue as both sides tell it; `events` counts the changes by field."""

    key: str
    title: str
    status: str
    category: str
    points: float | None
    parent: str | None
    labels: frozenset[str]
    updated: str
    events: tuple[tuple[str, int], ...]


def truth_of(world: World) -> dict[str, Held]:
    return {str(one.id): _held(one) for one in world.issues.values()}


def stored(sessions: sessionmaker[Session]) -> dict[str, Held]:
    """Give what is stored and not gone."""
    with sessions() as session:
        rows = session.execute(select(issue).where(issue.c.gone_at.is_(None))).all()
        return {row.ext_id: _row(session, row) for row in rows}


def entities_stored(sessions: sessionmaker[Session]) -> tuple[set[str], set[str]]:
    """Give the ids of releases and sprints that the tracker told of."""
    with sessions() as session:
        return tuple(  # type: ignore[return-value]
            set(session.scalars(select(table.c.ext_id).where(table.c.is_placeholder.is_(False))))
            for table in (release, sprint)
        )


def _held(one: Issue) -> Held:
    state = one.state
    status = next(row for row in STATUSES if row["id"] == state["status"])
    category = _CATEGORIES[status["key"]]
    if category == "done" and state["resolution"] in _CANCELING:
        category = "canceled"
    points = state["points"] if state["points"] is not None else state["team_points"]
    return Held(
        key=one.key,
        title=state["summary"],
        status=status["name"],
        category=category,
        points=points,
        parent=None if state["parent"] is None else str(state["parent"]),
        labels=frozenset(state["labels"]),
        updated=one.updated.isoformat(timespec="seconds"),
        events=_counted(_changes(one)),
    )


def _changes(one: Issue) -> list[str]:
    found = []
    for history in one.histories:
        for item in history["items"]:
            found += _changes_of(item)
    return found


def _changes_of(item: dict[str, Any]) -> list[str]:
    name = item["field"]
    if name == "labels":
        before, after = set(item["fromString"].split()), set(item["toString"].split())
        return ["label"] * max(len(before - after), len(after - before))
    if name == "Sprint":
        before, after = set(item["from"].split(", ")) - {""}, set(item["to"].split(", ")) - {""}
        return ["sprint"] * max(len(before - after), len(after - before))
    names = {
        "status": "status",
        "resolution": "resolution",
        "Fix Version": "release",
        "IssueParentAssociation": "parent",
        "issuetype": "type",
        "Story Points": "points",
        "Story point estimate": "points",
    }
    return [names[name]] if name in names else []


def _row(session: Session, row: Any) -> Held:
    labels = session.scalars(
        select(label.c.name).join(issue_label).where(issue_label.c.issue_id == row.id)
    )
    events = session.scalars(select(field_event.c.field).where(field_event.c.issue_id == row.id))
    return Held(
        key=row.key,
        title=row.title,
        status=row.status,
        category=row.category,
        points=row.points,
        parent=row.parent,
        labels=frozenset(labels),
        updated=row.updated_at.isoformat(timespec="seconds"),
        events=_counted([event for event in events if event in _TOLD]),
    )


def _counted(fields: list[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(Counter(fields).items()))
