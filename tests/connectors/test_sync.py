"""The commit protocol: what is stored, what moves the cursor, and what never deletes."""

import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import stamina
from sqlalchemy import select
from sqlalchemy.engine import Row
from sqlalchemy.orm import Session, sessionmaker

from connectors.progress import Progress, Stage
from connectors.sync import SyncResult, sync_tracker
from connectors.tracker import FatalError, Page, RetriableError
from store.cursors import Cursor, load_cursor
from store.engine import make_engine, make_sessions
from store.issues import load_stamps
from store.sources import load_sources
from store.tables import issue, sync_run
from tests.connectors.scripted import START, ScriptedTracker, Step, make_issue, make_page
from tests.connectors.snapshot import take_snapshot

Sessions = sessionmaker[Session]
LATER = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def run_sync(
    tracker: ScriptedTracker, sessions: Sessions, *, full: bool = False, at: datetime = LATER
) -> SyncResult:
    return sync_tracker(tracker, sessions, now=lambda: at, full=full)


def cursor_of(sessions: Sessions, name: str = "shop") -> Cursor | None:
    with sessions() as session:
        known = {row.name: row.id for row in load_sources(session)}
        return load_cursor(session, known[name])


def stored_ids(sessions: Sessions) -> set[str]:
    with sessions() as session:
        (source,) = load_sources(session)
        return set(load_stamps(session, source.id))


def runs_of(sessions: Sessions) -> list[Row[tuple[object, ...]]]:
    with sessions() as session:
        return list(session.execute(select(sync_run).order_by(sync_run.c.id)).all())


def test_entities_come_first_then_pages_then_the_census(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1), make_page(2)]], ids=[1, 2])
    run_sync(tracker, sessions)
    assert tracker.calls == ["server_time", "entities", "page", "page", "census"]


def test_the_result_counts_issues_and_entities(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1, 2), make_page(3)]], ids=[1, 2, 3])
    result = run_sync(tracker, sessions)
    assert (result.source, result.scanned, result.changed, result.vanished) == ("shop", 3, 3, 0)
    assert result.entities_changed == 2
    assert (result.started_at, result.finished_at) == (LATER, LATER)


def test_the_cursor_is_the_trackers_time_at_the_start_of_the_walk(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1)]], ids=[1])

    def age(what: str) -> None:
        if what == "page":
            tracker.time = START + timedelta(hours=5)

    tracker.on_call = age
    run_sync(tracker, sessions)
    assert cursor_of(sessions) == Cursor(START, "f1", LATER, LATER)


def test_a_second_sync_reads_from_fifteen_minutes_before_the_cursor(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1)]], ids=[1])
    run_sync(tracker, sessions)
    run_sync(tracker, sessions)
    assert tracker.asked_since == [None, START - timedelta(minutes=15)]


def test_another_fingerprint_reads_everything_again(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1)]], ids=[1])
    run_sync(tracker, sessions)
    tracker.fingerprint = "f2"
    run_sync(tracker, sessions)
    assert tracker.asked_since == [None, None]
    assert cursor_of(sessions) == Cursor(START, "f2", LATER, LATER)


def test_a_full_sync_reads_everything_again(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1)]], ids=[1])
    run_sync(tracker, sessions)
    run_sync(tracker, sessions, full=True)
    assert tracker.asked_since == [None, None]


def test_the_same_page_twice_changes_nothing(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1, 2)], [make_page(1, 2), make_page(2)]], ids=[1, 2])
    run_sync(tracker, sessions)
    before = take_snapshot(sessions)
    result = run_sync(tracker, sessions)
    assert result.changed == 0
    assert take_snapshot(sessions) == before


def test_no_transaction_is_open_while_the_tracker_is_asked(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1), make_page(2)]], ids=[1, 2, 3])

    def write_from_elsewhere(_what: str) -> None:
        with sessions.begin() as session:  # SQLite has one writer: this would wait and fail
            session.execute(issue.update().values(severity=None))

    tracker.on_call = write_from_elsewhere
    assert run_sync(tracker, sessions).scanned == 3


def test_a_failure_in_mid_walk_keeps_the_pages_and_leaves_the_cursor(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1), FatalError("The query was refused.")]], ids=[1, 2])
    with pytest.raises(FatalError):
        run_sync(tracker, sessions)
    assert stored_ids(sessions) == {"id1"}
    assert cursor_of(sessions) is None


def test_a_delta_after_a_failure_starts_where_the_failed_one_did(sessions: Sessions) -> None:
    broken: list[Step] = [make_page(1), FatalError("No.")]
    tracker = ScriptedTracker([[make_page(1)], broken, [make_page(1)]], ids=[1])
    run_sync(tracker, sessions)
    tracker.time = START + timedelta(hours=1)
    with pytest.raises(FatalError):
        run_sync(tracker, sessions)
    run_sync(tracker, sessions)
    assert tracker.asked_since == [None, *[START - timedelta(minutes=15)] * 2]


def test_a_failed_run_is_noted_without_secrets(sessions: Sessions) -> None:
    address = "https://anna:hunter2@jira.example.org/rest?token=abc123"
    tracker = ScriptedTracker([[make_page(1), FatalError(f"{address} answers 403.\nBody")]])
    with pytest.raises(FatalError):
        run_sync(tracker, sessions)
    (noted,) = runs_of(sessions)
    assert noted.scanned == 1
    assert noted.error == "FatalError: https://***@jira.example.org/rest?token=*** answers 403."


def test_a_successful_run_is_noted(sessions: Sessions) -> None:
    run_sync(ScriptedTracker([[Page((make_issue(1),), ("Odd.",))]], ids=[1]), sessions)
    (noted,) = runs_of(sessions)
    assert (noted.scanned, noted.changed, noted.vanished) == (1, 1, 0)
    assert (noted.warnings, noted.error) == (["Odd."], None)


def test_a_source_that_was_never_read_leaves_nothing_behind(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[]])

    def refuse(what: str) -> None:
        if what == "server_time":
            raise FatalError("The token is not valid.")

    tracker.on_call = refuse
    with pytest.raises(FatalError):
        run_sync(tracker, sessions)
    assert runs_of(sessions) == []
    with sessions() as session:
        assert load_sources(session) == ()


def test_a_known_source_that_cannot_be_asked_is_noted(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1)]], ids=[1])
    run_sync(tracker, sessions)

    def refuse(_what: str) -> None:
        raise FatalError("The token is not valid.")

    tracker.on_call = refuse
    with pytest.raises(FatalError):
        run_sync(tracker, sessions)
    assert [noted.error for noted in runs_of(sessions)] == [
        None,
        "FatalError: The token is not valid.",
    ]


def test_failing_entities_stop_before_any_page(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1)]], entities_error=FatalError("No."))
    with pytest.raises(FatalError):
        run_sync(tracker, sessions)
    assert "page" not in tracker.calls


def test_a_retriable_walk_is_begun_anew_after_the_time_asked_for(sessions: Sessions) -> None:
    waits: list[float] = []
    stamina.instrumentation.set_on_retry_hooks([lambda told: waits.append(told.wait_for)])
    busy = RetriableError("Too many requests.", retry_after_seconds=0.05)
    tracker = ScriptedTracker([[make_page(1), busy], [make_page(1), make_page(2)]], ids=[1, 2])
    try:
        result = run_sync(tracker, sessions)
    finally:
        stamina.instrumentation.set_on_retry_hooks(None)
    assert waits == [0.05]
    assert (result.scanned, result.changed) == (2, 2)
    assert stored_ids(sessions) == {"id1", "id2"}


def test_retries_end(sessions: Sessions) -> None:
    busy = RetriableError("Gateway timeout.", retry_after_seconds=0.0)
    tracker = ScriptedTracker([[busy]])
    with pytest.raises(RetriableError):
        run_sync(tracker, sessions)
    assert len(tracker.asked_since) == 5
    assert cursor_of(sessions) is None


def test_an_issue_that_the_census_no_longer_sees_vanishes(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1, 2)], []], ids=[1, 2])
    run_sync(tracker, sessions)
    tracker.ids = [1]
    assert run_sync(tracker, sessions).vanished == 1
    assert stored_ids(sessions) == {"id1"}


def test_an_issue_that_is_seen_again_is_back(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1, 2)], []], ids=[1, 2])
    run_sync(tracker, sessions)
    tracker.ids = [1]
    run_sync(tracker, sessions)
    tracker.ids = [1, 2]
    run_sync(tracker, sessions)
    assert stored_ids(sessions) == {"id1", "id2"}


def test_a_census_that_breaks_off_deletes_nothing(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1, 2)], []], ids=[1, 2])
    run_sync(tracker, sessions)
    tracker.ids, tracker.time = [1], START + timedelta(hours=1)
    tracker.census_errors = [FatalError("The sweep was refused.")]
    with pytest.raises(FatalError):
        run_sync(tracker, sessions)
    assert stored_ids(sessions) == {"id1", "id2"}
    assert cursor_of(sessions) == Cursor(START, "f1", LATER, LATER)


def test_half_of_a_source_vanishing_at_once_is_warned_about_and_kept(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(*range(50))], []], ids=list(range(50)))
    run_sync(tracker, sessions)
    tracker.ids = list(range(25))
    result = run_sync(tracker, sessions)
    assert result.vanished == 0
    assert len(stored_ids(sessions)) == 50
    (warning,) = result.warnings
    assert "25 of 50 issues" in warning


def test_another_project_under_the_same_name_does_not_delete_the_first(sessions: Sessions) -> None:
    run_sync(ScriptedTracker([[make_page(1, 2, 3)]], ids=[1, 2, 3]), sessions)
    others = list(range(100, 150))
    result = run_sync(ScriptedTracker([[make_page(*others)]], ids=others), sessions)
    assert (result.changed, result.vanished) == (50, 0)
    assert "3 of 3 issues" in result.warnings[0]


def test_what_the_walk_missed_is_read_by_id(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[make_page(1, 2)], []], ids=[1, 2])
    run_sync(tracker, sessions)
    tracker.ids, tracker.census_minutes = [1, 2, 3], {2: 30}
    result = run_sync(tracker, sessions)
    assert "read id2,id3" in tracker.calls
    assert (result.scanned, result.fetched, result.changed) == (3, 2, 2)


def test_one_unreadable_issue_is_skipped_and_read_again_next_time(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[]], ids=[1, 2, 3], unreadable={"id2"})
    result = run_sync(tracker, sessions)
    assert stored_ids(sessions) == {"id1", "id3"}
    assert result.warnings == ("id2 cannot be read: it is too large.",)
    tracker.unreadable = set()
    run_sync(tracker, sessions)
    assert stored_ids(sessions) == {"id1", "id2", "id3"}


def test_one_unknown_status_is_warned_about_once(sessions: Sessions) -> None:
    odd = "The status 'Waiting' is unknown."
    pages = [Page((make_issue(1),), (odd,)), Page((make_issue(2),), (odd, "Another."))]
    result = run_sync(ScriptedTracker([[*pages]], ids=[1, 2]), sessions)
    assert result.warnings == (odd, "Another.")


def test_an_issue_that_went_between_census_and_reading_is_simply_not_there(
    sessions: Sessions,
) -> None:
    tracker = ScriptedTracker([[]], ids=[1, 2], gone={"id2"})
    assert run_sync(tracker, sessions).fetched == 1
    assert stored_ids(sessions) == {"id1"}


def test_a_page_of_warnings_alone_is_heard(sessions: Sessions) -> None:
    result = run_sync(ScriptedTracker([[Page((), ("Odd.",))]]), sessions)
    assert (result.scanned, result.warnings) == (0, ("Odd.",))


def test_progress_tells_what_was_committed(sessions: Sessions) -> None:
    told: list[Progress] = []
    tracker = ScriptedTracker([[make_page(1, 2), make_page(3)]], ids=[1, 2, 3, 4])
    sync_tracker(tracker, sessions, now=lambda: LATER, on_progress=told.append)
    assert told == [
        Progress("shop", Stage.ENTITIES, 0, 0),
        Progress("shop", Stage.ISSUES, 1, 2),
        Progress("shop", Stage.ISSUES, 2, 3),
        Progress("shop", Stage.CENSUS, 2, 3),
        Progress("shop", Stage.MISSED, 2, 3),
        Progress("shop", Stage.DONE, 3, 4),
    ]


KILLED_IN_MID_WALK = """
import os, signal, sys
from tests.connectors.scripted import ScriptedTracker, make_page
from tests.connectors.test_sync import LATER
from connectors.sync import sync_tracker
from store.engine import make_engine, make_sessions

tracker = ScriptedTracker([[make_page(1), make_page(2), make_page(3)]], ids=[1, 2, 3])
tracker.on_call = lambda what: tracker.calls.count("page") == 3 and os.kill(
    os.getpid(), signal.SIGKILL
)
sync_tracker(tracker, make_sessions(make_engine(sys.argv[1])), now=lambda: LATER)
"""


@pytest.mark.chaos
def test_a_kill_between_pages_resumes_without_loss_or_doubles(
    empty_database: Path, tmp_path: Path
) -> None:
    path = tmp_path / "killed.db"
    path.write_bytes(empty_database.read_bytes())
    root = Path(__file__).parents[2]
    killed = subprocess.run(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", KILLED_IN_MID_WALK, str(path)], cwd=root, check=False
    )
    assert killed.returncode == -signal.SIGKILL
    engine = make_engine(str(path))
    sessions = make_sessions(engine)
    assert stored_ids(sessions) == {"id1", "id2"}
    tracker = ScriptedTracker([[]], ids=[1, 2, 3])
    result = run_sync(tracker, sessions)
    assert (result.scanned, result.fetched, result.changed) == (3, 1, 1)
    assert stored_ids(sessions) == {"id1", "id2", "id3"}
    engine.dispose()
