"""Histories of issues: a pass of its own, as cheap as the many short histories allow."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from connectors.linear import document as listings
from connectors.linear.client import LinearClient
from connectors.linear.values import Node, has_more, nodes_in

# Linear counts a page of histories as full, however short they are. So all are asked for few
# entries, the rest for more, and what is left one by one.
FEW = (125, 12)  # issues a page, entries an issue
MORE = (32, 50)


@dataclass(frozen=True, slots=True)
class Past:
    """An issue's history, and the issue's own stamps when it was read."""

    entries: list[Node]
    updated_at: str
    archived_at: str | None


def fetch_pasts(
    client: LinearClient, ids: Sequence[str], *, with_releases: bool
) -> dict[str, Past]:
    """Give whole histories by the issue's id; issues that are gone are not there."""
    pasts: dict[str, Past] = {}
    long: list[str] = []
    for node in _ask(client, ids, FEW, with_releases):
        if has_more(node, "history"):
            long.append(node["id"])
        else:
            pasts[node["id"]] = _past(node, nodes_in(node, "history"))
    for node in _ask(client, long, MORE, with_releases):
        entries = nodes_in(node, "history")
        if has_more(node, "history"):
            entries = [*entries, *_rest(client, node, with_releases)]
        pasts[node["id"]] = _past(node, entries)
    return pasts


def _ask(
    client: LinearClient, ids: Sequence[str], size: tuple[int, int], with_releases: bool
) -> Iterator[Node]:
    issues, entries = size
    for start in range(0, len(ids), issues):
        wanted = list(ids[start : start + issues])
        data = client.ask(
            "IssueHistories",
            ids=wanted,
            first=len(wanted),
            entries=entries,
            withReleases=with_releases,
        )
        yield from data["issues"]["nodes"]


def _rest(client: LinearClient, node: Node, with_releases: bool) -> Iterator[Node]:
    pages = client.walk(
        listings.ISSUE_HISTORY,
        after=node["history"]["pageInfo"]["endCursor"],
        id=node["id"],
        withReleases=with_releases,
    )
    return (entry for nodes in pages for entry in nodes)


def _past(node: Node, entries: list[Node]) -> Past:
    return Past(entries, node["updatedAt"], node["archivedAt"])
