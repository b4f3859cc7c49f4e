"""What is true in a Jira: issues with their histories, and a clock that a test moves."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.connectors.jira.furniture import STATUSES, Row

START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
SHOP, OPS = "SHOP", "OPS"
PROJECT_IDS = {SHOP: "10001", OPS: "10002"}


@dataclass
class Issue:
    """One issue; `state` holds the fields that change, and `histories` what was saved."""

    id: int
    key: str
    project: str
    created: datetime
    updated: datetime
    state: Row
    histories: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Indexed:
    """What the search knows of an issue: a moment ago, where the index is late."""

    id: int
    key: str
    project: str
    created: datetime
    updated: datetime
    labels: tuple[str, ...]


class World:
    """A site's truth. Every change takes a second, and reaches the index unless that is late."""

    def __init__(self) -> None:
        self.now = START
        self.issues: dict[int, Issue] = {}
        self.index: dict[int, Indexed] = {}
        self.is_late = False
        self.has_parents = True  # else Cloud names epics by key, as it did for years
        self.projects: dict[str, str] = {SHOP: "Shop", OPS: "Operations"}
        self.numbers = dict.fromkeys(PROJECT_IDS, 0)
        self.versions: dict[int, Row] = {}
        self.sprints: dict[int, Row] = {}
        self.boards: list[Row] = []
        self._history = 5000

    def tick(self, seconds: float = 1.0) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now

    def create(self, project: str = SHOP, **state: Any) -> Issue:
        at, number = self.tick(), self.numbers[project] + 1
        self.numbers[project] = number
        known: Row = {
            "summary": f"Thing {number}",
            "status": "1",
            "resolution": None,
            "points": None,
            "team_points": None,
            "sprints": [],
            "versions": [],
            "labels": [],
            "parent": None,
            "type": "Story",
            "priority": "Medium",
            "assignee": None,
            "security": None,
            "blocks": [],
            "votes": 0,
        }
        issue_id = 20000 + len(self.issues) + len(self._gone)
        issue = Issue(issue_id, f"{project}-{number}", project, at, at, {**known, **state})
        self.issues[issue_id] = issue
        self._indexed(issue)
        return issue

    _gone: frozenset[int] = frozenset()

    def edit(self, issue: Issue, **changes: Any) -> None:
        """Save some fields at once, with the history that Jira keeps of them."""
        at = self.tick()
        items: list[Row] = []
        for name, value in changes.items():
            before = issue.state[name]
            if before != value:
                items.extend(_items(self, name, before, value))
                issue.state[name] = deepcopy(value)
        issue.updated = at
        if items:
            self._remember(issue, at, items)
        self._indexed(issue)

    def close(self, issue: Issue, resolution: str = "Done") -> None:
        self.edit(issue, status="3", resolution=resolution)

    def move(self, issue: Issue, project: str) -> None:
        """Move to another project: the id stays, the key does not, versions are lost."""
        self.numbers[project] += 1
        before = issue.key, issue.project
        at = self.tick()
        items = list(_items(self, "versions", issue.state["versions"], []))
        issue.key, issue.project = f"{project}-{self.numbers[project]}", project
        issue.state["versions"] = []
        issue.updated = at
        ids = PROJECT_IDS
        items += [
            _item("Key", None, None, before[0], None, issue.key),
            _item(
                "project",
                "project",
                ids[before[1]],
                self.projects[before[1]],
                ids[project],
                self.projects[project],
            ),
        ]
        self._remember(issue, at, items)
        self._indexed(issue)

    def delete(self, issue: Issue) -> None:
        self.tick()
        del self.issues[issue.id]
        self._gone |= {issue.id}
        if not self.is_late:
            self.index.pop(issue.id, None)

    def catch_up(self) -> None:
        """Let the index see all there is."""
        self.is_late = False
        self.index = {}
        for issue in self.issues.values():
            self._indexed(issue)

    def by_key(self, key: str) -> Issue | None:
        return next((one for one in self.issues.values() if one.key == key), None)

    def _remember(self, issue: Issue, at: datetime, items: list[Row]) -> None:
        self._history += 1
        issue.histories.append({"id": str(self._history), "created": at, "items": items})

    def _indexed(self, issue: Issue) -> None:
        if not self.is_late:
            labels = tuple(issue.state["labels"])
            self.index[issue.id] = Indexed(
                issue.id, issue.key, issue.project, issue.created, issue.updated, labels
            )


def _item(
    name: str,
    field_id: str | None,
    before: str | None,
    before_text: str | None,
    after: str | None,
    after_text: str | None,
) -> Row:
    is_custom = (field_id or "").startswith("customfield_")
    item = {
        "field": name,
        "fieldtype": "custom" if is_custom else "jira",
        "from": before,
        "fromString": before_text,
        "to": after,
        "toString": after_text,
    }
    return {**item, "fieldId": field_id} if field_id else item


def _items(world: World, name: str, before: Any, after: Any) -> list[Row]:
    return _WRITERS[name](world, before, after)


def _status(_: World, before: str, after: str) -> list[Row]:
    names = {status["id"]: status["name"] for status in STATUSES}
    return [_item("status", "status", before, names[before], after, names[after])]


def _text(name: str, field_id: str) -> Callable[[World, Any, Any], list[Row]]:
    def write(_: World, before: Any, after: Any) -> list[Row]:
        return [_item(name, field_id, None, _str(before), None, _str(after))]

    return write


def _sprint(world: World, before: list[int], after: list[int]) -> list[Row]:
    """Write the whole list on both sides, as ids and as names."""

    def names(ids: list[int]) -> str:
        return ", ".join(world.sprints[one]["name"] for one in ids)

    sides = [", ".join(map(str, before)), names(before), ", ".join(map(str, after)), names(after)]
    return [_item("Sprint", "customfield_10020", *sides)]


def _versions(world: World, before: list[int], after: list[int]) -> list[Row]:
    """Write one item an addition or removal."""
    gone = [one for one in before if one not in after]
    come = [one for one in after if one not in before]
    names = {ext_id: row["name"] for ext_id, row in world.versions.items()}
    return [
        *(_item("Fix Version", "fixVersions", str(one), names[one], None, None) for one in gone),
        *(_item("Fix Version", "fixVersions", None, None, str(one), names[one]) for one in come),
    ]


def _labels(_: World, before: list[str], after: list[str]) -> list[Row]:
    return [_item("labels", "labels", "", " ".join(before), "", " ".join(after))]


def _parent(world: World, before: int | None, after: int | None) -> list[Row]:
    def side(ext_id: int | None) -> tuple[str | None, str | None]:
        if ext_id is None:
            return None, None
        issue = world.issues.get(ext_id)
        return str(ext_id), issue.key if issue else None

    # Cloud writes this one without a field id.
    return [_item("IssueParentAssociation", None, *side(before), *side(after))]


def _nothing(_: World, __: Any, ___: Any) -> list[Row]:
    return []


def _str(value: Any) -> str | None:
    return None if value is None else str(value)


_WRITERS: dict[str, Callable[[World, Any, Any], list[Row]]] = {
    "summary": _text("summary", "summary"),
    "status": _status,
    "resolution": _text("resolution", "resolution"),
    "points": _text("Story Points", "customfield_10016"),
    "team_points": _text("Story point estimate", "customfield_10031"),
    "sprints": _sprint,
    "versions": _versions,
    "labels": _labels,
    "parent": _parent,
    "type": _text("issuetype", "issuetype"),
    "priority": _text("priority", "priority"),
    "assignee": _text("assignee", "assignee"),
    "security": _text("security", "security"),
    "blocks": _nothing,
    "votes": _nothing,
}
