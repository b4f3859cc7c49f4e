"""All that a workspace has beside its issues, as Linear sends it: read whole, kept raw."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connectors.linear import document as listings
from connectors.linear.client import LinearClient
from connectors.linear.document import Listing
from connectors.linear.judging import NotInPlanError
from connectors.linear.values import Node, has_more, nodes_in
from store.records import RawRecord

_ALWAYS = {
    "teams": listings.TEAMS,
    "states": listings.STATES,
    "labels": listings.LABELS,
    "users": listings.USERS,
    "cycles": listings.CYCLES,
    "projects": listings.PROJECTS,
    "milestones": listings.MILESTONES,
}
_INITIATIVES = {
    "initiatives": listings.INITIATIVES,
    "initiative_projects": listings.INITIATIVE_PROJECTS,
}
_RELEASES = {"pipelines": listings.PIPELINES, "releases": listings.RELEASES}
_ORGANIZATION = "organization"
_WHOLE = "all"
_MORE = {
    "projects": {"teams": listings.PROJECT_TEAMS, "history": listings.PROJECT_HISTORY},
    "pipelines": {"teams": listings.PIPELINE_TEAMS},
    "releases": {"history": listings.RELEASE_HISTORY},
}


@dataclass(frozen=True, slots=True)
class Workspace:
    """Collections by name. One that the plan lacks is not there; an empty one is empty."""

    collections: Mapping[str, Sequence[Node]]

    @property
    def organization(self) -> Node:
        return self.collections[_ORGANIZATION][0]

    @property
    def has_releases(self) -> bool:
        return "releases" in self.collections

    @property
    def has_needs(self) -> bool:
        return bool(self.organization["customersEnabled"])

    def all(self, name: str) -> Sequence[Node]:
        return self.collections.get(name, ())

    def raw(self) -> tuple[RawRecord, ...]:
        """Give the collections as they are kept."""
        return tuple(
            RawRecord(name, _WHOLE, json.dumps(nodes, separators=(",", ":")).encode())
            for name, nodes in self.collections.items()
        )


def workspace_of(raw: Sequence[RawRecord]) -> Workspace:
    """Give back what `Workspace.raw` kept."""
    return Workspace({record.kind: json.loads(record.body) for record in raw})


def fetch_workspace(client: LinearClient, *, with_releases: bool) -> Workspace:
    """Read everything; releases, initiatives and needs where the workspace has them.

    Raises TrackerError. What the plan lacks is no error.
    """
    organization = client.ask("Workspace")[_ORGANIZATION]
    collections: dict[str, Sequence[Node]] = {}
    for name, listing in _ALWAYS.items():
        collections[name] = _fetch(client, name, listing)
    collections |= _fetch_if_there(client, _INITIATIVES)
    if with_releases and organization["releasesEnabled"]:
        collections |= _fetch_if_there(client, _RELEASES)
    if organization["customersEnabled"]:
        organization["customersEnabled"] = _answers(client, listings.TOUCHED_NEEDS)
    return Workspace({_ORGANIZATION: [organization], **collections})


def _fetch_if_there(
    client: LinearClient, wanted: Mapping[str, Listing]
) -> dict[str, Sequence[Node]]:
    try:
        return {name: _fetch(client, name, listing) for name, listing in wanted.items()}
    except NotInPlanError:
        return {}


def _fetch(client: LinearClient, name: str, listing: Listing) -> list[Node]:
    nodes = client.fetch_all(listing)
    for field, more in _MORE.get(name, {}).items():
        for node in nodes:
            complete(client, node, field, more)
    return nodes


def _answers(client: LinearClient, listing: Listing) -> bool:
    try:
        client.ask(listing.document, first=1, after=None)
    except NotInPlanError:
        return False
    return True


def complete(client: LinearClient, node: Node, field: str, more: Listing) -> None:
    """Add to a nested connection what its first page left out."""
    if not has_more(node, field):
        return
    page = node[field]["pageInfo"]
    rest = client.walk(more, after=page["endCursor"], id=node["id"])
    node[field] = {
        "nodes": [*nodes_in(node, field), *(found for nodes in rest for found in nodes)],
        "pageInfo": {"hasNextPage": False, "endCursor": None},
    }
