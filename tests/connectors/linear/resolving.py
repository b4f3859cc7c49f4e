"""How a world answers each field of the schema: by ids, lists and pages of rows."""

import base64
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from graphql import GraphQLResolveInfo, get_named_type

from tests.connectors.linear.filters import passes

if TYPE_CHECKING:
    from tests.connectors.linear.world import Row, World

MOST_A_PAGE = 250
_TABLES = {
    "Team": "teams",
    "WorkflowState": "states",
    "User": "users",
    "Cycle": "cycles",
    "Project": "projects",
    "ProjectMilestone": "milestones",
    "Initiative": "initiatives",
    "Release": "releases",
    "ReleasePipeline": "pipelines",
    "Issue": "issues",
    "Customer": "customers",
}
_ROOTS = {
    "teams": "teams",
    "workflowStates": "states",
    "issueLabels": "labels",
    "users": "users",
    "cycles": "cycles",
    "projects": "projects",
    "projectMilestones": "milestones",
    "initiatives": "initiatives",
    "initiativeToProjects": "initiative_projects",
    "releasePipelines": "pipelines",
    "releases": "releases",
    "issues": "issues",
    "issueRelations": "relations",
    "issueToReleases": "issue_releases",
    "customerNeeds": "needs",
}
# Where a type's connection is found: the table, and the column that names the owner.
_OWNED = {
    ("Issue", "children"): ("issues", "parentId"),
    ("Issue", "relations"): ("relations", "issueId"),
    ("Issue", "needs"): ("needs", "issueId"),
    ("Issue", "history"): ("history", "issueId"),
    ("Project", "history"): ("project_history", "projectId"),
    ("Release", "history"): ("release_history", "releaseId"),
}
_SETTERS = {
    "projectUpdate": "projects",
    "projectMilestoneUpdate": "milestones",
    "releaseUpdate": "releases",
}


def resolve(source: Any, info: GraphQLResolveInfo[Any], **args: Any) -> Any:
    """Answer one field."""
    world, field = info.context, info.field_name
    parent, kind = info.parent_type.name, get_named_type(info.return_type).name
    world.answer_or_refuse(parent, field)
    if parent == "Mutation":
        return _write(world, field, args)
    if kind.endswith("Connection"):
        return page_of(world, _rows(world, source, parent, field), args)
    if parent == "Query":
        return world.organization if field == "organization" else world.must(_TABLES[kind], args)
    if kind in _TABLES and field != "nodes":
        return world.find(_TABLES[kind], source.get(f"{field}Id"))
    return source.get(field)


def page_of(world: "World", rows: Iterable["Row"], args: dict[str, Any]) -> dict[str, Any]:
    """Give a page as Linear does: the newest first, archived ones if asked for.

    A cursor is a place in the order, which stays where it is when rows come and go.
    """
    first, order = args.get("first") or 50, args.get("orderBy") or "createdAt"
    assert 0 < first <= MOST_A_PAGE, f"a page of {first}"
    shown = [
        row
        for row in rows
        if (args.get("includeArchived") or row.get("archivedAt") is None)
        and passes(world, row, args.get("filter"))
    ]
    shown.sort(key=lambda row: (row[order], row["id"]), reverse=True)
    if args.get("after"):
        place = tuple(base64.b64decode(args["after"]).decode().split("|"))
        shown = [row for row in shown if (row[order], row["id"]) < place]
    page = shown[:first]
    end = f"{page[-1][order]}|{page[-1]['id']}" if page else None
    return {
        "nodes": page,
        "pageInfo": {
            "hasNextPage": len(shown) > first,
            "endCursor": base64.b64encode(end.encode()).decode() if end else None,
        },
    }


def _rows(world: "World", source: Any, parent: str, field: str) -> Iterable["Row"]:
    if parent == "Query":
        return world.rows(_ROOTS[field])
    if (parent, field) in _OWNED:
        table, owner = _OWNED[parent, field]
        return world.owned(table, owner, source["id"])
    if (parent, field) == ("Issue", "releases"):
        links = world.owned("issue_releases", "issueId", source["id"])
        return [
            world.row("releases", link["releaseId"]) for link in links if not link["archivedAt"]
        ]
    return [world.row("teams", team) for team in source["teamIds"]]


def _write(world: "World", field: str, args: dict[str, Any]) -> dict[str, Any]:
    row = world.must(_SETTERS[field], args)
    row.update(args["input"])
    world.on_write(row)
    row["updatedAt"] = world.stamp()
    return {"success": True}
