"""Change rows become events that mean what they meant then."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from connectors.files.changes import RowChange
from connectors.files.draft import Draft, Meaning
from connectors.files.history import field_events
from planner.category import Category
from store.records import FieldEvent, IssueRecord

MEANING = Meaning("shop", {}, ZoneInfo("UTC"))
NOON = datetime(2024, 1, 5, 12, 0, tzinfo=UTC)
TODO, DOING, DONE, CANCELED = Category.TODO, Category.DOING, Category.DONE, Category.CANCELED
CLOSED = Draft(
    IssueRecord("A-1", "A-1", "", "Bug", "closed", DONE, NOON - timedelta(days=9)),
    resolution="fixed",
)


def events_of(*rows: str, draft: Draft = CLOSED) -> tuple[FieldEvent, ...]:
    """Read rows like `0 status new>closed`, the number being the hours after noon."""
    changes = []
    for row in rows:
        hours, field, values = row.split(" ", 2)
        before, after = values.split(">")
        changes.append(RowChange(NOON + timedelta(hours=int(hours)), field, before, after))
    return field_events(changes, draft, MEANING, frozenset({"s1", "s2"}))


def categories_of(*rows: str, draft: Draft = CLOSED) -> list[tuple[str, object, object]]:
    events = events_of(*rows, draft=draft)
    told = [event for event in events if event.after_category is not None]
    return [(event.field, event.before_category, event.after_category) for event in told]


@pytest.mark.parametrize(
    "rows",
    [
        ("0 resolution >wontfix", "0 status new>closed"),
        ("0 status new>closed", "0 resolution >wontfix"),
    ],
)
def test_status_and_resolution_of_one_save_belong_together(rows: tuple[str, ...]) -> None:
    assert categories_of(*rows) == [("status", TODO, CANCELED)]


def test_a_resolution_alone_changes_what_a_closed_status_means() -> None:
    assert categories_of(
        "0 resolution >fixed", "0 status new>closed", "3 resolution fixed>duplicate"
    ) == [("status", TODO, DONE), ("resolution", DONE, CANCELED)]


def test_a_resolution_that_means_the_same_says_nothing_new() -> None:
    rows = ("0 resolution >invalid", "0 status new>closed", "3 resolution invalid>wontfix")
    assert categories_of(*rows) == [("status", TODO, CANCELED)]


def test_reopening_takes_the_resolution_away_without_a_moment_of_done() -> None:
    assert categories_of(
        "0 resolution >invalid",
        "0 status new>closed",
        "5 resolution invalid>",
        "5 status closed>reopened",
    ) == [("status", TODO, CANCELED), ("status", CANCELED, TODO)]


def test_several_saves_in_one_minute_each_have_their_own_resolution() -> None:
    assert categories_of(
        "0 resolution >fixed",
        "0 status new>closed",
        "0 resolution fixed>",
        "0 status closed>reopened",
        "0 resolution >duplicate",
        "0 status reopened>closed",
    ) == [("status", TODO, DONE), ("status", DONE, TODO), ("status", TODO, CANCELED)]


def test_an_open_step_before_the_closing_one_does_not_take_its_resolution() -> None:
    rows = ("0 status new>assigned", "0 resolution >wontfix", "0 status assigned>closed")
    assert categories_of(*rows) == [("status", TODO, TODO), ("status", TODO, CANCELED)]


def test_a_resolution_that_no_row_speaks_of_held_all_along() -> None:
    draft = replace(CLOSED, resolution="wontfix")
    assert categories_of("0 status new>closed", draft=draft) == [("status", TODO, CANCELED)]


def test_where_a_row_is_missing_the_next_one_is_believed() -> None:
    assert categories_of("0 status new>assigned", "4 status closed>reopened") == [
        ("status", TODO, TODO),
        ("status", DONE, TODO),
    ]


def test_a_status_of_the_past_that_nobody_knows_is_unknown() -> None:
    assert categories_of("0 status new>7") == [("status", TODO, Category.UNKNOWN)]


def test_no_status_before_has_no_category() -> None:
    (event,) = events_of("0 status >closed")
    assert (event.before, event.before_category, event.after_category) == (None, None, DONE)


def test_a_row_told_twice_is_told_once_in_its_last_place() -> None:
    events = events_of(
        "0 status reopened>closed", "0 status closed>reopened", "0 status reopened>closed"
    )
    assert [(event.before, event.after) for event in events] == [
        ("closed", "reopened"),
        ("reopened", "closed"),
    ]


def test_rows_that_the_store_has_no_field_for_are_kept_under_their_name() -> None:
    change = RowChange(NOON, "% done", "0", "100")
    assert field_events([change], CLOSED, MEANING, frozenset()) == (
        FieldEvent(NOON, "% done", "0", "100"),
    )


def test_a_row_that_changes_nothing_is_still_a_row() -> None:
    assert events_of("0 resolution >") == (FieldEvent(NOON, "resolution", None, None),)
    assert events_of("0 release >") == (FieldEvent(NOON, "release", None, None),)


def test_a_milestone_is_a_release_or_a_sprint_or_the_way_between_them() -> None:
    assert events_of(
        "0 release >1.0", "1 release s1>s2", "2 release 1.0>s1", "3 release s1>1.0"
    ) == (
        FieldEvent(NOON, "release", None, "1.0"),
        FieldEvent(NOON + timedelta(hours=1), "sprint", "s1", "s2"),
        FieldEvent(NOON + timedelta(hours=2), "milestone", "release/1.0", "sprint/s1"),
        FieldEvent(NOON + timedelta(hours=3), "milestone", "sprint/s1", "release/1.0"),
    )


def test_a_change_of_a_list_is_taken_apart() -> None:
    assert events_of("0 release 1.0;1.1>1.1;1.2;1.3", "1 sprint s1>s1;s2") == (
        FieldEvent(NOON, "release", "1.0", "1.2"),
        FieldEvent(NOON, "release", None, "1.3"),
        FieldEvent(NOON + timedelta(hours=1), "sprint", None, "s2"),
    )


def test_a_save_after_another_does_not_take_the_earlier_resolution() -> None:
    rows = ("0 resolution >invalid", "0 status new>closed", "0 status closed>resolved")
    assert categories_of(*rows) == [("status", TODO, CANCELED), ("status", CANCELED, CANCELED)]


def test_other_fields_of_the_same_save_are_passed_over() -> None:
    rows = ("0 priority low>high", "0 status new>closed", "0 type bug>task", "0 resolution >hold")
    assert categories_of(*rows) == [("status", TODO, CANCELED)]
