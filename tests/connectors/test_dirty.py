"""What webhooks hint at is read again by id, and its mark goes with what was stored."""

from datetime import UTC, datetime, timedelta

import pytest
import stamina
from sqlalchemy import select
from sqlalchemy.orm import Session, sessionmaker

from connectors.dirty import READ_AT_ONCE, Reread, reread_dirty
from connectors.sync import sync_tracker
from connectors.tracker import FatalError, RetriableError
from store.forgetting import Forgotten, forgetting, load_key, remember_forgotten
from store.hooks import load_marks, take_delivery
from store.tables import issue
from tests.connectors.scripted import START, ScriptedTracker, make_page

Sessions = sessionmaker[Session]
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SOON = timedelta(seconds=1)


def synced(sessions: Sessions, *numbers: int) -> ScriptedTracker:
    tracker = ScriptedTracker([[make_page(*numbers)]], ids=list(numbers))
    sync_tracker(tracker, sessions, now=lambda: NOW)
    tracker.calls.clear()
    tracker.census_minutes = dict.fromkeys(range(10), 5)  # each was changed five minutes later
    return tracker


def hint(sessions: Sessions, *numbers: int, at: datetime = NOW, key: str = "id:1") -> None:
    with sessions.begin() as session:
        take_delivery(session, "shop", [key], [f"id{number}" for number in numbers], at)


def marked(sessions: Sessions) -> list[str]:
    with sessions() as session:
        return [mark.ext_id for mark in load_marks(session, "shop", NOW + 9 * SOON, 1000)]


def titles(sessions: Sessions) -> dict[str, str]:
    with sessions() as session:
        rows = session.execute(select(issue.c.ext_id, issue.c.title).order_by(issue.c.ext_id))
        return dict(rows.all())


def test_what_was_hinted_at_is_read_by_id_and_stored(sessions: Sessions) -> None:
    tracker = synced(sessions, 1, 2)
    hint(sessions, 2)
    assert reread_dirty(tracker, sessions, NOW) == Reread(asked=1, changed=1)
    assert tracker.calls == ["read id2"]
    assert titles(sessions) == {"id1": "A thing", "id2": "Read again"}
    assert marked(sessions) == []


def test_a_new_issue_is_read_too_and_nothing_is_read_twice(sessions: Sessions) -> None:
    tracker = synced(sessions, 1)
    hint(sessions, 7)
    assert reread_dirty(tracker, sessions, NOW).changed == 1
    assert reread_dirty(tracker, sessions, NOW) == Reread()
    assert list(titles(sessions)) == ["id1", "id7"]


def test_a_burst_is_read_in_few_calls(sessions: Sessions) -> None:
    tracker = synced(sessions, 1)
    hint(sessions, *range(READ_AT_ONCE + 50))
    assert reread_dirty(tracker, sessions, NOW).asked == READ_AT_ONCE + 50
    assert [call.count(",") + 1 for call in tracker.calls] == [READ_AT_ONCE, 50]


def test_what_is_hinted_at_again_while_it_is_read_stays_marked(sessions: Sessions) -> None:
    tracker = synced(sessions, 1, 2)
    hint(sessions, 1, 2)
    tracker.on_call = lambda _: hint(sessions, 2, at=NOW + SOON, key="id:2")
    reread_dirty(tracker, sessions, NOW)
    assert marked(sessions) == ["id2"]


def test_an_issue_that_is_gone_is_left_to_the_census(sessions: Sessions) -> None:
    tracker = synced(sessions, 1, 2)
    tracker.gone = {"id2"}
    hint(sessions, 2)
    assert reread_dirty(tracker, sessions, NOW) == Reread(asked=1)
    assert marked(sessions) == []
    with sessions() as session:
        assert session.scalars(select(issue.c.gone_at)).all() == [None, None]


def test_marks_stay_where_the_tracker_refuses(sessions: Sessions) -> None:
    tracker = synced(sessions, 1)
    hint(sessions, 1)

    def refuse(_: str) -> None:
        raise FatalError("jira.example does not take the token (401).")

    tracker.on_call = refuse
    with pytest.raises(FatalError):
        reread_dirty(tracker, sessions, NOW)
    assert marked(sessions) == ["id1"]


def test_a_tracker_that_is_busy_is_asked_again(sessions: Sessions) -> None:
    tracker = synced(sessions, 1)
    hint(sessions, 1)
    refusals = [RetriableError("busy", 0.0)]

    def refuse_once(_: str) -> None:
        if refusals:
            raise refusals.pop()

    tracker.on_call = refuse_once
    with stamina.set_testing(True, attempts=3):
        assert reread_dirty(tracker, sessions, NOW).changed == 1


def test_one_that_cannot_be_read_stands_in_nobodys_way(sessions: Sessions) -> None:
    tracker = synced(sessions, 1, 2, 3)
    tracker.unreadable = {"id2"}
    hint(sessions, 1, 2, 3)
    done = reread_dirty(tracker, sessions, NOW)
    assert done == Reread(3, 2, ("id2 cannot be read: it is too large.",))
    assert marked(sessions) == []
    assert titles(sessions)["id2"] == "A thing"


def test_a_source_that_was_never_read_to_its_end_keeps_its_marks(sessions: Sessions) -> None:
    tracker = ScriptedTracker([[FatalError("no")]])
    hint(sessions, 1)
    assert reread_dirty(tracker, sessions, NOW) == Reread()
    with pytest.raises(FatalError):
        sync_tracker(tracker, sessions, now=lambda: NOW)
    assert reread_dirty(tracker, sessions, NOW) == Reread()
    assert marked(sessions) == ["id1"]
    assert tracker.time == START


def test_a_hint_does_not_bring_back_whoever_was_forgotten(sessions: Sessions) -> None:
    tracker = synced(sessions, 1)
    with sessions.begin() as session:
        ada = forgetting(load_key(session), ["Ada Lovelace"], Forgotten())
        remember_forgotten(session, ada, NOW)
    tracker.assignee = "Ada Lovelace"
    hint(sessions, 1)

    assert reread_dirty(tracker, sessions, NOW).changed == 1

    with sessions() as session:
        assignee = session.execute(select(issue.c.assignee)).scalar_one()
    assert assignee == ada.stands_for("Ada Lovelace")
    assert "Ada" not in assignee
