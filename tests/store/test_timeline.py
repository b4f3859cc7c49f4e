"""A timeline: what was known at a moment, as arrays."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.category import CODE_OF, Category
from planner.scope import scope_at
from planner.timeline import DateMove, Spans, Timeline
from store.cursors import Cursor, advance_cursor
from store.engine import make_sessions
from store.entities import save_entities
from store.issues import mark_vanished, upsert_issues
from store.records import Entities, IssueRecord, ReleaseRecord, SprintRecord, TeamRecord
from store.runs import RunFigures, finish_run, start_run
from store.timeline import load_timeline
from tests.store.samples import MONDAY, a_source, an_issue, changed, day, moved

TODO, DOING, DONE = Category.TODO, Category.DOING, Category.DONE


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def told(spans: Spans) -> list[tuple[int, float, datetime, datetime | None]]:
    """Give spans as plain rows with aware times."""
    return [
        (int(item), float(value), _aware(start), None if np.isnat(end) else _aware(end))
        for item, value, start, end in zip(
            spans.item, spans.value, spans.start, spans.end, strict=True
        )
    ]


def _aware(moment: np.datetime64) -> datetime:
    return MONDAY + timedelta(seconds=int((moment - np.datetime64("2024-01-01", "s")).astype(int)))


def timeline_of(session: Session, *records: IssueRecord, as_of: datetime | None = None) -> Timeline:
    upsert_issues(session, a_source(session), records)
    return load_timeline(session, as_of or day(100))


def test_an_empty_database_gives_an_empty_timeline(either: Session) -> None:
    timeline = load_timeline(either, day(1))
    assert timeline.data_as_of is None
    assert (timeline.keys, timeline.teams, timeline.releases) == ((), (), ())
    assert timeline.blocks.shape == (0, 2)
    assert [len(timeline.categories.item), len(timeline.memberships.item)] == [0, 0]
    assert timeline.created_at.dtype == np.dtype("datetime64[s]")


def test_items_stand_in_columns_with_what_held_when(either: Session) -> None:
    record = an_issue(
        category=DONE,
        points=5.0,
        assignee="ada",
        url="https://tracker/SHOP-1",
        restricted=True,
        team="t1",
        releases=("2.0",),
        sprints=("s1",),
        events=(
            moved(day(1), TODO, DOING),
            changed(day(2), "release", "1.0", "2.0"),
            moved(day(3), DOING, DONE),
            changed(day(4), "points", None, "5.0"),
        ),
    )
    timeline = timeline_of(either, record)
    assert timeline.keys == ("SHOP-1",)
    assert timeline.titles == ("Issue 1",)
    assert timeline.urls == ("https://tracker/SHOP-1",)
    assert timeline.types == ("Story",)
    assert timeline.assignees == ("ada",)
    assert timeline.restricted.tolist() == [True]
    assert [team.id for team in timeline.teams] == ["shop:t1"]
    assert timeline.team.tolist() == [0]
    assert told(timeline.categories) == [
        (0, CODE_OF[TODO], day(0), day(1)),
        (0, CODE_OF[DOING], day(1), day(3)),
        (0, CODE_OF[DONE], day(3), None),
    ]
    assert [release.id for release in timeline.releases] == ["shop:1.0", "shop:2.0"]
    assert told(timeline.memberships) == [(0, 0, day(0), day(2)), (0, 1, day(2), None)]
    assert told(timeline.estimates) == [(0, 5.0, day(4), None)]
    assert [sprint.id for sprint in timeline.sprints] == ["shop:s1"]
    assert told(timeline.sprint_memberships) == [(0, 0, day(0), None)]


def test_nothing_that_happened_later_is_seen(either: Session) -> None:
    early = an_issue(
        "1",
        type="Bug",
        assignee="bob",
        team="t2",
        category=DONE,
        releases=("2.0",),
        events=(
            moved(day(5), TODO, DONE),
            changed(day(5), "type", "Story", "Bug"),
            changed(day(5), "assignee", None, "bob"),
            changed(day(5), "team", "t1", "t2"),
            changed(day(5), "release", "1.0", "2.0"),
        ),
    )
    late = an_issue("2", created_at=day(6), releases=("3.0",))
    timeline = timeline_of(either, early, late, as_of=day(4))
    assert timeline.keys == ("SHOP-1",)
    assert timeline.types == ("Story",)
    assert timeline.assignees == (None,)
    assert [team.id for team in timeline.teams] == ["shop:t1"]
    assert [release.name for release in timeline.releases] == ["1.0"]
    assert told(timeline.categories) == [(0, CODE_OF[TODO], day(0), None)]
    assert told(timeline.memberships) == [(0, 0, day(0), None)]


def test_an_item_that_had_no_team_then_was_the_sources(session: Session) -> None:
    record = an_issue(team="t1", events=(changed(day(5), "team", None, "t1"),))
    timeline = timeline_of(session, record, as_of=day(4))
    assert [team.id for team in timeline.teams] == ["shop:shop"]


def test_a_change_at_the_very_moment_is_known(session: Session) -> None:
    record = an_issue(category=DONE, events=(moved(day(5), TODO, DONE),))
    timeline = timeline_of(session, record, as_of=day(5))
    assert told(timeline.categories)[-1] == (0, CODE_OF[DONE], day(5), None)


def test_what_held_for_less_than_a_second_is_left_out(session: Session) -> None:
    blink = day(1) + timedelta(milliseconds=300)
    record = an_issue(category=DONE, events=(moved(day(1), TODO, DOING), moved(blink, DOING, DONE)))
    assert told(timeline_of(session, record).categories) == [
        (0, CODE_OF[TODO], day(0), day(1)),
        (0, CODE_OF[DONE], day(1), None),
    ]


def test_an_item_is_gone_only_since_a_census_missed_it(session: Session) -> None:
    source_id = a_source(session)
    upsert_issues(session, source_id, [an_issue()])
    mark_vanished(session, source_id, ["1"], day(9))
    assert np.isnat(load_timeline(session, day(8)).gone_at).tolist() == [True]
    assert _aware(load_timeline(session, day(9)).gone_at[0]) == day(9)


def test_links_join_those_that_are_there_in_whatever_order_they_came(either: Session) -> None:
    timeline = timeline_of(
        either,
        an_issue("1", blocks=("2", "never read", "1")),
        an_issue("2", created_at=day(1)),
        an_issue("3", created_at=day(2), blocks=("1",)),
    )
    assert timeline.blocks.tolist() == [[0, 1], [2, 0]]
    assert load_timeline(either, day(1)).blocks.tolist() == [[0, 1]]


def test_containers_and_sub_tasks_do_not_count(session: Session) -> None:
    timeline = timeline_of(
        session,
        an_issue("1", is_container=True),
        an_issue("2", parent="1"),
        an_issue("3", parent="2", is_subtask=True),
        an_issue("4", parent="1", is_subtask=True),
        an_issue("5", parent="never read", is_subtask=True),
    )
    assert timeline.counts.tolist() == [False, True, False, True, True]
    assert timeline.is_container.tolist() == [True, False, False, False, False]


def test_a_sub_task_counts_itself_once_its_parent_is_gone(session: Session) -> None:
    source_id = a_source(session)
    tree = [an_issue("1"), an_issue("2", parent="1", is_subtask=True)]
    upsert_issues(session, source_id, tree)
    mark_vanished(session, source_id, ["1"], day(9))
    assert load_timeline(session, day(8)).counts.tolist() == [True, False]
    assert load_timeline(session, day(9)).counts.tolist() == [True, True]


def test_a_release_is_out_only_since_its_day(session: Session) -> None:
    out = ReleaseRecord("1.0", "One", "version", released_on=date(2024, 2, 1), is_released=True)
    nobody_knows_when = ReleaseRecord("0.9", "Zero", "version", is_released=True)
    told_of = Entities(releases=(out, nobody_knows_when))
    save_entities(session, a_source(session), told_of, day(0))
    eve = load_timeline(session, datetime(2024, 1, 31, 23, 59, tzinfo=UTC)).releases
    after = load_timeline(session, datetime(2024, 2, 1, tzinfo=UTC)).releases
    assert [(r.name, r.is_released, r.released_on) for r in eve] == [
        ("One", False, None),
        ("Zero", True, None),
    ]
    assert [(r.is_released, r.released_on) for r in after] == [
        (True, date(2024, 2, 1)),
        (True, None),
    ]


def test_a_due_date_moves_when_it_became_known(session: Session) -> None:
    source_id = a_source(session)
    for seen_at, due_on in [(1, date(2024, 2, 1)), (5, date(2024, 3, 1))]:
        record = ReleaseRecord("1.0", "One", "version", due_on=due_on)
        save_entities(session, source_id, Entities(releases=(record,)), day(seen_at))
    first = DateMove(day(1), date(2024, 2, 1))
    assert load_timeline(session, day(4)).releases[0].due_moves == (first,)
    second = DateMove(day(5), date(2024, 3, 1))
    assert load_timeline(session, day(5)).releases[0].due_moves == (first, second)


def test_a_release_exists_since_its_creation_and_is_canceled_since_it_is_gone(
    session: Session,
) -> None:
    source_id = a_source(session)
    record = ReleaseRecord("1.0", "One", "version", created_at=day(3))
    save_entities(session, source_id, Entities(releases=(record,)), day(4))
    save_entities(session, source_id, Entities(), day(8))
    known = [load_timeline(session, day(at)).releases for at in (2, 7, 8)]
    assert [[release.is_canceled for release in then] for then in known] == [[], [False], [True]]


def test_a_release_of_a_source_without_membership_history_is_known_in_hindsight(
    session: Session,
) -> None:
    for name, history in (("with", {"release"}), ("without", {"status"})):
        upsert_issues(session, a_source(session, name, history), [an_issue(releases=("1.0",))])
    releases = load_timeline(session, day(1)).releases
    assert [(r.id, r.hindsight) for r in releases] == [("with:1.0", False), ("without:1.0", True)]


def test_a_sprint_tells_what_was_done_only_once_it_is_over(session: Session) -> None:
    record = SprintRecord("s1", "Sprint 1", "t1", day(0), day(14), day(15), 20.0, 18.0, 9, 8)
    nobodys = SprintRecord("s0", "Unplanned")
    told_of = Entities(teams=(TeamRecord("t1", "Web"),), sprints=(nobodys, record))
    save_entities(session, a_source(session), told_of, day(20))
    running, _ = load_timeline(session, day(14)).sprints
    over, unplanned = load_timeline(session, day(15)).sprints
    assert (running.completed_at, running.completed_points, running.completed_items) == (None,) * 3
    assert (running.committed_points, running.committed_items) == (20.0, 9)
    assert (over.completed_at, over.completed_points, over.completed_items) == (day(15), 18.0, 8)
    assert (over.team, unplanned.team) == ("shop:t1", "shop:shop")


def test_data_are_as_fresh_as_the_stalest_source(session: Session) -> None:
    for name, known_until in [("one", 5), ("two", 7)]:
        source_id, at = a_source(session, name), 8
        run_id = start_run(session, source_id, day(at))
        advance_cursor(session, source_id, Cursor(day(known_until), "query"))
        finish_run(session, run_id, RunFigures(), at=day(at))
    a_source(session, "never synced")
    assert load_timeline(session, day(9)).data_as_of == day(5)
    assert load_timeline(session, day(2)).data_as_of == day(2)


def test_scope_at_any_moment_follows_re_adds_and_moves(session: Session) -> None:
    record = an_issue(
        releases=("1.0", "2.0"),
        events=(
            changed(day(1), "release", None, "1.0"),
            changed(day(2), "release", "1.0", "2.0"),
            changed(day(4), "release", None, "1.0"),
        ),
    )
    timeline = timeline_of(session, record)
    members = {
        at: [len(scope_at(timeline, position, day(at)).items) for position in (0, 1)]
        for at in (0.5, 1, 2, 3, 4)
    }
    assert members == {0.5: [0, 0], 1: [1, 0], 2: [0, 1], 3: [0, 1], 4: [1, 1]}
