"""A Data Center that somebody else has rebuilt: `jira820`, read-and-write, on a real socket."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import httpx
import pytest
from jira820.config import Config  # type: ignore[import-untyped]
from jira820.server import build_store, make_app  # type: ignore[import-untyped]
from sqlalchemy.orm import Session, sessionmaker

from connectors.jira.options import JiraOptions
from connectors.jira.tracker import DATA_CENTER, JiraTracker
from connectors.jira.writer import JiraWriter
from connectors.sync import SyncResult, sync_tracker
from connectors.tracker import FatalError
from tests.bot.web.serving import serving
from tests.connectors.jira.syncing import A_DAY_LATER, SOON
from tests.connectors.jira.truth import stored
from tests.connectors.snapshot import take_snapshot

DAY = date(2026, 1, 5)  # its server says that it is always the first of January


class Mock:
    """A served store, whose issues are its truth."""

    def __init__(self, store: Any, url: str) -> None:
        self.store = store
        self.url = url
        self.options = JiraOptions("dc", url, token="any", per_second=100_000.0)
        self._now = datetime(2026, 1, 6, tzinfo=UTC)

    def sync(self, sessions: sessionmaker[Session], later: timedelta = A_DAY_LATER) -> SyncResult:
        self._now += later
        begin, ticks = self._now, count()
        tracker = JiraTracker(self.options)
        return sync_tracker(
            tracker, sessions, now=lambda: begin + timedelta(milliseconds=next(ticks))
        )

    def truth(self) -> dict[str, tuple[str, str, float | None]]:
        return {
            key: (one["summary"], one["statusName"], one["sp"])
            for key, one in self.store.issues.items()
        }


def told(sessions: sessionmaker[Session]) -> dict[str, tuple[str, str, float | None]]:
    return {one.key: (one.title, one.status, one.points) for one in stored(sessions).values()}


@contextmanager
def serving_mock() -> Iterator[Mock]:
    store = build_store(Config(base_date=DAY))
    with serving(make_app(store)) as url:
        yield Mock(store, url)


@pytest.fixture
def mock() -> Iterator[Mock]:
    with serving_mock() as mock:
        yield mock


def test_it_is_found_to_be_a_data_center_and_is_read_whole(
    mock: Mock, sessions: sessionmaker[Session]
) -> None:
    result = mock.sync(sessions)
    assert told(sessions) == mock.truth()
    assert result.warnings == ()
    tracker = JiraTracker(mock.options)
    entities = tracker.entities()
    assert tracker.rhythm == DATA_CENTER
    assert {one.ext_id for one in entities.sprints} == {str(one) for one in mock.store.sprints}
    assert {one.ext_id for one in entities.releases} == {
        str(one["id"]) for one in mock.store.versions
    }


def test_a_second_sync_writes_nothing(mock: Mock, sessions: sessionmaker[Session]) -> None:
    mock.sync(sessions)
    before = take_snapshot(sessions)
    mock.sync(sessions, SOON)
    assert take_snapshot(sessions) == before


def test_what_people_do_there_arrives(mock: Mock, sessions: sessionmaker[Session]) -> None:
    mock.sync(sessions)
    one, two, *_ = sorted(key for key, row in mock.store.issues.items() if row["type"] == "Story")
    issues = f"{mock.url}/rest/api/2/issue"
    httpx.put(f"{issues}/{one}", json={"fields": {"summary": "Renamed", "customfield_10004": 13}})
    moves = httpx.get(f"{issues}/{one}/transitions").json()["transitions"]
    httpx.post(f"{issues}/{one}/transitions", json={"transition": {"id": moves[0]["id"]}})
    httpx.delete(f"{issues}/{two}")
    fields = {"summary": "New", "issuetype": {"name": "Bug"}}
    httpx.post(issues, json={"fields": fields}).raise_for_status()
    result = mock.sync(sessions)
    assert told(sessions) == mock.truth()
    assert result.vanished == 1
    assert told(sessions)[one][0] == "Renamed"


def test_epics_are_parents_by_id(mock: Mock) -> None:
    issues = [one for page in JiraTracker(mock.options).changed(None) for one in page.issues]
    keys = {one.ext_id: one.key for one in issues}
    epics = {key: row["epicKey"] for key, row in mock.store.issues.items() if row.get("epicKey")}
    parents = {one.key: keys[one.parent] for one in issues if one.parent}
    assert epics
    assert {key: parents[key] for key in epics} == epics


def test_it_has_no_version_to_write_to(mock: Mock) -> None:
    with pytest.raises(FatalError, match="no version 1 that"):
        JiraWriter(mock.options).fetch_target("version", "1")
