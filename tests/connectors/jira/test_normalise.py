"""What an issue and its history are read as."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.jira.changes import saves_of
from connectors.jira.facts import Facts
from connectors.jira.fields import Fields, discover_fields
from connectors.jira.history import believed
from connectors.jira.meaning import Meaning, meaning_of
from connectors.jira.normalise import RawIssue, normalise_issue
from connectors.jira.options import FieldNames, JiraOptions
from connectors.jira.sprint_text import named_sprints
from connectors.jira.values import day_of, moment_of, number_of, text_of
from connectors.tracker import FatalError
from planner.category import Category
from store.records import FieldEvent, IssueRecord
from tests.connectors.jira.furniture import (
    EPIC_LINK,
    LINK_TYPES,
    MORE_FIELDS,
    POINTS,
    STATUSES,
    TEAM_POINTS,
    status_row,
)
from tests.connectors.jira.rows import history_row, issue_row
from tests.connectors.jira.shop import shop
from tests.connectors.jira.world import World

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def meaning(**more: Any) -> Meaning:
    facts = Facts(
        fields=tuple(MORE_FIELDS),
        statuses=tuple(status_row(row["id"]) for row in STATUSES),
        link_types=tuple(LINK_TYPES),
    )
    return meaning_of(JiraOptions("shop", "https://x", **more), facts)


def records(world: World, *, is_cloud: bool = True) -> list[IssueRecord]:
    how, keys = meaning(), {one.key: str(one.id) for one in world.issues.values()}
    return [
        normalise_issue(
            RawIssue(
                issue_row(world, one, how.fields.wanted, is_cloud=is_cloud),
                tuple(history_row(row, as_epoch=is_cloud) for row in one.histories),
                keys,
            ),
            how,
        )
        for one in world.issues.values()
    ]


def undone(today: set[str], events: list[FieldEvent]) -> set[str]:
    """Take back the changes of a set, the last one first."""
    values = set(today)
    for event in reversed(events):
        if event.after is not None:
            values.remove(event.after)
        if event.before is not None:
            values.add(event.before)
    return values


edits = st.lists(
    st.one_of(
        st.fixed_dictionaries({"status": st.sampled_from(["1", "2", "3", "5"])}),
        st.fixed_dictionaries({"points": st.none() | st.integers(0, 3).map(float)}),
        st.fixed_dictionaries({"team_points": st.none() | st.integers(0, 3).map(float)}),
        st.fixed_dictionaries({"resolution": st.sampled_from([None, "Done", "Duplicate"])}),
        st.fixed_dictionaries({"labels": st.lists(st.sampled_from("abc"), unique=True)}),
        st.fixed_dictionaries({"sprints": st.lists(st.sampled_from([11, 12]), unique=True)}),
        st.fixed_dictionaries({"versions": st.lists(st.sampled_from([300, 302]), unique=True)}),
        st.fixed_dictionaries(
            {"status": st.sampled_from(["2", "3"]), "resolution": st.sampled_from(["Done", None])}
        ),
    ),
    max_size=12,
)


@given(script=edits, is_cloud=st.booleans())
def test_the_history_taken_back_from_today_is_what_an_issue_was_created_with(
    script: list[dict[str, Any]], is_cloud: bool
) -> None:
    world = shop()
    issue = world.create(labels=["a"], sprints=[11], versions=[300, 301], points=2.0)
    for edit in script:
        world.edit(issue, **edit)
    record = records(world, is_cloud=is_cloud)[-1]
    told = {
        use: [event for event in record.events if event.field == use]
        for use in ("label", "sprint", "release", "points", "status")
    }
    assert undone(set(record.labels), told["label"]) == {"a"}
    assert undone(set(record.sprints), told["sprint"]) == {"11"}
    assert undone(set(record.releases), told["release"]) == {"300", "301"}
    for use, now, then in (("points", record.points, 2.0), ("status", record.status, "To Do")):
        value = None if now is None else str(now)
        for event in reversed(told[use]):
            assert event.after == value
            value = event.before
        assert value == str(then)
    categories = [event for event in record.events if event.after_category is not None]
    assert not categories or categories[-1].after_category is record.category


def test_both_dialects_tell_the_same() -> None:
    assert records(shop(), is_cloud=True) == records(shop(), is_cloud=False)


def test_a_resolution_tells_done_from_canceled_at_every_moment() -> None:
    bug = records(shop())[2]
    told = [(event.before_category, event.after_category) for event in bug.events]
    status = [pair for pair in told if pair[1] is not None]
    todo, doing, done, canceled = Category.TODO, Category.DOING, Category.DONE, Category.CANCELED
    assert status == [(todo, doing), (doing, canceled), (canceled, todo), (todo, done)]
    assert bug.resolved_at == bug.updated_at


def test_a_resolution_alone_can_change_what_a_status_means() -> None:
    world = shop()
    issue = world.create()
    world.close(issue)
    world.edit(issue, resolution="Duplicate")
    record = records(world)[-1]
    assert record.category is Category.CANCELED
    assert record.events[-1].field == "resolution"
    assert record.events[-1].before_category is Category.DONE
    assert record.events[-1].after_category is Category.CANCELED


def test_an_epic_that_one_save_writes_both_ways_is_told_once() -> None:
    world = shop()
    issue = world.create()
    items = [
        {"field": "Epic Link", "fieldId": EPIC_LINK, "from": None, "to": "20000"},
        {"field": "IssueParentAssociation", "from": None, "to": "20000"},
    ]
    issue.histories.append({"id": "1", "created": NOON, "items": items})
    assert records(world)[-1].events == (FieldEvent(NOON, "parent", None, "20000"),)


def test_histories_come_in_any_order_and_twice() -> None:
    rows = [
        {"id": str(number), "created": 1772452800000 + number, "items": [
            {"field": "status", "fieldId": "status", "fromString": "a", "toString": "b"}]}
        for number in (3, 1, 2, 1)
    ]  # fmt: skip
    assert [save.at.microsecond for save in saves_of(rows, Fields())] == [1000, 2000, 3000]


@pytest.mark.parametrize(
    ("told", "read"),
    [
        (1772452800000, NOON),
        ("1772452800000", NOON),
        (1772452800, NOON),
        ("2026-03-02T12:00:00.000+0000", NOON),
        ("2026-03-02T13:00:00.000+01:00", NOON),
        ("2026-03-02T12:00:00Z", NOON),
        (None, None),
        ("", None),
    ],
)
def test_moments_come_as_texts_and_as_numbers(told: Any, read: datetime | None) -> None:
    assert moment_of(told) == read


def test_values_are_plain() -> None:
    assert text_of({"value": "High"}) == text_of([{"name": "High"}]) == text_of("High ") == "High"
    assert text_of({}) is text_of(None) is text_of([]) is None
    assert number_of("3") == number_of({"value": "3"}) == 3.0
    assert number_of("") is number_of(None) is number_of("soon") is number_of("nan") is None
    assert number_of(True) is None
    assert day_of(None) is None
    assert believed({"a": None, "b": 0.0, "c": 1.0}) == 0.0


def test_old_sprint_texts_may_hold_commas_and_brackets() -> None:
    text = (
        "com.atlassian.greenhopper.service.sprint.Sprint@1f39706[id=83,rapidViewId=92,state=CLOSED,"
        "name=4.1.0 Sprint 6, the [last] one,startDate=2015-04-07T18:16:24.372Z,endDate=<null>,"
        "completeDate=<null>,sequence=83,goal=Ship, then rest, id est: sleep]"
    )
    (sprint,) = named_sprints([text])
    assert (sprint.ext_id, sprint.board, sprint.state) == ("83", "92", "closed")
    assert sprint.name == "4.1.0 Sprint 6, the [last] one"
    assert list(named_sprints(["no sprint", None, {}, 7])) == []
    assert [one.name for one in named_sprints({"id": 5})] == ["5"]


def test_points_are_found_by_board_then_type_then_name() -> None:
    found = discover_fields(MORE_FIELDS, ["customfield_10050", "timeestimate"], FieldNames())
    assert found.points == ("customfield_10050", TEAM_POINTS, POINTS)
    assert discover_fields(MORE_FIELDS, [], FieldNames()).points == (TEAM_POINTS, POINTS)
    named = discover_fields(MORE_FIELDS, [], FieldNames(points="story points", team="Severity"))
    assert (named.points, named.team) == ((POINTS,), "customfield_10050")
    by_id = discover_fields(MORE_FIELDS, [], FieldNames(points=TEAM_POINTS))
    assert by_id.points == (TEAM_POINTS,)
    with pytest.raises(FatalError, match="no field 'Velocity'"):
        discover_fields(MORE_FIELDS, [], FieldNames(epic="Velocity"))


def test_a_field_may_say_the_team() -> None:
    how = meaning(fields=FieldNames(team="Severity"))
    world = shop()
    world.create(severity="Checkout crew")
    issue = list(world.issues.values())[-1]
    raw = RawIssue(issue_row(world, issue, how.fields.wanted, is_cloud=True))
    assert normalise_issue(raw, how).team == "Checkout crew"


@pytest.mark.parametrize(
    ("outward", "inward", "end"),
    [
        ("blocks", "is blocked by", "outwardIssue"),
        ("depends on", "is depended on by", "inwardIssue"),
        ("relates to", "relates to", None),
    ],
)
def test_the_words_of_a_link_type_tell_which_end_comes_first(
    outward: str, inward: str, end: str | None
) -> None:
    link = {"id": "1", "name": "x", "outward": outward, "inward": inward}
    how = meaning_of(JiraOptions("shop", "https://x"), Facts(link_types=(link,)))
    assert how.blocking.get("1") == end


def test_the_sites_own_category_wins_over_the_name_and_the_user_over_both() -> None:
    how = meaning(statuses={"Done": Category.DOING})
    assert how.category("1", "Closed", "", "new") is Category.TODO
    assert how.category("3", "Done", "", "done") is Category.DOING
    assert how.category("9", "Won't Do", "", "done") is Category.CANCELED
    assert how.category("99", "In Progress", "", None) is Category.DOING
    assert how.category("99", "Somewhere", "", "undefined") is Category.UNKNOWN


def test_a_status_without_a_category_of_its_own_takes_the_one_of_its_name() -> None:
    how = meaning()
    assert how.category("77", "Polishing", "", None) is Category.DOING
