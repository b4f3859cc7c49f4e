"""Sources, cursors and runs."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from store.cursors import Cursor, advance_cursor, load_cursor
from store.data_version import load_data_version
from store.engine import make_sessions
from store.issues import mark_vanished, upsert_issues
from store.runs import RunFigures, finish_run, start_run
from store.sources import SourceRow, load_issue_counts, load_sources, upsert_source
from store.tables import sync_run
from tests.store.samples import a_source, an_issue, day


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def test_a_source_is_known_by_its_name_and_counts_what_is_still_seen(either: Session) -> None:
    source_id = a_source(either, "shop", {"status"})
    upsert_issues(either, source_id, [an_issue("1"), an_issue("2")])
    mark_vanished(either, source_id, ["2"], day(1))
    assert a_source(either, "shop", {"status"}) == source_id
    empty = a_source(either, "empty", set())
    assert load_sources(either) == (
        SourceRow(empty, "empty", "files", frozenset(), None, None),
        SourceRow(source_id, "shop", "files", frozenset({"status"}), None, None),
    )
    assert load_issue_counts(either) == {"shop": 1}


def test_a_source_that_tells_more_history_changes_the_data(session: Session) -> None:
    a_source(session, "shop", {"status"})
    version = load_data_version(session)
    a_source(session, "shop", {"status"})
    assert load_data_version(session) == version
    upsert_source(session, name="shop", kind="jira", history=frozenset({"status", "release"}))
    assert load_data_version(session) != version


def test_a_cursor_moves_and_is_one_a_source(either: Session) -> None:
    source_id = a_source(either)
    assert load_cursor(either, source_id) is None
    advance_cursor(either, source_id, Cursor(day(1), "query 1"))
    advance_cursor(either, source_id, Cursor(day(2), "query 2", day(1.5), day(1)))
    assert load_cursor(either, source_id) == Cursor(day(2), "query 2", day(1.5), day(1))


def test_only_a_sync_without_an_error_makes_data_fresh(either: Session) -> None:
    source_id = a_source(either)
    for at, error in [(1, None), (2, "the tracker said 502")]:
        run_id = start_run(either, source_id, day(at))
        finish_run(
            either,
            run_id,
            RunFigures(scanned=4, fetched=3, changed=2, vanished=1, errors=5),
            at=day(at + 0.5),
            warnings=("one", "two"),
            error=error,
        )
    assert load_sources(either)[0].last_success_at == day(1.5)
    told = either.execute(
        select(sync_run.c.finished_at, sync_run.c.warnings, sync_run.c.error).order_by(
            sync_run.c.id
        )
    ).all()
    assert told == [
        (day(1.5), ["one", "two"], None),
        (day(2.5), ["one", "two"], "the tracker said 502"),
    ]
    run = sync_run.c
    figures = select(run.scanned, run.fetched, run.changed, run.vanished, run.errors)
    assert either.execute(figures).all() == [(4, 3, 2, 1, 5)] * 2


@pytest.mark.parametrize(
    ("kind", "known_until", "fresh_at"),
    [
        ("files", day(2), day(2)),
        ("files", day(9), day(5)),  # a file may tell of tomorrow
        ("jira", day(2), day(5)),
    ],
)
def test_a_copy_is_as_fresh_as_what_it_tells(
    session: Session, kind: str, known_until: datetime, fresh_at: datetime
) -> None:
    source_id = upsert_source(session, name="shop", kind=kind, history=frozenset())
    run_id = start_run(session, source_id, day(5))
    advance_cursor(session, source_id, Cursor(known_until, "query"))
    finish_run(session, run_id, RunFigures(), at=day(5))
    (row,) = load_sources(session)
    assert (row.last_success_at, row.known_until) == (day(5), known_until)
    assert row.fresh_at == fresh_at


def test_a_source_whose_first_sync_failed_is_not_fresh(session: Session) -> None:
    a_source(session)
    assert load_sources(session)[0].fresh_at is None
