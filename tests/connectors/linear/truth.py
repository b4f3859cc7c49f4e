"""What a store must hold of a world, told by the world alone, beside what it does hold."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session, sessionmaker

from store.tables import (
    dependency,
    issue,
    issue_label,
    label,
    membership,
    release,
    sprint,
    sprint_membership,
    team,
)
from tests.connectors.linear.world import Row, World

Facts = dict[str, dict[str, Any]]
_CATEGORIES = {
    "triage": "todo",
    "backlog": "todo",
    "unstarted": "todo",
    "started": "doing",
    "completed": "done",
    "canceled": "canceled",
    "duplicate": "canceled",
}
_PRIORITIES = {0: None, 1: "Urgent", 2: "High", 3: "Medium", 4: "Low"}


def truth_of(world: World) -> Facts:
    """Give what is true of every issue that is not in the trash."""
    hidden = {"project-secret", "milestone-hidden"}
    return {
        row["id"]: _facts(world, row, hidden) for row in world.rows("issues") if not row["trashed"]
    }


def _facts(world: World, row: Row, hidden: set[str]) -> dict[str, Any]:
    state = world.row("states", row["stateId"])
    category = _CATEGORIES.get(state["type"], "unknown")
    if row["archivedAt"] and category not in ("done", "canceled"):
        category = "canceled"
    user, project = row["assigneeId"], row["projectId"]
    links = world.owned("issue_releases", "issueId", row["id"])
    releases = {link["releaseId"] for link in links if not link["archivedAt"]}
    releases |= {row["projectId"], row["projectMilestoneId"]} - {None}
    return {
        "key": row["identifier"],
        "title": row["title"],
        "status": state["name"],
        "category": category,
        "points": row["estimate"],
        "priority": _PRIORITIES[row["priority"]],
        "team": world.row("teams", row["teamId"])["name"],
        "project": world.row("projects", project)["name"]
        if project and project not in hidden
        else None,
        "assignee": world.row("users", user)["name"] if user else None,
        "parent": row["parentId"],
        "is_container": any(
            other["parentId"] == row["id"] and not other["trashed"]
            for other in world.rows("issues")
        ),
        "restricted": world.row("teams", row["teamId"])["visibility"] != "public",
        "labels": {world.row("labels", one)["name"] for one in row["labelIds"]},
        "releases": releases - hidden,
        "sprints": {row["cycleId"]} - {None},
        "blocks": {
            link["relatedIssueId"]
            for link in world.owned("relations", "issueId", row["id"])
            if link["type"] == "blocks" and not link["archivedAt"]
        },
    }


def stored_in(sessions: sessionmaker[Session]) -> Facts:
    """Give the same of every issue in the store that is not gone."""
    with sessions() as session:
        rows = session.execute(
            select(issue, team.c.name.label("team")).join(team).where(issue.c.gone_at.is_(None))
        ).all()
        labels = _sets(session, issue_label, label, label.c.name)
        releases = _sets(session, membership, release, release.c.ext_id)
        sprints = _sets(session, sprint_membership, sprint, sprint.c.ext_id)
        blocks: defaultdict[int, set[str]] = defaultdict(set)
        for row in session.execute(select(dependency)):
            blocks[row.issue_id].add(row.blocked)
    columns = ["key", "title", "status", "category", "points", "priority", "team", "project"]
    columns += ["assignee", "parent", "is_container", "restricted"]
    return {
        row.ext_id: {column: getattr(row, column) for column in columns}
        | {
            "labels": labels[row.id],
            "releases": releases[row.id],
            "sprints": sprints[row.id],
            "blocks": blocks[row.id],
        }
        for row in rows
    }


def _sets(session: Session, link: Table, thing: Table, name: Any) -> defaultdict[int, set[str]]:
    """Give the names that hang on each issue today."""
    query = select(link.c.issue_id, name).join(thing)
    if "end_at" in link.c:
        query = query.where(link.c.end_at.is_(None))
    found: defaultdict[int, set[str]] = defaultdict(set)
    for issue_id, told in session.execute(query):
        found[issue_id].add(told)
    return found


def differences(stored: Facts, true: Facts) -> dict[str, dict[str, tuple[Any, Any]]]:
    """Give what is stored and what is true, where these differ, by issue and fact."""
    found = {}
    for ext_id in sorted(stored.keys() | true.keys()):
        one, other = stored.get(ext_id, {}), true.get(ext_id, {})
        differing = {
            fact: (one.get(fact), other.get(fact))
            for fact in one.keys() | other.keys()
            if one.get(fact) != other.get(fact)
        }
        if differing:
            found[ext_id] = differing
    return found
