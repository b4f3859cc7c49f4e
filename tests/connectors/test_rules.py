"""Rules of a sync that the engine holds, whatever the tracker: others broke each of them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from connectors.sync import SyncResult, sync_tracker
from connectors.tracker import Page, Rhythm, SkippableError
from store.issues import upsert_issues
from store.records import Entities, RawRecord
from store.tables import issue, raw_payload, sync_cursor, sync_run
from tests.connectors.scripted import START, ScriptedTracker, make_issue, make_page

Sessions = sessionmaker[Session]
HOUR = timedelta(hours=1)
LAGGING = Rhythm(trailing=12 * HOUR, trailing_every=2 * HOUR, census_every=24 * HOUR)


def sync(
    tracker: ScriptedTracker, sessions: Sessions, *, hours: float = 0, census: bool = False
) -> SyncResult:
    """Sync so many hours after the start."""
    tracker.time = START + hours * HOUR
    return sync_tracker(tracker, sessions, now=lambda: tracker.time, census=census)


def gone(sessions: Sessions) -> set[str]:
    with sessions() as session:
        return {*session.scalars(select(issue.c.ext_id).where(issue.c.gone_at.is_not(None)))}


def test_a_moved_issue_is_the_same_issue_under_another_key(sessions: Sessions) -> None:
    moved = replace(make_issue(1, minutes=5), key="STORE-9")
    tracker = ScriptedTracker([[make_page(1, 2)], [Page((moved,))]], ids=[1, 2])
    sync(tracker, sessions)
    assert sync(tracker, sessions).vanished == 0
    with sessions() as session:
        keys = dict(session.execute(select(issue.c.ext_id, issue.c.key)).all())
    assert keys == {"id1": "STORE-9", "id2": "SHOP-2"}


def test_what_somebody_stores_during_the_sweep_is_not_gone(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1, 2)], []], ids=[1, 2])
    sync(tracker, sessions)

    def hint(what: str) -> None:
        if what == "census":
            with sessions.begin() as session:
                upsert_issues(session, 1, [make_issue(3)])

    tracker.on_call = hint
    assert sync(tracker, sessions).vanished == 0
    assert gone(sessions) == set()


def test_a_search_that_lags_is_read_back_longer_once_in_a_while(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1)], []], ids=[1], rhythm=LAGGING)
    for hours in (0, 1, 2, 3, 4):
        sync(tracker, sessions, hours=hours)
    cursors = [START + (hours - 1) * HOUR for hours in (1, 2, 3, 4)]
    backs = [tracker.rhythm.overlap, 12 * HOUR, tracker.rhythm.overlap, 12 * HOUR]
    assert tracker.asked_since == [
        None,
        *(at - back for at, back in zip(cursors, backs, strict=True)),
    ]


def test_ids_are_counted_once_a_day_and_on_demand(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1)], []], ids=[1], rhythm=LAGGING)
    counted = []
    for hours, census in ((0, False), (1, False), (23, True), (46, False), (47, False)):
        tracker.calls.clear()
        sync(tracker, sessions, hours=hours, census=census)
        counted.append("census" in tracker.calls)
    assert counted == [True, False, True, False, True]


def test_a_delta_without_a_census_deletes_nothing(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1, 2)], []], ids=[1, 2], rhythm=LAGGING)
    sync(tracker, sessions)
    tracker.ids = [1]
    assert sync(tracker, sessions, hours=1).vanished == 0
    assert sync(tracker, sessions, hours=2, census=True).vanished == 1


def test_an_issue_that_could_not_be_read_is_looked_for_at_the_next_sync(
    sessions: Sessions,
) -> None:
    tracker = ScriptedTracker([[make_page(1)], []], ids=[1, 2], rhythm=LAGGING, unreadable={"id2"})
    assert sync(tracker, sessions).errors == 1
    with sessions() as session:
        assert session.execute(select(sync_cursor.c.census_at)).scalar() is None
    tracker.unreadable.clear()
    result = sync(tracker, sessions, hours=1)
    assert (result.fetched, result.errors) == (1, 0)
    assert sync(tracker, sessions, hours=2).scanned == 0


def test_an_issue_that_breaks_a_delta_off_costs_no_other_one(sessions: Sessions) -> None:
    broken = SkippableError("id2 cannot be read: it is too large.")
    tracker = ScriptedTracker(
        [[make_page(1, 2, 3)], [broken], []], ids=[1, 2, 3], rhythm=LAGGING, unreadable={"id2"}
    )
    sync(tracker, sessions)
    tracker.census_minutes = {2: 9, 3: 9}
    result = sync(tracker, sessions, hours=1)
    assert (result.changed, result.warnings) == (1, (str(broken),))


def test_a_run_counts_what_it_did(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1, 2)], []], ids=[1, 2, 3], unreadable={"id3"})
    result = sync(tracker, sessions)
    assert (result.scanned, result.fetched, result.changed, result.errors) == (3, 2, 2, 1)
    run = sync_run.c
    with sessions() as session:
        noted = select(run.scanned, run.fetched, run.changed, run.vanished, run.errors)
        assert session.execute(noted).all() == [(3, 2, 2, 0, 1)]


class Telling(ScriptedTracker):
    """Has something to say of its entities, and what they and its issues were made from."""

    def entities(self) -> Entities:
        told = super().entities()
        raw = (RawRecord("fields", "all", b"[]"),)
        return replace(told, warnings=("The status 'Odd' is unknown.",), raw=raw)


def raw_page(*numbers: int, minutes: int = 0, body: bytes = b"{}") -> Page:
    issues = tuple(make_issue(number, minutes=minutes) for number in numbers)
    return Page(issues, raw=tuple(RawRecord("issue", one.ext_id, body) for one in issues))


def test_what_entities_warn_of_is_told(sessions: Sessions) -> None:
    result = sync(Telling([[make_page(1)]], ids=[1]), sessions)
    assert result.warnings == ("The status 'Odd' is unknown.",)


def test_payloads_are_kept_with_their_issues_and_an_older_one_never(sessions: Sessions) -> None:
    pages = [raw_page(1, minutes=9, body=b'"new"'), raw_page(1, minutes=1, body=b'"old"')]
    sync(Telling([[*pages]], ids=[1]), sessions)
    with sessions() as session:
        kept = session.execute(select(raw_payload.c.kind, raw_payload.c.ext_id)).all()
        there = session.execute(select(issue.c.updated_at)).scalar_one()
    assert sorted(kept) == [("fields", "all"), ("issue", "id1")]
    assert there == START + timedelta(minutes=9)


def test_a_page_is_written_with_its_payloads_or_not_at_all(sessions: Sessions) -> None:
    unwritable = replace(make_issue(2), created_at=START.replace(tzinfo=None))
    page = raw_page(1)
    tracker = ScriptedTracker([[replace(page, issues=(*page.issues, unwritable))]])
    with pytest.raises(Exception, match="time zone"):
        sync(tracker, sessions)
    with sessions() as session:
        assert session.execute(select(issue)).all() == []
        assert session.execute(select(raw_payload)).all() == []
