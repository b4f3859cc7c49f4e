"""Reads the far tracker, as a real connector would: over HTTP, page by page, raw kept."""

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx

from connectors.http import TIMEOUT, Http
from connectors.limiter import Limiter
from connectors.tracker import Page, Rhythm, Stamp, Tracker
from planner.category import Category
from store.records import (
    ContainerRecord,
    Entities,
    FieldEvent,
    IssueRecord,
    RawRecord,
    ReleaseRecord,
    SprintRecord,
    TeamRecord,
)

READ_AT_ONCE = 100
DAILY = Rhythm(census_every=timedelta(days=1))
PER_SECOND = 10_000.0  # it is on this machine
CATEGORIES = {
    "To Do": Category.TODO,
    "In Progress": Category.DOING,
    "In Review": Category.DOING,
    "Done": Category.DONE,
}


@contextmanager
def serve(issues: int) -> Iterator[str]:
    """Run a far tracker of so many issues in a process of its own; give its address."""
    with subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.connectors.far.server", str(issues)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # where a client that was killed did not hear the answer
        text=True,
    ) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().strip()
        finally:
            server.kill()


def far_tracker(url: str) -> Tracker:
    client = httpx.Client(base_url=url, timeout=TIMEOUT, trust_env=False)
    return FarTracker(Http(client, Limiter(PER_SECOND)))


@dataclass
class FarTracker:
    """Its fingerprint has both parts, and it can replay. `mapping` is what statuses mean."""

    http: Http
    kind: str = "far"
    name: str = "far"
    history: frozenset[str] = frozenset({"status", "points", "release", "sprint", "assignee"})
    query: str = "all"
    mapping: str = "1"
    rhythm: Rhythm = DAILY

    @property
    def fingerprint(self) -> str:
        return f"{self.query}/{self.mapping}"

    def server_time(self) -> datetime:
        return _at(self.http.get("/time")["time"])

    def entities(self) -> Entities:
        raw = RawRecord("entities", "all", json.dumps(self.http.get("/entities")).encode())
        return self.replay_entities([raw])

    def changed(self, since: datetime | None) -> Iterator[Page]:
        told = {} if since is None else {"since": since.isoformat()}
        after: int | None = 0
        while after is not None:
            answer = self.http.get("/issues", {**told, "after": after})
            yield self._page(answer["issues"])
            after = answer["after"]

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        for start in range(0, len(ids), READ_AT_ONCE):
            yield self._page(self.http.post("/read", ids[start : start + READ_AT_ONCE])["issues"])

    def census(self) -> Iterator[Stamp]:
        after: int | None = 0
        while after is not None:
            answer = self.http.get("/census", {"after": after})
            for ext_id, updated in answer["rows"]:
                yield Stamp(ext_id, _at(updated))
            after = answer["after"]

    def replay_entities(self, raw: Sequence[RawRecord]) -> Entities:
        told = json.loads(raw[0].body)
        return Entities(
            teams=tuple(TeamRecord(one["id"], one["name"]) for one in told["teams"]),
            sprints=tuple(SprintRecord(one["id"], one["name"]) for one in told["sprints"]),
            releases=tuple(
                ReleaseRecord(one["id"], one["name"], "version", project=one["project"])
                for one in told["releases"]
            ),
            containers=tuple(
                ContainerRecord(one["id"], "project", one["name"]) for one in told["projects"]
            ),
            raw=tuple(raw),
        )

    def replay_issues(self, raw: Sequence[RawRecord]) -> Page:
        return Page(tuple(self._issue(json.loads(record.body)) for record in raw), raw=tuple(raw))

    def _page(self, issues: Sequence[dict[str, Any]]) -> Page:
        raw = tuple(RawRecord("issue", one["id"], json.dumps(one).encode()) for one in issues)
        return Page(tuple(self._issue(one) for one in issues), raw=raw)

    def _issue(self, told: dict[str, Any]) -> IssueRecord:
        fields = told["fields"]
        return IssueRecord(
            ext_id=told["id"],
            key=told["key"],
            title=fields["summary"],
            type=fields["type"]["name"],
            status=fields["status"],
            category=self._category(fields["status"]),
            created_at=_at(fields["created"]),
            updated_at=_at(fields["updated"]),
            team=fields["team"],
            points=None if fields["points"] is None else float(fields["points"]),
            assignee=fields["assignee"]["displayName"] if fields["assignee"] else None,
            labels=tuple(fields["labels"]),
            releases=tuple(fields["releases"]),
            sprints=tuple(fields["sprints"]),
            blocks=tuple(fields["blocks"]),
            containers=tuple(f"p{int(one[1:]) % 5}" for one in fields["releases"]),
            votes=fields["votes"],
            events=tuple(self._event(change) for change in told["history"]),
        )

    def _event(self, change: dict[str, Any]) -> FieldEvent:
        at, field, before, after = (change[name] for name in ("at", "field", "from", "to"))
        if field == "points":
            before, after = before and str(float(before)), str(float(after))
        if field != "status":
            return FieldEvent(_at(at), field, before, after)
        categories = self._category(before), self._category(after)
        return FieldEvent(_at(at), field, before, after, *categories)

    def _category(self, status: str) -> Category:
        if self.mapping != "1" and status == "In Review":
            return Category.DONE
        return CATEGORIES[status]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
