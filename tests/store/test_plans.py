"""Written releases: members over time, and facts of the tracker releases that they cover."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.scope import scope_at
from planner.timeline import DateMove, ReleaseFacts
from store.data_version import load_data_version
from store.definitions import (
    AllOf,
    AnyOf,
    Match,
    Not,
    Predicate,
    ReleaseDefinition,
    keep_definitions,
    load_definitions,
    upsert_definitions,
)
from store.engine import make_sessions
from store.entities import save_entities
from store.issues import upsert_issues
from store.plans import latest_due
from store.records import Entities, IssueRecord, ReleaseRecord, TeamRecord
from store.timeline import load_timeline
from tests.store.samples import EVERYTHING, a_source, an_issue, changed, day

FEBRUARY, MARCH, APRIL = date(2024, 2, 1), date(2024, 3, 1), date(2024, 4, 1)


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def define(session: Session, predicate: Predicate) -> None:
    upsert_definitions(session, [ReleaseDefinition("plan", "The plan", ("it",), predicate)])


def the_plan(session: Session) -> ReleaseFacts:
    return load_timeline(session, day(100)).releases[-1]


def members(session: Session, at: float) -> list[str]:
    """Give the keys of the written release's members at a moment, last of all releases."""
    timeline = load_timeline(session, day(100))
    scope = scope_at(timeline, len(timeline.releases) - 1, day(at))
    return sorted([item.key for item in scope.items] + [left.key for left in scope.left_out])


def store(session: Session, *records: IssueRecord, source: str = "shop") -> int:
    source_id = a_source(session, source)
    upsert_issues(session, source_id, records)
    return source_id


def test_the_same_definitions_twice_change_nothing(either: Session) -> None:
    define(either, Match("label", ("a",)))
    version = load_data_version(either)
    assert upsert_definitions(either, load_definitions(either)) == 0
    assert load_data_version(either) == version
    define(either, Match("label", ("b",)))
    assert [told.predicate for told in load_definitions(either)] == [Match("label", ("b",))]
    assert load_data_version(either) != version


def test_a_definition_that_is_no_longer_written_goes(either: Session) -> None:
    define(either, Match("label", ("a",)))
    version = load_data_version(either)
    assert keep_definitions(either, ["plan", "other"]) == 0
    assert load_data_version(either) == version
    assert keep_definitions(either, []) == 1
    assert load_definitions(either) == ()


@pytest.mark.parametrize(
    "leaf",
    [
        Match("source", ("SHOP",)),
        Match("project", ("Checkout",)),
        Match("key", ("shop-1",)),
        Match("key", ("1",)),
        Match("type", ("bug", "nothing else")),
        Match("label", ("Urgent",)),
        Match("team", ("web",)),
        Match("team", ("t1",)),
        Match("team", ("shop:t1",)),
        Match("epic", ("OTHER-9",)),
        Match("epic", ("9",)),
        Match("release", ("two point oh",)),
        Match("release", ("2.0",)),
        Match("release", ("shop:2.0",)),
    ],
    ids=lambda leaf: f"{leaf.field} {leaf.values[0]}",
)
def test_a_leaf_matches_by_any_of_its_names_whatever_the_capitals(
    session: Session, leaf: Match
) -> None:
    source_id = store(
        session,
        an_issue(
            project="checkout",
            type="Bug",
            labels=("urgent",),
            team="t1",
            parent="9",
            releases=("2.0",),
        ),
    )
    store(session, an_issue("9", key="OTHER-9"), source="elsewhere")
    upsert_issues(session, source_id, [an_issue("9", key="OTHER-9")])
    names = Entities(
        teams=(TeamRecord("t1", "Web"),), releases=(ReleaseRecord("2.0", "Two Point Oh", "v"),)
    )
    save_entities(session, source_id, names, day(0))
    define(session, leaf)
    expected = ["OTHER-9", "SHOP-1"] if leaf.field == "source" else ["SHOP-1"]
    assert members(session, 50) == expected


@pytest.mark.parametrize(
    ("leaf", "field", "before", "after"),
    [
        (Match("label", ("a",)), "label", None, "a"),
        (Match("type", ("bug",)), "type", "Story", "Bug"),
        (Match("team", ("t1",)), "team", None, "t1"),
        (Match("epic", ("9",)), "parent", None, "9"),
        (Match("release", ("2.0",)), "release", "1.0", "2.0"),
    ],
)
def test_members_come_when_their_value_does(
    either: Session, leaf: Match, field: str, before: str | None, after: str
) -> None:
    today = {"label": {"labels": ("a",)}, "release": {"releases": ("2.0",)}}
    now = today.get(field, {field: after})
    store(either, an_issue(events=(changed(day(3), field, before, after),), **now))
    define(either, leaf)
    assert members(either, 2.9) == []
    assert members(either, 3) == ["SHOP-1"]


def test_members_go_when_their_value_does(session: Session) -> None:
    events = (changed(day(3), "label", "a", None), changed(day(5), "label", None, "a"))
    store(session, an_issue(labels=("a",), events=events))
    define(session, Match("label", ("a",)))
    assert [members(session, at) for at in (1, 3, 4.9, 5)] == [["SHOP-1"], [], [], ["SHOP-1"]]


def test_what_happens_after_the_moment_asked_about_is_not_in_the_spans(session: Session) -> None:
    come, go = changed(day(3), "label", None, "a"), changed(day(5), "label", "a", None)
    store(session, an_issue(events=(come, go)))
    define(session, Match("label", ("a",)))
    assert len(load_timeline(session, day(2)).memberships.item) == 0
    open_span = load_timeline(session, day(4)).memberships
    assert len(open_span.item) == 1
    assert open_span.at(open_span.start[0]).tolist() == [True]


def test_and_or_not_hold_over_time(session: Session) -> None:
    store(
        session,
        an_issue("1", labels=("a",), events=(changed(day(2), "label", None, "a"),)),
        an_issue("2", type="Bug", labels=("a",)),
        an_issue("3", created_at=day(4)),
    )
    label, bug = Match("label", ("a",)), Match("type", ("Bug",))
    define(session, AllOf((label, Not(bug))))
    assert [members(session, at) for at in (1, 2)] == [[], ["SHOP-1"]]
    define(session, AnyOf((label, Match("key", ("SHOP-3",)))))
    assert [members(session, at) for at in (1, 2, 4)] == [
        ["SHOP-2"],
        ["SHOP-1", "SHOP-2"],
        ["SHOP-1", "SHOP-2", "SHOP-3"],
    ]
    define(session, Not(label))
    assert [members(session, at) for at in (1, 2, 4)] == [["SHOP-1"], [], ["SHOP-3"]]
    define(session, AllOf(()))
    assert members(session, 1) == ["SHOP-1", "SHOP-2"]


def test_two_leaves_on_one_field_ask_once_each(session: Session) -> None:
    store(session, an_issue("1", labels=("a",)), an_issue("2", labels=("b",)))
    define(session, AnyOf((Match("label", ("a",)), Match("label", ("b",)))))
    assert members(session, 1) == ["SHOP-1", "SHOP-2"]


def release(ext_id: str, **told: object) -> ReleaseRecord:
    return ReleaseRecord(ext_id, f"Name {ext_id}", "version", **told)  # type: ignore[arg-type]


def shared_release(session: Session, one: ReleaseRecord, other: ReleaseRecord) -> None:
    """Define one release out of one release each of two sources."""
    for source, record in (("jira", one), ("linear", other)):
        source_id = store(session, an_issue(releases=(record.ext_id,)), source=source)
        save_entities(session, source_id, Entities(releases=(record,)), day(1))
    either_half = (
        AllOf((Match("source", ("jira",)), Match("release", (one.ext_id,)))),
        AllOf((Match("source", ("linear",)), Match("release", (other.ext_id,)))),
    )
    define(session, AnyOf(either_half))


def test_a_release_over_two_trackers_is_out_when_both_halves_are(session: Session) -> None:
    shared_release(
        session,
        release("1", is_released=True, released_on=FEBRUARY, started_on=MARCH, due_on=APRIL),
        release("2", created_at=day(0.5), started_on=FEBRUARY, due_on=MARCH),
    )
    plan = the_plan(session)
    assert (plan.id, plan.name, plan.kind, plan.aliases) == (
        "plan:plan",
        "The plan",
        "plan",
        ("it",),
    )
    assert plan.sources == ("jira", "linear")
    assert (plan.is_released, plan.released_on) == (False, None)
    assert (plan.started_on, plan.created_at) == (FEBRUARY, day(0.5))
    assert plan.due_moves == (DateMove(day(1), APRIL),)
    covering = [(r.id, r.covered_by) for r in load_timeline(session, day(100)).releases]
    assert covering == [
        ("jira:1", "plan:plan"),
        ("linear:2", "plan:plan"),
        ("plan:plan", None),
    ]


def test_a_release_over_two_trackers_went_out_with_its_later_half(session: Session) -> None:
    shared_release(
        session,
        release("1", is_released=True, released_on=FEBRUARY),
        release("2", is_released=True, released_on=MARCH),
    )
    plan = the_plan(session)
    assert (plan.is_released, plan.released_on) == (True, MARCH)


def test_what_narrows_a_tracker_release_does_not_speak_for_it(session: Session) -> None:
    store(session, an_issue(releases=("1",)))
    define(session, AllOf((Match("release", ("1",)), Match("type", ("Story",)))))
    assert [r.covered_by for r in load_timeline(session, day(9)).releases] == [None, None]
    define(session, Not(Match("release", ("1",))))
    assert [r.covered_by for r in load_timeline(session, day(9)).releases] == [None, None]
    assert the_plan(session).is_released is False


def test_a_whole_source_does_not_speak_for_releases_that_nobody_named(session: Session) -> None:
    store(session, an_issue(releases=("1",)))
    define(session, Match("source", ("shop",)))
    assert [r.covered_by for r in load_timeline(session, day(9)).releases] == [None, None]


@pytest.mark.parametrize(
    ("predicate", "sources", "hindsight"),
    [
        (Match("release", ("1",)), ("blind",), True),
        (Match("release", ("2",)), ("shop",), False),
        (Match("label", ("a",)), ("blind", "shop"), True),
        (AllOf((Match("label", ("a",)), Match("source", ("shop",)))), ("shop",), False),
        (AnyOf((Match("release", ("1",)), Match("release", ("2",)))), ("blind", "shop"), True),
        (Match("project", ("p",)), ("blind", "shop"), False),
    ],
)
def test_hindsight_is_said_where_a_source_cannot_tell_the_past_that_is_asked_for(
    session: Session, predicate: Predicate, sources: tuple[str, ...], *, hindsight: bool
) -> None:
    upsert_issues(session, a_source(session, "blind", {"status"}), [an_issue(releases=("1",))])
    upsert_issues(session, a_source(session, "shop", EVERYTHING), [an_issue(releases=("2",))])
    define(session, predicate)
    plan = the_plan(session)
    assert (plan.sources, plan.hindsight) == (sources, hindsight)


def test_the_latest_of_several_due_dates_moves_with_each_of_them() -> None:
    one = (DateMove(day(1), FEBRUARY), DateMove(day(5), None))
    other = (DateMove(day(2), MARCH), DateMove(day(3), APRIL), DateMove(day(4), FEBRUARY))
    assert latest_due([one, other, ()]) == (
        DateMove(day(1), FEBRUARY),
        DateMove(day(2), MARCH),
        DateMove(day(3), APRIL),
        DateMove(day(4), FEBRUARY),
    )
    assert latest_due([one]) == one
