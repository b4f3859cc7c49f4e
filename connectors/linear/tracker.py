"""Linear as a tracker: a workspace's issues with their history, releases and teams."""

import json
import weakref
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import blake2b

from connectors.linear import document as listings
from connectors.linear.client import LinearClient, make_client
from connectors.linear.entities import normalise_entities
from connectors.linear.known import Known, known_of, page_of, unknown_names
from connectors.linear.options import LinearOptions
from connectors.linear.passes import passes_since, team_filter
from connectors.linear.reading import Reader
from connectors.linear.sweep import sweep
from connectors.linear.touched import fetch_touched, parents_of, parents_of_trash
from connectors.linear.values import Node, moment
from connectors.linear.workspace import Workspace, fetch_workspace, workspace_of
from connectors.tracker import Page, Rhythm, Stamp
from store.records import Entities, RawRecord

MARGIN = timedelta(minutes=1)  # what was changed just now may not be seen by every replica
_MAPPING = "1"  # part of the fingerprint: raised when the same answers come to mean something else


class LinearTracker:
    """One Linear workspace, or some of its teams. Nothing is sent before the first question.

    Archived issues are kept, for their history counts; what lies in the trash is gone. Private
    teams' issues are `restricted`. A tracker asks from one thread.
    """

    kind = "linear"
    history = frozenset(
        {"status", "points", "release", "sprint", "parent", "label", "priority", "team", "assignee"}
    )
    rhythm = Rhythm(census_every=timedelta(days=1))

    def __init__(self, options: LinearOptions) -> None:
        self._options = options
        self._known: Known | None = None
        self._nameless: set[str] = set()

    @property
    def name(self) -> str:
        return self._options.name

    @property
    def fingerprint(self) -> str:
        """Give `QUERY/MAPPING`; where only the second changes, what was sent is read anew."""
        options = self._options
        query = (listings.documents_hash(), sorted(options.teams), sorted(options.releases))
        return f"{_digest(query)}/{_digest((_MAPPING, options.show_private))}"

    def server_time(self) -> datetime:
        """Give the horizon up to which Linear surely shows every change."""
        return self._client.fetch_time("Workspace") - MARGIN

    def entities(self) -> Entities:
        known = self._learn(self._fetch_workspace())
        return replace(
            normalise_entities(known.workspace, known.scope, self._options),
            raw=known.workspace.raw(),
        )

    def changed(self, since: datetime | None) -> Iterator[Page]:
        """Walk the issues with a stamp since then, then those that were changed without one.

        Issues come in the order of their creation, which no edit upsets.
        """
        known = self._now_known()
        reader, everywhere = self._reader(known), team_filter(known.scope, self._options)
        seen: dict[str, tuple[str, str | None]] = {}
        touched: set[str] = set()
        listing = listings.ISSUES if since is None else listings.FEW_ISSUES
        for where in passes_since(since, self.server_time(), known.workspace):
            for nodes in reader.walk({"and": [everywhere, where]}, listing):
                fresh = [node for node in nodes if seen.get(node["id"]) != _stamps(node)]
                seen.update((node["id"], _stamps(node)) for node in fresh)
                whole = reader.make_whole(fresh, everywhere)
                if since is not None:
                    touched |= parents_of(whole, since) | parents_of_trash(nodes)
                yield from self._pages(whole)
        if since is not None:
            touched |= fetch_touched(self._client, known.workspace, since)
            yield from self.read(sorted(touched - seen.keys()))

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        known = self._now_known()
        reader, everywhere = self._reader(known), team_filter(known.scope, self._options)
        for nodes in reader.read(ids, everywhere):
            yield from self._pages(reader.make_whole(nodes, everywhere))

    def census(self) -> Iterator[Stamp]:
        known = self._now_known()
        everywhere = team_filter(known.scope, self._options)
        teams = list(known.scope.teams)
        for node in sweep(self._client, teams, everywhere, self.server_time()):
            if not node["trashed"]:
                yield Stamp(node["id"], moment(node, "updatedAt"))

    def replay_entities(self, raw: Sequence[RawRecord]) -> Entities:
        known = self._learn(workspace_of(raw))
        return replace(
            normalise_entities(known.workspace, known.scope, self._options), raw=tuple(raw)
        )

    def replay_issues(self, raw: Sequence[RawRecord]) -> Page:
        """Give issues again, by the names that the entities have now."""
        if self._known is None:
            raise ValueError("replay_entities comes first: it tells what the ids stand for")
        bodies = [json.loads(record.body) for record in raw]
        return page_of([(body["issue"], body["history"]) for body in bodies], self._known)

    @cached_property
    def _client(self) -> LinearClient:
        client = make_client(self._options)
        weakref.finalize(self, client.http.client.close)
        return client

    def _fetch_workspace(self) -> Workspace:
        return fetch_workspace(self._client, with_releases="release" in self._options.releases)

    def _now_known(self) -> Known:
        return self._known or self._learn(self._fetch_workspace())

    def _learn(self, workspace: Workspace) -> Known:
        self._known = known_of(workspace, self._options)
        return self._known

    def _reader(self, known: Known) -> Reader:
        workspace = known.workspace
        return Reader(self._client, workspace.has_releases, workspace.has_needs)

    def _pages(self, whole: Sequence[tuple[Node, list[Node]]]) -> Iterator[Page]:
        """Give a page if there is anything; a state or label made since we asked is asked for."""
        if not whole:
            return
        known = self._now_known()
        if unknown_names(whole, known.lookup) - self._nameless:
            known = self._learn(self._fetch_workspace())
            self._nameless |= unknown_names(whole, known.lookup)
        yield page_of(whole, known)


def _stamps(node: Node) -> tuple[str, str | None]:
    return node["updatedAt"], node["archivedAt"]


def _digest(told: object) -> str:
    return blake2b(repr(told).encode(), digest_size=12).hexdigest()
