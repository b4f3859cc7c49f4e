"""Issues made whole: what is nested in them to its end, and a history of the same moment."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from connectors.linear import document as listings
from connectors.linear.client import LinearClient
from connectors.linear.document import Listing
from connectors.linear.past import Past, fetch_pasts
from connectors.linear.values import Node, moment
from connectors.linear.workspace import complete

_ROUNDS = 3  # an issue that changes between two questions is asked for anew so often

_NESTED = {
    "relations": listings.ISSUE_RELATIONS,
    "releases": listings.ISSUE_RELEASES,
    "needs": listings.ISSUE_NEEDS,
}


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads issues of one workspace, with the parts that its plan has."""

    client: LinearClient
    with_releases: bool
    with_needs: bool

    def walk(self, where: Node, listing: Listing = listings.ISSUES) -> Iterator[list[Node]]:
        """Give pages of the issues that a filter lets through, flat and with the trash."""
        return self.client.walk(
            listing,
            filter=where,
            withReleases=self.with_releases,
            withNeeds=self.with_needs,
        )

    def read(self, ids: Sequence[str], where: Node) -> Iterator[list[Node]]:
        """Give flat issues by id, out of those that the filter lets through."""
        listing = listings.FEW_ISSUES
        for start in range(0, len(ids), listing.first):
            wanted = list(ids[start : start + listing.first])
            yield from self.walk({"and": [where, {"id": {"in": wanted}}]}, listing)

    def make_whole(self, nodes: Sequence[Node], where: Node) -> list[tuple[Node, list[Node]]]:
        """Give issues with all that is nested in them, and their history's entries.

        An issue that changes between the two questions is asked for again; one that never stands
        still is given as it was at the first of them. What lies in the trash is left out, and what
        is gone meanwhile.
        """
        whole: dict[str, tuple[Node, list[Node]]] = {}
        waiting = [node for node in nodes if not node["trashed"]]
        for _ in range(_ROUNDS):
            restless = self._settle(waiting, whole)
            if not restless:
                break
            again = [node for page in self.read(restless, where) for node in page]
            for node in again:
                if node["trashed"]:
                    whole.pop(node["id"], None)
            waiting = [node for node in again if not node["trashed"]]
        return list(whole.values())

    def _settle(
        self, nodes: Sequence[Node], whole: dict[str, tuple[Node, list[Node]]]
    ) -> list[str]:
        """Add issues to `whole`; give the ids of those that moved on while they were read."""
        ids = [node["id"] for node in nodes]
        pasts = fetch_pasts(self.client, ids, with_releases=self.with_releases)
        restless = []
        for node in nodes:
            past = pasts.get(node["id"])
            if past is None:
                whole.pop(node["id"], None)
                continue
            for field, more in _NESTED.items():
                complete(self.client, node, field, more)
            is_still = (past.updated_at, past.archived_at) == (
                node["updatedAt"],
                node["archivedAt"],
            )
            whole[node["id"]] = (node, past.entries if is_still else _until(node, past))
            if not is_still:
                restless.append(node["id"])
        return restless


def _until(node: Node, past: Past) -> list[Node]:
    """Leave out what happened after the issue was read."""
    stamps = [moment(node, field) for field in ("updatedAt", "archivedAt") if node[field]]
    last = max(stamps)
    return [entry for entry in past.entries if moment(entry, "createdAt") <= last]
