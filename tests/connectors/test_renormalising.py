"""Issues are made again from what was sent, without the network, and read again only where not."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any

import httpx
import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session, sessionmaker

from connectors.http import Http
from connectors.limiter import Limiter
from connectors.renormalising import Renormalised, renormalise
from connectors.sync import SyncResult, sync_tracker
from connectors.tracker import FatalError
from planner.category import Category
from store.cursors import Cursor, load_cursor
from store.tables import issue, raw_payload, status_span, sync_walk, walked_issue
from tests.connectors.far import payloads
from tests.connectors.far.server import answer
from tests.connectors.far.tracker import FarTracker
from tests.connectors.snapshot import take_snapshot

Sessions = sessionmaker[Session]
ISSUES = 250
NOW = payloads.updated_at(ISSUES + 2000)


@dataclass
class Line:
    """The line to the far tracker; `asked` is what went over it, and it can be cut."""

    asked: list[str] = field(default_factory=list)
    is_cut: bool = False

    def handle(self, request: httpx.Request) -> httpx.Response:
        assert not self.is_cut, "somebody asked the tracker"
        self.asked.append(request.url.path)
        body = request.read()
        return httpx.Response(200, json=answer(str(request.url), body, ISSUES))


@pytest.fixture
def line() -> Line:
    return Line()


@pytest.fixture
def tracker(line: Line) -> Iterator[FarTracker]:
    with httpx.Client(
        base_url="http://far.example.org", transport=httpx.MockTransport(line.handle)
    ) as client:
        yield FarTracker(Http(client, Limiter(10_000)))


def sync(tracker: FarTracker, sessions: Sessions) -> SyncResult:
    return sync_tracker(tracker, sessions, now=lambda: NOW)


def remap(tracker: FarTracker, sessions: Sessions) -> Renormalised:
    return renormalise(tracker, sessions, now=lambda: NOW)


def rows(sessions: Sessions, *columns: Any) -> list[Any]:
    with sessions() as session:
        return list(session.execute(select(*columns)).all())


def drop_raw(sessions: Sessions, *ext_ids: str) -> None:
    with sessions.begin() as session:
        session.execute(delete(raw_payload).where(raw_payload.c.ext_id.in_(ext_ids)))


def cursor_of(sessions: Sessions) -> Cursor | None:
    with sessions() as session:
        return load_cursor(session, 1)


def test_the_same_mapping_makes_the_same_and_asks_nobody(
    tracker: FarTracker, line: Line, sessions: Sessions
) -> None:
    sync(tracker, sessions)
    before, line.is_cut = take_snapshot(sessions), True
    done = remap(tracker, sessions)
    assert (done.issues, done.changed, done.entities_changed) == (ISSUES, 0, 0)
    assert (done.missing, done.reads_all) == ((), False)
    assert take_snapshot(sessions) == before


def test_another_mapping_is_as_if_everything_had_been_read_under_it(
    tracker: FarTracker, line: Line, sessions: Sessions
) -> None:
    sync(tracker, sessions)
    cursor = cursor_of(sessions)
    tracker.mapping, line.is_cut = "2", True
    done = remap(tracker, sessions)
    assert (done.issues, done.reads_all) == (ISSUES, False)
    assert done.changed > 0
    assert cursor is not None
    assert cursor_of(sessions) == replace(cursor, fingerprint="all/2")
    assert rows(sessions, walked_issue) == rows(sessions, sync_walk) == []
    line.is_cut = False
    line.asked.clear()
    assert sync(tracker, sessions).changed == 0
    assert "/read" not in line.asked


def test_what_is_made_again_is_what_a_full_sync_would_make(
    tracker: FarTracker, sessions: Sessions
) -> None:
    sync(tracker, sessions)
    tracker.mapping = "2"
    remap(tracker, sessions)
    made = take_snapshot(sessions)
    result = sync_tracker(tracker, sessions, now=lambda: NOW, full=True)
    assert result.changed == 0
    assert take_snapshot(sessions) == made
    spans = set(rows(sessions, status_span.c.category))
    assert (Category.DONE.value,) in spans


def test_only_what_is_not_kept_is_read_again(
    tracker: FarTracker, line: Line, sessions: Sessions
) -> None:
    sync(tracker, sessions)
    drop_raw(sessions, "10007", "10100")
    tracker.mapping = "2"
    done = remap(tracker, sessions)
    assert (done.missing, done.reads_all) == (("FAR-100", "FAR-7"), False)
    line.asked.clear()
    result = sync(tracker, sessions)
    assert (result.fetched, result.scanned) == (2, ISSUES)
    assert rows(sessions, walked_issue) == []
    cursor = cursor_of(sessions)
    assert cursor is not None
    assert cursor.fingerprint == "all/2"


def test_another_query_is_read_whole_all_the_same(tracker: FarTracker, sessions: Sessions) -> None:
    sync(tracker, sessions)
    cursor = cursor_of(sessions)
    tracker.query = "more fields"
    assert remap(tracker, sessions).reads_all
    assert cursor_of(sessions) == cursor
    assert sync(tracker, sessions).fetched == ISSUES


def test_what_is_gone_does_not_come_back(tracker: FarTracker, sessions: Sessions) -> None:
    sync(tracker, sessions)
    drop_raw(sessions, "10007")
    with sessions.begin() as session:
        session.execute(update(issue).where(issue.c.ext_id == "10007").values(gone_at=NOW))
    done = remap(tracker, sessions)
    assert (done.issues, done.missing) == (ISSUES - 1, ())
    gone = rows(sessions, issue.c.gone_at)
    assert len([row for row in gone if row.gone_at is not None]) == 1


def test_a_source_that_was_never_read_or_kept_says_what_to_do(
    tracker: FarTracker, sessions: Sessions
) -> None:
    with pytest.raises(FatalError, match="Run `shipcast sync` first"):
        remap(tracker, sessions)
    sync(tracker, sessions)
    drop_raw(sessions, "all")
    with pytest.raises(FatalError, match="shipcast sync --full"):
        remap(tracker, sessions)


def test_payloads_are_as_old_as_they_were(tracker: FarTracker, sessions: Sessions) -> None:
    sync(tracker, sessions)
    later = NOW + timedelta(days=9)
    renormalise(tracker, sessions, now=lambda: later)
    assert {row.fetched_at for row in rows(sessions, raw_payload.c.fetched_at)} == {NOW}


def test_nothing_is_kept_where_nothing_shall_be(tracker: FarTracker, sessions: Sessions) -> None:
    sync(tracker, sessions)
    result = sync_tracker(tracker, sessions, now=lambda: NOW, full=True, keeps_raw=False)
    assert result.changed == 0
    assert {row.kind for row in rows(sessions, raw_payload.c.kind)} == {"issue"}
    with sessions.begin() as session:
        session.execute(delete(raw_payload))
    sync_tracker(tracker, sessions, now=lambda: NOW, full=True, keeps_raw=False)
    assert rows(sessions, raw_payload) == []
