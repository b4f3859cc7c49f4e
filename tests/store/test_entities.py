"""Teams, sprints and releases, read whole at every sync."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from store.data_version import load_data_version
from store.engine import make_sessions
from store.entities import save_entities
from store.issues import upsert_issues
from store.records import (
    ContainerRecord,
    DueMove,
    Entities,
    ReleaseRecord,
    SprintRecord,
    TeamRecord,
)
from store.tables import container, release, release_event, sprint, team
from tests.store.samples import a_source, an_issue, day

MAY, JUNE, JULY = date(2024, 5, 1), date(2024, 6, 1), date(2024, 7, 1)


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def a_release(**told: object) -> ReleaseRecord:
    return ReleaseRecord(ext_id="r1", name="1.0", kind="version", **told)  # type: ignore[arg-type]


def moves(session: Session) -> list[tuple[object, ...]]:
    columns = (release_event.c.at, release_event.c.due_on)
    return [tuple(row) for row in session.execute(select(*columns).order_by(release_event.c.at))]


def test_the_same_entities_twice_change_nothing(either: Session) -> None:
    source_id = a_source(either)
    told = Entities(
        teams=(TeamRecord("t1", "Web"),),
        sprints=(SprintRecord("s1", "Sprint 1", "t1", day(0), day(14), None, 20.0, 0.0, 9, None),),
        releases=(a_release(due_on=MAY, created_at=day(0), started_on=date(2024, 1, 2)),),
    )
    assert save_entities(either, source_id, told, day(1)) == 4
    version = load_data_version(either)
    assert save_entities(either, source_id, told, day(2)) == 0
    assert load_data_version(either) == version


def test_a_changed_figure_changes_one_row(either: Session) -> None:
    source_id = a_source(either)
    running = SprintRecord("s1", "Sprint 1", start_at=day(0))
    over = SprintRecord("s1", "Sprint 1", start_at=day(0), completed_at=day(14), completed_items=7)
    save_entities(either, source_id, Entities(sprints=(running,)), day(1))
    version = load_data_version(either)
    assert save_entities(either, source_id, Entities(sprints=(over,)), day(15)) == 1
    kept = either.execute(select(sprint.c.completed_at, sprint.c.completed_items)).one()
    assert kept == (day(14), 7)
    assert load_data_version(either) != version


def test_what_an_issue_named_first_gets_its_real_name(session: Session) -> None:
    source_id = a_source(session)
    upsert_issues(session, source_id, [an_issue(releases=("r1",), team="t1", sprints=("s1",))])
    told = Entities(
        (TeamRecord("t1", "Web"),), (SprintRecord("s1", "Sprint 1", "t2"),), (a_release(),)
    )
    assert save_entities(session, source_id, told, day(1)) == 3
    named = {
        table.name: session.execute(
            select(table.c.name, table.c.is_placeholder).order_by(table.c.ext_id)
        ).all()
        for table in (release, sprint, team)
    }
    assert named == {
        "release": [("1.0", False)],
        "sprint": [("Sprint 1", False)],
        "team": [("Web", False), ("t2", True)],
    }


def test_a_due_date_is_known_from_the_sync_that_first_saw_it(either: Session) -> None:
    source_id = a_source(either)
    for seen_at, due_on in [(1, None), (2, MAY), (3, MAY), (4, JUNE), (5, None)]:
        save_entities(
            either, source_id, Entities(releases=(a_release(due_on=due_on),)), day(seen_at)
        )
    assert moves(either) == [(day(2), MAY), (day(4), JUNE), (day(5), None)]


def test_moves_that_the_tracker_tells_are_taken_as_told(session: Session) -> None:
    source_id = a_source(session)
    told = (DueMove(day(-9), MAY), DueMove(day(-5), JUNE))
    record = a_release(due_on=JUNE, due_moves=told)
    save_entities(session, source_id, Entities(releases=(record,)), day(1))
    assert moves(session) == [(day(-9), MAY), (day(-5), JUNE)]


def test_a_date_that_the_told_moves_do_not_explain_is_noted_when_seen(session: Session) -> None:
    source_id = a_source(session)
    record = a_release(due_on=JULY, due_moves=(DueMove(day(-9), MAY),))
    for seen_at in (1, 2):
        save_entities(session, source_id, Entities(releases=(record,)), day(seen_at))
    assert moves(session) == [(day(-9), MAY), (day(1), JULY)]


def test_moves_that_the_tracker_takes_back_are_forgotten(session: Session) -> None:
    source_id = a_source(session)
    record = a_release(due_moves=(DueMove(day(-9), MAY), DueMove(day(-8), None)))
    save_entities(session, source_id, Entities(releases=(record,)), day(1))
    save_entities(session, source_id, Entities(releases=(a_release(),)), day(2))
    assert moves(session) == []


def test_a_release_that_is_no_longer_told_of_is_gone_until_it_is_back(session: Session) -> None:
    source_id = a_source(session)
    gone_at = select(release.c.gone_at)
    save_entities(session, source_id, Entities(releases=(a_release(),)), day(1))
    assert save_entities(session, source_id, Entities(), day(2)) == 1
    assert save_entities(session, source_id, Entities(), day(3)) == 0
    assert session.execute(gone_at).scalar_one() == day(2)
    assert save_entities(session, source_id, Entities(releases=(a_release(),)), day(4)) == 1
    assert session.execute(gone_at).scalar_one() is None


def test_a_release_that_only_issues_name_cannot_go_missing(session: Session) -> None:
    source_id = a_source(session)
    upsert_issues(session, source_id, [an_issue(releases=("r1",))])
    assert save_entities(session, source_id, Entities(), day(2)) == 0


def test_containers_are_kept_with_their_parents_and_noted_when_gone(either: Session) -> None:
    source_id = a_source(either)
    upsert_issues(either, source_id, [an_issue(containers=("p1",))])
    project = ContainerRecord("p1", "project", "Checkout", ("i1",), "https://linear.app/p1")
    initiative = ContainerRecord("i1", "initiative", "Growth")
    told = Entities(containers=(project, initiative))
    assert save_entities(either, source_id, told, day(1)) == 2
    assert save_entities(either, source_id, told, day(2)) == 0
    assert save_entities(either, source_id, Entities(containers=(project,)), day(3)) == 1
    kept = either.execute(
        select(
            container.c.ext_id,
            container.c.kind,
            container.c.name,
            container.c.parents,
            container.c.gone_at,
            container.c.is_placeholder,
        ).order_by(container.c.ext_id)
    )
    assert kept.all() == [
        ("i1", "initiative", "Growth", [], day(3), False),
        ("p1", "project", "Checkout", ["i1"], None, False),
    ]


def test_a_release_keeps_its_link_and_its_project(either: Session) -> None:
    source_id = a_source(either)
    told = a_release(url="https://jira.example.org/versions/1", project="Shop")
    assert save_entities(either, source_id, Entities(releases=(told,)), day(1)) == 1
    kept = either.execute(select(release.c.url, release.c.project)).one()
    assert kept == (told.url, told.project)
    moved = a_release(url=told.url, project="Store")
    assert save_entities(either, source_id, Entities(releases=(moved,)), day(2)) == 1
