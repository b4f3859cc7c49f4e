"""A Linear workspace that a test can do things to: rows, a clock of its own, and its habits."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from graphql import GraphQLError

Row = dict[str, Any]
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
_GROUPED = timedelta(minutes=10)
_TYPES = {
    "Triage": "triage",
    "Backlog": "backlog",
    "Todo": "unstarted",
    "In Progress": "started",
    "Done": "completed",
    "Canceled": "canceled",
    "Duplicate": "duplicate",
}
# A change of an issue's column, as its history names it.
_HISTORY = {
    "stateId": "StateId",
    "estimate": "Estimate",
    "cycleId": "CycleId",
    "projectId": "ProjectId",
    "projectMilestoneId": "ProjectMilestoneId",
    "parentId": "ParentId",
    "teamId": "TeamId",
    "assigneeId": "AssigneeId",
    "priority": "Priority",
    "dueDate": "DueDate",
}
_LISTS = ("addedLabelIds", "removedLabelIds", "addedToReleaseIds", "removedFromReleaseIds")


class World:
    """Tables of rows by id. What Linear does by itself (stamps, history) is done here too."""

    def __init__(self, now: datetime = START) -> None:
        self.now = now
        self.tables: defaultdict[str, dict[str, Row]] = defaultdict(dict)
        self.owners: defaultdict[tuple[str, str, str], list[Row]] = defaultdict(list)
        self.counts: Counter[str] = Counter()
        self.refused: dict[tuple[str, str], str] = {}
        self.broken: dict[tuple[str, str], int] = {}
        self.is_grouping = True
        self.overwritten: Row | None = None
        self.organization: Row = {
            "id": "org",
            "name": "Acme",
            "releasesEnabled": True,
            "customersEnabled": True,
            "fiscalYearStartMonth": 0,
        }

    def stamp(self) -> str:
        return self.now.isoformat(timespec="milliseconds").replace("+00:00", "Z")

    def pass_time(self, **by: float) -> None:
        self.now += timedelta(**by)

    # What the resolvers ask.

    def rows(self, table: str) -> Iterable[Row]:
        return list(self.tables[table].values())

    def row(self, table: str, ext_id: str) -> Row:
        return self.tables[table][ext_id]

    def find(self, table: str, ext_id: str | None) -> Row | None:
        return None if ext_id is None else self.tables[table].get(ext_id)

    def must(self, table: str, args: Row) -> Row:
        found = self.find(table, args["id"])
        if found is None:
            raise GraphQLError("Entity not found", extensions={"code": "INPUT_ERROR"})
        return found

    def owned(self, table: str, owner: str, ext_id: str) -> Iterable[Row]:
        if table in ("issues", "needs"):  # these change owners
            return [row for row in self.rows(table) if row[owner] == ext_id]
        return list(self.owners[table, owner, ext_id])

    def answer_or_refuse(self, parent: str, field: str) -> None:
        """Fail where the plan lacks a field, or where a part of the answer is to be missing."""
        code = self.refused.get((parent, field))
        if code:
            raise GraphQLError(f"{field} is not for you", extensions={"code": code})
        left = self.broken.get((parent, field), 0)
        if left:
            self.broken[parent, field] = left - 1
            raise GraphQLError(
                "Could not load", extensions={"code": "INTERNAL_SERVER_ERROR", "type": "other"}
            )

    def on_write(self, row: Row) -> None:
        """Let an automation have the last word on what a mutation wrote."""
        if self.overwritten is not None:
            row.update(self.overwritten)

    # What there is.

    def add(self, table: str, ext_id: str, **values: Any) -> str:
        stamps = {"createdAt": self.stamp(), "updatedAt": self.stamp(), "archivedAt": None}
        row = {"id": ext_id, **stamps, "trashed": None, **values}
        self.tables[table][ext_id] = row
        for column, value in values.items():
            if column.endswith("Id") and table not in ("issues", "needs"):
                self.owners[table, column, value].append(row)
        return ext_id

    def next_id(self, table: str) -> str:
        return f"{table}-{self.count(table):06d}"

    def count(self, table: str) -> int:
        """Give the next number, which no deletion gives free again."""
        self.counts[table] += 1
        return self.counts[table]

    def add_team(self, key: str, name: str, visibility: str = "public") -> str:
        team = self.add(
            "teams",
            f"team-{key}",
            key=key,
            name=name,
            visibility=visibility,
            issueEstimationType="fibonacci",
        )
        for state, kind in _TYPES.items():
            self.add("states", self.state(team, state), name=state, type=kind)
        return team

    @staticmethod
    def state(team: str, name: str) -> str:
        return f"state-{team}-{re.sub(r'[^a-z]', '', name.lower())}"

    def add_issue(
        self, team: str, title: str = "A thing", state: str = "Todo", **values: Any
    ) -> str:
        number = self.count("issues")
        key = self.row("teams", team)["key"]
        row: Row = {
            "identifier": f"{key}-{number}",
            "number": number,
            "title": title,
            "url": f"https://linear.app/acme/issue/{key}-{number}",
            "startedAt": None,
            "completedAt": None,
            "canceledAt": None,
            "dueDate": None,
            "estimate": None,
            "priority": 0,
            "sortOrder": float(-number),
            "labelIds": [],
            "stateId": self.state(team, state),
            "teamId": team,
            "assigneeId": None,
            "parentId": None,
            "cycleId": None,
            "projectId": None,
            "projectMilestoneId": None,
        }
        return self.add("issues", f"issue-{number:06d}", **(row | values))

    # What happens.

    def change(self, issue: str, **values: Any) -> None:
        """Change columns of an issue, with a stamp and an entry in its history.

        What is changed again soon is grouped into the entry that there is.
        """
        row = self.row("issues", issue)
        entry = self._entry(issue, {_HISTORY[c] for c in values if c in _HISTORY})
        for column, value in values.items():
            name = _HISTORY.get(column)
            if name is not None:
                if entry[f"to{name}"] is None and entry[f"from{name}"] is None:
                    entry[f"from{name}"] = row[column]
                entry[f"to{name}"] = value
        row.update(values)
        row["updatedAt"] = self.stamp()
        self._move_state_times(row, values)

    def set_state(self, issue: str, name: str) -> None:
        self.change(issue, stateId=self.state(self.row("issues", issue)["teamId"], name))

    def relabel(self, issue: str, *labels: str) -> None:
        row = self.row("issues", issue)
        entry = self._new_entry(issue)
        entry["addedLabelIds"] = [label for label in labels if label not in row["labelIds"]]
        entry["removedLabelIds"] = [label for label in row["labelIds"] if label not in labels]
        row.update(labelIds=list(labels), updatedAt=self.stamp())

    def archive(self, issue: str, *, tells: bool = True) -> None:
        """Put an issue away. Linear gives no stamp of change for it."""
        self.row("issues", issue)["archivedAt"] = self.stamp()
        if tells:
            self._new_entry(issue)["archived"] = True

    def bring_back(self, issue: str) -> None:
        self.row("issues", issue).update(archivedAt=None, trashed=None, updatedAt=self.stamp())
        self._new_entry(issue)["archived"] = False

    def trash(self, issue: str) -> None:
        self.row("issues", issue).update(archivedAt=self.stamp(), trashed=True)

    def delete(self, issue: str) -> None:
        del self.tables["issues"][issue]
        for table in ("relations", "needs", "issue_releases"):
            for link in list(self.rows(table)):
                if issue in (link["issueId"], link.get("relatedIssueId")):
                    del self.tables[table][link["id"]]
                    if table != "needs":
                        self.owners[table, "issueId", link["issueId"]].remove(link)

    def relate(self, issue: str, related: str, kind: str = "blocks") -> str:
        """Link two issues, neither of which gets a stamp."""
        link = self.next_id("relations")
        return self.add("relations", link, issueId=issue, relatedIssueId=related, type=kind)

    def unrelate(self, link: str) -> None:
        self.row("relations", link).update(archivedAt=self.stamp(), updatedAt=self.stamp())

    def ship(self, issue: str, release: str) -> str:
        """Put an issue into a release, without a stamp of the issue's own."""
        self._new_entry(issue)["addedToReleaseIds"] = [release]
        link = self.next_id("issue_releases")
        return self.add("issue_releases", link, issueId=issue, releaseId=release)

    def unship(self, link: str) -> None:
        row = self.row("issue_releases", link)
        row.update(archivedAt=self.stamp(), updatedAt=self.stamp())
        self._new_entry(row["issueId"])["removedFromReleaseIds"] = [row["releaseId"]]

    def need(self, issue: str, customer: str, priority: int = 0) -> str:
        self.tables["customers"].setdefault(customer, {"id": customer, "name": customer})
        need = self.next_id("needs")
        return self.add(
            "needs",
            need,
            issueId=issue,
            originalIssueId=None,
            customerId=customer,
            priority=priority,
        )

    def retarget(self, table: str, thing: str, day: str | None, **values: Any) -> None:
        """Move a project's or release's target date, as its history then tells."""
        row = self.row(table, thing)
        owner = "projectId" if table == "projects" else "releaseId"
        history = "project_history" if table == "projects" else "release_history"
        entries = [{"fromTargetDate": row["targetDate"], "toTargetDate": day}]
        self.add(history, self.next_id(history), **{owner: thing}, entries={"changes": entries})
        row.update(targetDate=day, updatedAt=self.stamp(), **values)

    def _entry(self, issue: str, names: set[str]) -> Row:
        last = next(reversed(self.owners["history", "issueId", issue]), None)
        if last is not None and self.is_grouping and names:
            is_fresh = self.now - datetime.fromisoformat(last["createdAt"]) <= _GROUPED
            if is_fresh and not any(last[column] for column in _LISTS) and last["archived"] is None:
                last["updatedAt"] = self.stamp()
                return last
        return self._new_entry(issue)

    def _new_entry(self, issue: str) -> Row:
        sides = {f"{side}{name}": None for name in _HISTORY.values() for side in ("from", "to")}
        lists = dict.fromkeys(_LISTS)
        entry = self.add(
            "history", self.next_id("history"), issueId=issue, archived=None, **sides, **lists
        )
        return self.row("history", entry)

    def _move_state_times(self, row: Row, values: Row) -> None:
        if "stateId" not in values:
            return
        kind = self.row("states", values["stateId"])["type"]
        if kind == "started":
            row["startedAt"] = row["startedAt"] or self.stamp()
        row["completedAt"] = self.stamp() if kind == "completed" else None
        row["canceledAt"] = self.stamp() if kind in ("canceled", "duplicate") else None
