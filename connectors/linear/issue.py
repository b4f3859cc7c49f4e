"""One of Linear's issues, with its history, as a record."""

from datetime import datetime

from connectors.linear.archiving import category_of, with_archiving
from connectors.linear.categories import priority_name
from connectors.linear.history import field_events, in_order
from connectors.linear.lookup import Lookup
from connectors.linear.scope import is_private
from connectors.linear.values import Node, day_in, id_in, moment, moment_in, nodes_in
from planner.category import Category
from store.records import IssueRecord, NeedRecord

_RANK = 1e12  # makes every place in a list positive, so that texts sort as the numbers do


def normalise_issue(node: Node, entries: list[Node], lookup: Lookup) -> IssueRecord:
    """Turn an issue into a record. Its key may change when it changes teams; its id does not."""
    category = category_of(node)
    ordered = in_order(entries)
    holders = [id_in(node, "project"), id_in(node, "projectMilestone")]
    cycle = id_in(node, "cycle")
    return IssueRecord(
        ext_id=node["id"],
        key=node["identifier"],
        title=node["title"],
        type="Issue",
        status=node["state"]["name"],
        category=category,
        created_at=moment(node, "createdAt"),
        updated_at=moment(node, "updatedAt"),
        started_at=moment_in(node, "startedAt"),
        resolved_at=_resolved_at(node, category),
        team=node["team"]["id"],
        project=_project(node, lookup),
        points=None if node["estimate"] is None else float(node["estimate"]),
        priority=priority_name(node["priority"]),
        rank=f"{node['sortOrder'] + _RANK:020.3f}",
        due_on=day_in(node, "dueDate"),
        assignee=node["assignee"]["name"] if node["assignee"] else None,
        parent=id_in(node, "parent"),
        is_container=any(not child["trashed"] for child in nodes_in(node, "children")),
        is_subtask=node["parent"] is not None,
        restricted=is_private(node["team"]) and not lookup.show_private,
        url=node["url"],
        labels=tuple(sorted(lookup.labels.get(label, label) for label in node["labelIds"])),
        releases=_releases(node, lookup),
        sprints=(cycle,) if cycle else (),
        blocks=_blocks(node),
        containers=tuple(held for held in holders if held and held not in lookup.left_out),
        needs=_needs(node),
        events=with_archiving(node, ordered, field_events(ordered, lookup)),
    )


def _resolved_at(node: Node, category: Category) -> datetime | None:
    """Give when a closed issue was closed, or the latest that is known of it."""
    if category.is_open:
        return None
    stamps = ("completedAt",) if category is Category.DONE else ("canceledAt", "archivedAt")
    told = [at for field in (*stamps, "updatedAt") if (at := moment_in(node, field))]
    return max(told[0], moment(node, "createdAt"))


def _project(node: Node, lookup: Lookup) -> str | None:
    project = node["project"]
    return project["name"] if project and project["id"] not in lookup.left_out else None


def _releases(node: Node, lookup: Lookup) -> tuple[str, ...]:
    """Give all that holds the issue and counts as a release."""
    held = {
        "release": [release["id"] for release in nodes_in(node, "releases")],
        "project": [id_in(node, "project")],
        "milestone": [id_in(node, "projectMilestone")],
    }
    found = (ext_id for kind, ids in held.items() if kind in lookup.kinds for ext_id in ids)
    return tuple(sorted({i for i in found if i and i not in lookup.left_out}))


def _blocks(node: Node) -> tuple[str, ...]:
    """Give what cannot be finished before this issue; a link that was removed is archived."""
    return tuple(
        sorted(
            {
                relation["relatedIssue"]["id"]
                for relation in nodes_in(node, "relations")
                if relation["type"] == "blocks" and relation["archivedAt"] is None
            }
        )
    )


def _needs(node: Node) -> tuple[NeedRecord, ...]:
    """Give who waits for the issue; a request that names no customer yet is nobody's."""
    return tuple(
        NeedRecord(need["id"], need["customer"]["name"], is_important=need["priority"] >= 1)
        for need in sorted(nodes_in(node, "needs"), key=lambda need: str(need["id"]))
        if need["customer"]
    )
