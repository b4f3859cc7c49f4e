"""A world's things as Jira's JSON."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.connectors.jira.furniture import (
    EPIC_LINK,
    LINK_TYPES,
    POINTS,
    RANK,
    SEVERITY,
    SPRINT,
    TEAM_POINTS,
    Row,
    status_row,
)
from tests.connectors.jira.world import PROJECT_IDS, Issue, World

ADF = {
    "type": "doc",
    "version": 1,
    "content": [{"type": "paragraph", "content": [{"type": "text", "text": "Words of people"}]}],
}
_LEVELS = {"Epic": 1, "Sub-task": -1}


def moment(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03d}+0000"


def person(name: str) -> Row:
    return {
        "self": "https://x/user",
        "accountId": f"5b10{name}",
        "displayName": name,
        "emailAddress": f"{name}@example.com",
        "avatarUrls": {"48x48": "https://x/picture"},
        "active": True,
    }


def issue_row(world: World, issue: Issue, fields: Sequence[str], *, is_cloud: bool) -> Row:
    """Give an issue with the fields that were asked for, and no others."""
    known = _fields(world, issue, is_cloud=is_cloud)
    wanted = {name: known[name] for name in fields if name in known}
    return {"id": str(issue.id), "key": issue.key, "self": "https://x/issue", "fields": wanted}


def _fields(world: World, issue: Issue, *, is_cloud: bool) -> Row:
    state, kind = issue.state, issue.state["type"]
    parent = world.issues.get(state["parent"] or 0)
    type_row: Row = {"name": kind, "subtask": kind == "Sub-task"}
    if is_cloud:
        type_row["hierarchyLevel"] = _LEVELS.get(kind, 0)
    fields: Row = {
        "summary": state["summary"],
        "status": status_row(state["status"]),
        "issuetype": type_row,
        "project": _project(world, issue.project),
        "assignee": person(state["assignee"]) if state["assignee"] else None,
        "created": moment(issue.created),
        "updated": moment(issue.updated),
        "resolution": {"name": state["resolution"]} if state["resolution"] else None,
        "resolutiondate": _resolved(issue),
        "fixVersions": [world.versions[one] for one in state["versions"]],
        "issuelinks": [_link(world, other) for other in state["blocks"]],
        "labels": state["labels"],
        "priority": {"name": state["priority"], "id": "3"},
        "duedate": state.get("due"),
        "security": {"name": state["security"]} if state["security"] else None,
        "votes": {"votes": state["votes"], "hasVoted": False},
        "description": ADF if is_cloud else "Words of people",
        POINTS: state["points"],
        TEAM_POINTS: state["team_points"],
        SPRINT: _sprints(world, state["sprints"], is_cloud=is_cloud),
        RANK: f"0|i{issue.id:05d}:",
        SEVERITY: {"value": state["severity"]} if state.get("severity") else None,
        EPIC_LINK: parent.key if parent and not (is_cloud and world.has_parents) else None,
    }
    if parent and is_cloud and world.has_parents:
        fields["parent"] = {"id": str(parent.id), "key": parent.key, "fields": {}}
    return fields


def _project(world: World, key: str) -> Row:
    return {"id": PROJECT_IDS[key], "key": key, "name": world.projects[key]}


def _resolved(issue: Issue) -> str | None:
    if not issue.state["resolution"]:
        return None
    closing = [
        history["created"]
        for history in issue.histories
        for item in history["items"]
        if item["field"] == "resolution"
    ]
    return moment(closing[-1] if closing else issue.created)


def _link(world: World, other: int) -> Row:
    issue = world.issues.get(other)
    row = {"id": str(other), "key": issue.key if issue else f"GONE-{other}", "fields": {}}
    return {"id": f"9{other}", "type": LINK_TYPES[0], "outwardIssue": row}


def _sprints(world: World, ids: Sequence[int], *, is_cloud: bool) -> list[Any] | None:
    if not ids:
        return None
    if is_cloud:
        return [
            {**world.sprints[one], "boardId": world.sprints[one]["originBoardId"]} for one in ids
        ]
    return [
        "com.atlassian.greenhopper.service.sprint.Sprint@1f2e[id={id},rapidViewId={originBoardId},"
        "state={upper},name={name},startDate=<null>,endDate=<null>,completeDate=<null>,sequence=1,"
        "goal=<null>]".format(**world.sprints[one], upper=world.sprints[one]["state"].upper())
        for one in ids
    ]


def history_row(history: Row, *, as_epoch: bool) -> Row:
    at = history["created"]
    return {
        "id": history["id"],
        "author": person("writer"),
        "created": int(at.timestamp() * 1000) if as_epoch else moment(at),
        "items": history["items"],
    }
