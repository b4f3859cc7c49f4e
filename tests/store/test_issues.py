"""Writing issues: idempotent, newest wins, nothing lost, on both databases."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, Table, event, func, select
from sqlalchemy.orm import Session

from planner.category import Category
from store.data_version import load_data_version
from store.engine import make_sessions
from store.issues import UpsertCounts, load_stamps, mark_vanished, upsert_issues
from store.records import IssueRecord, NeedRecord
from store.tables import (
    container,
    dependency,
    estimate_span,
    field_event,
    issue,
    issue_container,
    issue_label,
    label,
    membership,
    need,
    release,
    sprint,
    sprint_membership,
    status_span,
    team,
)
from tests.store.samples import a_source, an_issue, changed, day, moved


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    """Give one open transaction on either database."""
    with make_sessions(engine).begin() as session:
        yield session


def a_full_issue(ext_id: str = "1") -> IssueRecord:
    """Give an issue that fills every table."""
    return an_issue(
        ext_id,
        category=Category.DONE,
        updated_at=day(9),
        team="t1",
        points=5.0,
        parent="epic",
        labels=("b", "a"),
        releases=("2.0",),
        sprints=("s1",),
        blocks=("77",),
        containers=("p2", "p1"),
        votes=3,
        needs=(NeedRecord("n2", "Acme", is_important=True), NeedRecord("n1", "Bolt")),
        events=(
            moved(day(1), Category.TODO, Category.DOING),
            moved(day(4), Category.DOING, Category.DONE),
            changed(day(2), "points", None, "5.0"),
            changed(day(3), "release", "1.0", "2.0"),
            changed(day(3), "team", None, "t1"),
        ),
    )


def rows(session: Session, table: Table) -> int:
    return session.execute(select(func.count()).select_from(table)).scalar_one()


def test_every_part_of_an_issue_gets_its_rows(either: Session) -> None:
    counts = upsert_issues(either, a_source(either), [a_full_issue()])
    assert counts == UpsertCounts(added=1)
    expected = {
        issue: 1,
        field_event: 5,
        status_span: 3,
        estimate_span: 1,
        membership: 2,
        sprint_membership: 1,
        label: 2,
        issue_label: 2,
        dependency: 1,
        container: 2,
        issue_container: 2,
        need: 2,
        release: 2,
        sprint: 1,
        team: 2,
    }
    assert {table: rows(either, table) for table in expected} == expected


def test_the_same_page_twice_changes_nothing(either: Session) -> None:
    source_id = a_source(either)
    page = [a_full_issue("1"), an_issue("2")]
    upsert_issues(either, source_id, page)
    version = load_data_version(either)
    written: list[str] = []

    def note(*told: object) -> None:
        written.append(str(told[2]))

    bind = either.connection()
    event.listen(bind, "before_cursor_execute", note)
    told = page[0]
    shuffled = replace(told, labels=("a", "b"), containers=("p1", "p2"), needs=told.needs[::-1])
    assert upsert_issues(either, source_id, [shuffled, page[1]]) == UpsertCounts(same=2)
    event.remove(bind, "before_cursor_execute", note)
    assert all(statement.startswith("SELECT") for statement in written)
    assert load_data_version(either) == version


def test_a_newer_state_replaces_everything_that_hung_on_the_old_one(either: Session) -> None:
    source_id = a_source(either)
    upsert_issues(either, source_id, [a_full_issue()])
    bare = an_issue(title="Renamed", updated_at=day(10))
    assert upsert_issues(either, source_id, [bare]) == UpsertCounts(changed=1)
    kept = either.execute(select(issue.c.title, issue.c.points, issue.c.parent)).one()
    assert kept == ("Renamed", None, None)
    children = (
        *(field_event, estimate_span, membership, sprint_membership, issue_label, dependency),
        *(issue_container, need),
    )
    assert {table.name: rows(either, table) for table in children} == dict.fromkeys(
        (table.name for table in children), 0
    )


def test_an_older_state_never_overwrites_a_newer_one(either: Session) -> None:
    source_id = a_source(either)
    upsert_issues(either, source_id, [an_issue(title="new", updated_at=day(5))])
    late = an_issue(title="old", updated_at=day(4))
    assert upsert_issues(either, source_id, [late]) == UpsertCounts(same=1, older=frozenset({"1"}))
    assert either.execute(select(issue.c.title)).scalar_one() == "new"


def test_without_stamps_the_content_decides(either: Session) -> None:
    source_id = a_source(either)
    upsert_issues(either, source_id, [an_issue(title="one")])
    assert upsert_issues(either, source_id, [an_issue(title="two")]) == UpsertCounts(changed=1)
    assert either.execute(select(issue.c.title)).scalar_one() == "two"


def test_of_one_issue_twice_in_a_page_the_newer_state_stays(either: Session) -> None:
    new, old = an_issue(title="new", updated_at=day(5)), an_issue(title="old", updated_at=day(4))
    assert upsert_issues(either, a_source(either), [new, old]) == UpsertCounts(added=1, same=1)
    assert either.execute(select(issue.c.title)).scalar_one() == "new"


def test_a_missing_estimate_is_null(either: Session) -> None:
    upsert_issues(either, a_source(either), [an_issue("1"), an_issue("2", points=0.0)])
    points = either.execute(select(issue.c.points).order_by(issue.c.ext_id)).scalars().all()
    assert points == [None, 0.0]


def test_exact_doubles_in_a_history_are_stored_once(session: Session) -> None:
    twice = changed(day(1), "priority", "low", "high")
    upsert_issues(session, a_source(session), [an_issue(events=(twice, twice))])
    assert rows(session, field_event) == 1


def test_what_an_issue_names_gets_a_row_named_like_its_id(session: Session) -> None:
    upsert_issues(session, a_source(session), [a_full_issue()])
    names = {
        table.name: session.execute(
            select(table.c.name).where(table.c.is_placeholder).order_by(table.c.name)
        )
        .scalars()
        .all()
        for table in (release, sprint, team)
    }
    assert names == {"release": ["1.0", "2.0"], "sprint": ["s1"], "team": ["shop", "t1"]}


def test_an_issue_without_a_team_goes_to_the_team_of_its_source(session: Session) -> None:
    upsert_issues(session, a_source(session, "shop"), [an_issue()])
    named = select(team.c.name).join(issue, issue.c.team_id == team.c.id)
    assert session.execute(named).scalar_one() == "shop"


def test_one_tracker_id_in_two_sources_is_two_issues(session: Session) -> None:
    for name in ("one", "two"):
        upsert_issues(session, a_source(session, name), [an_issue("1", labels=("a",))])
    assert rows(session, issue) == 2


def test_more_issues_than_one_statement_takes_all_arrive(session: Session) -> None:
    many = [an_issue(str(number), blocks=(str(number + 1),)) for number in range(1201)]
    assert upsert_issues(session, a_source(session), many) == UpsertCounts(added=1201)
    assert rows(session, dependency) == 1201


def test_no_issues_at_all_change_nothing(session: Session) -> None:
    source_id = a_source(session)
    version = load_data_version(session)
    assert upsert_issues(session, source_id, []) == UpsertCounts()
    assert mark_vanished(session, source_id, [], day(1)) == 0
    assert load_data_version(session) == version


def test_stamps_are_those_of_issues_that_are_still_seen(session: Session) -> None:
    source_id = a_source(session)
    seen = [an_issue("1", updated_at=day(2)), an_issue("2"), an_issue("3")]
    upsert_issues(session, source_id, seen)
    assert mark_vanished(session, source_id, ["3", "unheard of"], day(5)) == 1
    assert load_stamps(session, source_id) == {"1": day(2), "2": None}


def test_vanishing_is_noted_once_and_keeps_its_first_time(session: Session) -> None:
    source_id = a_source(session)
    upsert_issues(session, source_id, [an_issue()])
    version = load_data_version(session)
    assert mark_vanished(session, source_id, ["1"], day(5)) == 1
    assert load_data_version(session) != version
    assert mark_vanished(session, source_id, ["1"], day(6)) == 0
    assert session.execute(select(issue.c.gone_at)).scalar_one() == day(5)


@pytest.mark.parametrize("title", ["Issue 1", "Renamed"])
def test_an_issue_that_is_seen_again_is_no_longer_gone(either: Session, title: str) -> None:
    source_id = a_source(either)
    upsert_issues(either, source_id, [an_issue()])
    mark_vanished(either, source_id, ["1"], day(5))
    assert upsert_issues(either, source_id, [an_issue(title=title)]) == UpsertCounts(changed=1)
    assert either.execute(select(issue.c.gone_at, issue.c.title)).one() == (None, title)


def test_a_state_written_meanwhile_is_not_overwritten_by_an_older_one(
    postgres_engine: Engine,
) -> None:
    """Two syncs of one source: the statement itself compares, not only the look before it."""
    sessions = make_sessions(postgres_engine)
    with sessions.begin() as first:
        source_id = a_source(first)
        upsert_issues(first, source_id, [an_issue(updated_at=day(1))])
    with sessions() as slow:
        overtaken = False

        def overtake(*told: object) -> None:
            nonlocal overtaken
            if not overtaken and str(told[2]).startswith("INSERT INTO issue"):
                overtaken = True
                with sessions.begin() as quick:
                    newer = an_issue(title="newer", updated_at=day(3))
                    upsert_issues(quick, source_id, [newer])

        event.listen(slow.connection(), "before_cursor_execute", overtake)
        older = an_issue(title="older", updated_at=day(2), labels=("a",))
        assert upsert_issues(slow, source_id, [older]) == UpsertCounts(same=1)
        slow.commit()
    with sessions() as reader:
        assert reader.execute(select(issue.c.title)).scalar_one() == "newer"
        assert rows(reader, issue_label) == 0


@pytest.mark.parametrize(
    "news",
    [{"votes": 4}, {"containers": ("p1",)}, {"needs": (NeedRecord("n1", "Bolt"),)}],
    ids=lambda news: next(iter(news)),
)
def test_votes_containers_and_needs_are_news(session: Session, news: dict[str, Any]) -> None:
    source_id = a_source(session)
    upsert_issues(session, source_id, [a_full_issue()])
    counts = upsert_issues(session, source_id, [replace(a_full_issue(), **news)])
    assert counts == UpsertCounts(changed=1)
    kept = session.execute(select(issue.c.votes)).scalar_one()
    there = (kept, rows(session, issue_container), rows(session, need))
    wanted = replace(a_full_issue(), **news)
    assert there == (wanted.votes, len(wanted.containers), len(wanted.needs))
