"""The census: the id and stamp of every issue, many pages to a request."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from connectors.linear import document as listings
from connectors.linear.client import LinearClient
from connectors.linear.values import Node, written

SLOTS = 30  # pages a request: 30 of them cost just less than the 10,000 points of a query
PAGE = 250  # the most that Linear gives a page

_UNUSED: Mapping[str, Any] = {f"where{slot:02d}": None for slot in range(SLOTS)}


@dataclass(frozen=True, slots=True)
class _Range:
    """Numbers of a team's issues, of which a page holds all; without an end, perhaps not all."""

    team: str
    after: int
    until: int | None

    def where(self) -> Node:
        number: Node = {"gt": self.after}
        if self.until is not None:
            number["lte"] = self.until
        return {"team": {"id": {"eq": self.team}}, "number": number}


def sweep(
    client: LinearClient, teams: list[str], everywhere: Node, began_at: datetime
) -> Iterator[Node]:
    """Give every issue there is with its stamp, each once, as far as `everywhere` lets through.

    A team's issues are numbered without gaps but for those that left, so 250 numbers fit a page,
    and many such ranges into one request. How far the numbers go is not known: the last range of
    a round has no end, and where it holds more than a page, another round begins with it. An issue
    that changes teams meanwhile may slip through between two ranges, but gets a stamp by that:
    what changed since `began_at` is walked at the end. So is what is in teams that nobody told of.
    """
    seen: set[str] = set()
    pages = max(SLOTS // max(len(teams), 1) - 1, 1)
    waiting = deque(part for team in sorted(teams) for part in _ranges(team, 0, pages))
    while waiting:
        asked = [waiting.popleft() for _ in range(min(SLOTS, len(waiting)))]
        for part, connection in zip(asked, _ask(client, asked), strict=True):
            yield from _new(connection["nodes"], seen)
            if part.until is None and connection["pageInfo"]["hasNextPage"]:
                waiting.extend(_ranges(part.team, part.after, _next_pages(part.after)))
    for where in (
        {"team": {"id": {"nin": sorted(teams)}}},
        {"updatedAt": {"gte": written(began_at)}},
    ):
        for nodes in client.walk(listings.CENSUS, filter={"and": [everywhere, where]}):
            yield from _new(nodes, seen)


def _ranges(team: str, after: int, pages: int) -> Iterator[_Range]:
    for start in range(after, after + pages * PAGE, PAGE):
        yield _Range(team, start, start + PAGE)
    yield _Range(team, after + pages * PAGE, None)


def _next_pages(after: int) -> int:
    """Read three times as much again as was read, but no more than a request holds."""
    return min(3 * max(after // PAGE, 1), SLOTS - 1)


def _ask(client: LinearClient, ranges: list[_Range]) -> list[Node]:
    variables: dict[str, Any] = {"first": PAGE, **_UNUSED}
    for slot in range(SLOTS):
        variables[f"with{slot:02d}"] = slot < len(ranges)
    for slot, part in enumerate(ranges):
        variables[f"where{slot:02d}"] = part.where()
    data = client.ask("Sweep", **variables)
    return [data[f"slot{slot:02d}"] for slot in range(len(ranges))]


def _new(nodes: list[Node], seen: set[str]) -> Iterator[Node]:
    for node in nodes:
        if node["id"] not in seen:
            seen.add(node["id"])
            yield node
