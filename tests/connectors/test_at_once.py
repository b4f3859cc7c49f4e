"""Several syncs of one source at once: each takes its turn, and the store is as after one."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session, sessionmaker

from connectors.sync import SyncResult, sync_tracker
from connectors.tracker import Page
from planner.category import Category
from store.engine import make_engine, make_sessions, upgrade
from store.records import FieldEvent, IssueRecord
from store.tables import field_event, issue, release, source, sync_run, team
from tests.connectors.scripted import START, ScriptedTracker, make_issue
from tests.postgres import postgres_server, postgres_url

__all__ = ["postgres_server", "postgres_url"]

AT_ONCE = 3
ISSUES = range(200)


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    on_postgresql = request.param == "postgresql"
    url = request.getfixturevalue("postgres_url") if on_postgresql else str(tmp_path / "once.db")
    engine = make_engine(url)
    upgrade(engine)
    yield engine
    engine.dispose()


def an_issue_with_history(number: int) -> IssueRecord:
    moves = tuple(
        FieldEvent(
            START + timedelta(minutes=step), "status", "a", "b", Category.TODO, Category.TODO
        )
        for step in range(5)
    )
    labels = (f"label {number % 7}",)
    return replace(make_issue(number, minutes=9), events=moves, labels=labels)


def sync_in_step(
    sessions: sessionmaker[Session], barrier: Barrier, name: str = "shop"
) -> SyncResult:
    """Sync so that all begin at the same moment: the first transaction, the first page."""
    pages = [
        Page(tuple(map(an_issue_with_history, ISSUES[at : at + 40]))) for at in range(0, 200, 40)
    ]
    tracker = ScriptedTracker([[*pages]], ids=list(ISSUES), census_minutes=dict.fromkeys(ISSUES, 9))
    tracker.name = name
    waits = iter(range(3))

    def wait_for_the_others(_what: str) -> None:
        if next(waits, None) is not None:
            barrier.wait(timeout=60)

    tracker.on_call = wait_for_the_others
    return sync_tracker(tracker, sessions, now=lambda: START)


def test_first_syncs_at_once_leave_what_one_leaves(engine: Engine) -> None:
    sessions, barrier = make_sessions(engine), Barrier(AT_ONCE)
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda _: sync_in_step(sessions, barrier), range(AT_ONCE)))
    assert sum(result.changed for result in results) == len(ISSUES)
    with sessions() as session:
        counts = {
            table.name: session.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (source, team, release, issue, field_event, sync_run)
        }
    assert counts == {
        "source": 1,
        "team": 1,
        "release": 1,
        "issue": len(ISSUES),
        "field_event": 5 * len(ISSUES),
        "sync_run": AT_ONCE,
    }


def test_several_sources_at_once_are_each_stored_whole(engine: Engine) -> None:
    sessions, barrier = make_sessions(engine), Barrier(AT_ONCE)
    names = [f"source {number}" for number in range(AT_ONCE)]
    with ThreadPoolExecutor(AT_ONCE) as pool:
        results = list(pool.map(lambda name: sync_in_step(sessions, barrier, name), names))
    assert [result.changed for result in results] == [len(ISSUES)] * AT_ONCE
    with sessions() as session:
        stored = select(func.count()).select_from(issue).group_by(issue.c.source_id)
        assert session.scalars(stored).all() == [len(ISSUES)] * AT_ONCE
