"""Issues that something happened to which does not stamp them."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from connectors.linear import document as listings
from connectors.linear.client import LinearClient
from connectors.linear.document import Listing
from connectors.linear.scope import is_private
from connectors.linear.values import Node, id_in, moment
from connectors.linear.workspace import Workspace

_ENDS = ("issue", "relatedIssue", "originalIssue")


def fetch_touched(client: LinearClient, workspace: Workspace, since: datetime) -> set[str]:
    """Give the issues whose relations, releases or needs changed since then, by their ids.

    Linear has no filter for links between issues, or to releases. But it gives the latest changed
    first, and those that were removed as archived: so the walk ends where they get too old. It
    ends behind a moment, never within it: a bulk change has one stamp for all.
    """
    found: set[str] = set()
    wanted = [listings.TOUCHED_RELATIONS]
    if workspace.has_releases:
        wanted.append(listings.TOUCHED_RELEASES)
    if workspace.has_needs:
        wanted.append(listings.TOUCHED_NEEDS)
    for listing in wanted:
        for link in _until(client, listing, since):
            found |= {ext_id for end in _ENDS if (ext_id := id_in(link, end))}
    return found


def _until(client: LinearClient, listing: Listing, since: datetime) -> Iterator[Node]:
    for nodes in client.walk(listing):
        for link in nodes:
            if moment(link, "updatedAt") >= since:
                yield link
        if nodes and moment(nodes[-1], "updatedAt") < since:
            return


def with_new_meaning(workspace: Workspace, since: datetime) -> Node | None:
    """Give a filter for issues whose state or label was renamed, or whose team became private.

    None where nothing of that kind changed. The issues themselves get no stamp from it.
    """
    states = _changed(workspace.all("states"), since)
    labels = _changed(workspace.all("labels"), since)
    teams = _changed((team for team in workspace.all("teams") if is_private(team)), since)
    alternatives: list[Node] = []
    if states:
        alternatives.append({"state": {"id": {"in": states}}})
    if labels:
        alternatives.append({"labels": {"some": {"id": {"in": labels}}}})
    if teams:
        alternatives.append({"team": {"id": {"in": teams}}})
    return {"or": alternatives} if alternatives else None


def _changed(things: Iterable[Node], since: datetime) -> list[str]:
    return [thing["id"] for thing in things if moment(thing, "updatedAt") >= since]


def parents_of(whole: Iterable[tuple[Node, list[Node]]], since: datetime) -> set[str]:
    """Give the parents that issues got or lost since then: to have children is news for them."""
    found: set[str] = set()
    for node, entries in whole:
        late = [entry for entry in entries if moment(entry, "updatedAt") >= since]
        ends = {entry[end] for entry in late for end in ("fromParentId", "toParentId")}
        if moment(node, "createdAt") >= since:
            ends.add(id_in(node, "parent"))
        found |= {ext_id for ext_id in ends if ext_id}
    return found


def parents_of_trash(nodes: Iterable[Node]) -> set[str]:
    """Give the parents of issues that were thrown away: they may have no other children."""
    parents = {id_in(node, "parent") for node in nodes if node["trashed"]}
    return {parent for parent in parents if parent}
