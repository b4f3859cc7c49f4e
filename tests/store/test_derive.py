"""From a record to its spans."""

from planner.category import Category
from store.derive import derive_spans, distinct_events
from store.records import FieldEvent, IssueRecord
from store.spans import Span
from tests.store.samples import an_issue, changed, day, moved

TODO, DOING, DONE, CANCELED, UNKNOWN = (
    Category.TODO,
    Category.DOING,
    Category.DONE,
    Category.CANCELED,
    Category.UNKNOWN,
)


def categories(record: IssueRecord) -> tuple[Span[Category], ...]:
    return derive_spans(record).categories


def test_a_told_path_is_followed_through_a_reopening() -> None:
    record = an_issue(
        category=DONE,
        events=(moved(day(1), TODO, DONE), moved(day(2), DONE, DOING), moved(day(5), DOING, DONE)),
    )
    assert categories(record) == (
        Span(TODO, day(0), day(1)),
        Span(DONE, day(1), day(2)),
        Span(DOING, day(2), day(5)),
        Span(DONE, day(5), None),
    )


def test_resolved_and_then_closed_is_one_stretch_of_done() -> None:
    record = an_issue(category=DONE, events=(moved(day(1), TODO, DONE), moved(day(9), DONE, DONE)))
    assert categories(record) == (Span(TODO, day(0), day(1)), Span(DONE, day(1), None))


def test_a_status_nobody_could_place_is_unknown_and_never_guessed() -> None:
    record = an_issue(category=DONE, events=(FieldEvent(day(1), "status", "Odd", "Odder"),))
    record_later = an_issue(
        category=DONE,
        events=(FieldEvent(day(1), "status", "Odd", "Odder"), moved(day(2), UNKNOWN, DONE)),
    )
    assert categories(record) == (Span(UNKNOWN, day(0), day(1)), Span(DONE, day(1), None))
    assert categories(record_later) == (Span(UNKNOWN, day(0), day(2)), Span(DONE, day(2), None))


def test_an_event_that_tells_of_the_creation_says_what_it_was_created_as() -> None:
    record = an_issue(category=TODO, events=(moved(day(0.5), None, TODO),))
    assert categories(record) == (Span(TODO, day(0), None),)


def test_a_path_is_concluded_from_when_it_was_started_and_resolved() -> None:
    record = an_issue(category=DONE, started_at=day(2), resolved_at=day(6))
    assert categories(record) == (
        Span(TODO, day(0), day(2)),
        Span(DOING, day(2), day(6)),
        Span(DONE, day(6), None),
    )


def test_a_path_is_concluded_from_either_alone() -> None:
    assert categories(an_issue(category=CANCELED, resolved_at=day(6))) == (
        Span(TODO, day(0), day(6)),
        Span(CANCELED, day(6), None),
    )
    assert categories(an_issue(category=DOING, started_at=day(2))) == (
        Span(TODO, day(0), day(2)),
        Span(DOING, day(2), None),
    )


def test_told_events_win_over_what_could_be_concluded() -> None:
    record = an_issue(category=DONE, resolved_at=day(6), events=(moved(day(4), TODO, DONE),))
    assert categories(record) == (Span(TODO, day(0), day(4)), Span(DONE, day(4), None))


def test_a_resolution_that_carries_categories_is_part_of_the_path() -> None:
    changed_mind = FieldEvent(day(4), "resolution", "fixed", "duplicate", DONE, CANCELED)
    plain = FieldEvent(day(2), "resolution", None, "fixed")
    record = an_issue(category=CANCELED, events=(plain, moved(day(2), TODO, DONE), changed_mind))
    assert categories(record) == (
        Span(TODO, day(0), day(2)),
        Span(DONE, day(2), day(4)),
        Span(CANCELED, day(4), None),
    )


def test_a_last_step_that_the_history_lacks_was_taken_when_it_was_resolved() -> None:
    record = an_issue(category=DONE, resolved_at=day(9), events=(moved(day(2), TODO, DOING),))
    assert categories(record) == (
        Span(TODO, day(0), day(2)),
        Span(DOING, day(2), day(9)),
        Span(DONE, day(9), None),
    )


def test_one_move_may_lead_from_a_release_to_a_sprint_and_back() -> None:
    record = an_issue(
        releases=("2.0",),
        events=(
            changed(day(1), "milestone", "release/1.0", "sprint/s1"),
            changed(day(3), "milestone", "sprint/s1", "release/2.0"),
        ),
    )
    derived = derive_spans(record)
    assert derived.releases == (Span("1.0", day(0), day(1)), Span("2.0", day(3), None))
    assert derived.sprints == (Span("s1", day(1), day(3)),)


def test_a_missing_estimate_has_no_span_and_zero_is_an_estimate() -> None:
    record = an_issue(
        points=3.0,
        events=(changed(day(1), "points", None, "0.0"), changed(day(2), "points", "0.0", "3.0")),
    )
    assert derive_spans(record).estimates == (
        Span(0.0, day(1), day(2)),
        Span(3.0, day(2), None),
    )
    assert derive_spans(an_issue()).estimates == ()


def test_releases_and_sprints_each_follow_their_own_events() -> None:
    record = an_issue(
        releases=("2.0",),
        sprints=("s1", "s2"),
        events=(
            changed(day(1), "release", "1.0", "2.0"),
            changed(day(1), "sprint", None, "s1"),
            changed(day(3), "sprint", None, "s2"),
        ),
    )
    derived = derive_spans(record)
    assert derived.releases == (Span("1.0", day(0), day(1)), Span("2.0", day(1), None))
    assert derived.sprints == (Span("s1", day(1), None), Span("s2", day(3), None))


def test_exact_doubles_are_one_event_and_keep_the_first_ones_place() -> None:
    first, second = changed(day(1), "label", None, "a"), changed(day(1), "label", "a", None)
    assert distinct_events(an_issue(events=(first, second, first))) == (first, second)


def test_in_out_and_in_again_at_one_moment_ends_in() -> None:
    come, go = changed(day(1), "release", None, "1.0"), changed(day(1), "release", "1.0", None)
    left = changed(day(2), "release", "1.0", None)
    derived = derive_spans(an_issue(events=(come, go, come, left)))
    assert derived.releases == (Span("1.0", day(1), day(2)),)
