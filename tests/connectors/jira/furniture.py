"""What hardly changes in a Jira: fields, statuses, link types, boards, versions, sprints."""

from typing import Any

Row = dict[str, Any]

POINTS, TEAM_POINTS = "customfield_10016", "customfield_10031"
SPRINT, RANK, EPIC_LINK, SEVERITY = (
    "customfield_10020",
    "customfield_10019",
    "customfield_10014",
    "customfield_10050",
)
_GREENHOPPER = "com.pyxis.greenhopper.jira:"


def _system(ext_id: str, name: str) -> Row:
    return {"id": ext_id, "key": ext_id, "name": name, "custom": False, "schema": {"type": "any"}}


def _custom(ext_id: str, name: str, kind: str) -> Row:
    schema = {"type": "any", "custom": kind, "customId": int(ext_id.rpartition("_")[2])}
    return {"id": ext_id, "key": ext_id, "name": name, "custom": True, "schema": schema}


FIELDS = [
    _system("summary", "Summary"),
    _system("status", "Status"),
    _system("fixVersions", "Fix versions"),
    _custom(SPRINT, "Sprint", f"{_GREENHOPPER}gh-sprint"),
    _custom(RANK, "Rank", f"{_GREENHOPPER}gh-lexo-rank"),
    _custom(POINTS, "Story Points", "com.atlassian.jira.plugin.system.customfieldtypes:float"),
    _custom(SEVERITY, "Severity", "com.atlassian.jira.plugin.system.customfieldtypes:select"),
]
# Cloud's second list has fields that the first lacks.
MORE_FIELDS = [
    *FIELDS,
    _custom(EPIC_LINK, "Epic Link", f"{_GREENHOPPER}gh-epic-link"),
    _custom(TEAM_POINTS, "Story point estimate", f"{_GREENHOPPER}jsw-story-points"),
]

STATUSES = [
    {"id": "1", "name": "To Do", "key": "new"},
    {"id": "2", "name": "In Progress", "key": "indeterminate"},
    {"id": "3", "name": "Done", "key": "done"},
    {"id": "4", "name": "Waiting for Godot", "key": "undefined"},
    {"id": "5", "name": "Polishing", "key": "indeterminate"},
]
CATEGORY_IDS = {"undefined": 1, "new": 2, "done": 3, "indeterminate": 4}
LINK_TYPES = [
    {"id": "10000", "name": "Blocks", "inward": "is blocked by", "outward": "blocks"},
    {"id": "10001", "name": "Relates", "inward": "relates to", "outward": "relates to"},
]


def status_row(ext_id: str) -> Row:
    status = next(one for one in STATUSES if one["id"] == ext_id)
    category = {"id": CATEGORY_IDS[status["key"]], "key": status["key"], "name": status["key"]}
    return {"id": status["id"], "name": status["name"], "statusCategory": category}


def version(ext_id: int, name: str, project: str, **more: Any) -> Row:
    known = {"id": str(ext_id), "name": name, "archived": False, "released": False}
    return {**known, "project": project, **more}


def sprint(ext_id: int, name: str, board: int, state: str, **more: Any) -> Row:
    return {"id": ext_id, "name": name, "originBoardId": board, "state": state, **more}


def board(ext_id: int, name: str, kind: str, *projects: str, estimate: str | None = None) -> Row:
    return {"id": ext_id, "name": name, "type": kind, "projects": projects, "estimate": estimate}
