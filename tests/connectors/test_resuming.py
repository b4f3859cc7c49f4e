"""A walk over everything that broke off goes on where it was, and misses nothing in between."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from connectors.sync import sync_tracker
from connectors.tracker import FatalError, SkippableError
from store.tables import issue, sync_walk, walked_issue
from tests.connectors.scripted import START, ScriptedTracker, make_page

Sessions = sessionmaker[Session]
OVERLAP = timedelta(minutes=15)
NO = FatalError("The line is cut.")


def titles(sessions: Sessions) -> dict[str, str]:
    with sessions() as session:
        return dict(session.execute(select(issue.c.ext_id, issue.c.title)).all())


def left_of_walks(sessions: Sessions) -> int:
    with sessions() as session:
        return sum(len(session.execute(select(t)).all()) for t in (sync_walk, walked_issue))


def reads(tracker: ScriptedTracker) -> Iterator[str]:
    return (call for call in tracker.calls if call.startswith("read "))


def a_tracker_that_breaks_off(sessions: Sessions) -> ScriptedTracker:
    """Give a tracker whose first walk ended after two of its four issues."""
    tracker = ScriptedTracker([[make_page(1), make_page(2), NO], []], ids=[1, 2, 3, 4])
    with pytest.raises(FatalError):
        sync_tracker(tracker, sessions, now=lambda: START)
    tracker.time = START + timedelta(hours=2)
    return tracker


def test_only_what_was_not_read_yet_is_read(sessions: Sessions) -> None:
    tracker = a_tracker_that_breaks_off(sessions)
    result = sync_tracker(tracker, sessions, now=lambda: START)
    assert list(reads(tracker)) == ["read id3,id4"]
    assert (result.scanned, result.fetched, result.changed) == (4, 2, 2)
    assert titles(sessions).keys() == {"id1", "id2", "id3", "id4"}


def test_what_changed_since_it_began_is_read_too(sessions: Sessions) -> None:
    tracker = a_tracker_that_breaks_off(sessions)
    sync_tracker(tracker, sessions, now=lambda: START)
    assert tracker.asked_since == [None, START - OVERLAP]


def test_nothing_is_left_of_a_walk_that_ended(sessions: Sessions) -> None:
    tracker = a_tracker_that_breaks_off(sessions)
    assert left_of_walks(sessions) == 3
    sync_tracker(tracker, sessions, now=lambda: START)
    assert left_of_walks(sessions) == 0
    sync_tracker(tracker, sessions, now=lambda: START)
    assert tracker.asked_since[-1] == tracker.time - OVERLAP


def test_a_walk_of_another_mapping_is_begun_anew(sessions: Sessions) -> None:
    tracker = a_tracker_that_breaks_off(sessions)
    tracker.fingerprint, tracker.scripts = "f2", [[make_page(1, 2, 3, 4)]]
    sync_tracker(tracker, sessions, now=lambda: START)
    assert tracker.asked_since == [None, None]
    assert list(reads(tracker)) == []


def test_a_full_sync_that_broke_off_reads_again_what_was_stored_before_it(
    sessions: Sessions,
) -> None:
    tracker = ScriptedTracker([[make_page(1, 2, 3)], [make_page(1), NO], []], ids=[1, 2, 3])
    sync_tracker(tracker, sessions, now=lambda: START)
    with pytest.raises(FatalError):
        sync_tracker(tracker, sessions, now=lambda: START, full=True)
    sync_tracker(tracker, sessions, now=lambda: START)
    assert titles(sessions) == {"id1": "A thing", "id2": "Read again", "id3": "Read again"}


def test_an_issue_that_cannot_be_read_stops_no_walk(sessions: Sessions) -> None:
    unreadable = SkippableError("id2 cannot be read: it is too large.")
    tracker = ScriptedTracker([[make_page(1), unreadable]], ids=[1, 2, 3, 4], unreadable={"id2"})
    result = sync_tracker(tracker, sessions, now=lambda: START)
    assert titles(sessions).keys() == {"id1", "id3", "id4"}
    assert result.warnings == (str(unreadable),)
    assert result.errors > 0
