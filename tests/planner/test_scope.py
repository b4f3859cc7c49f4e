"""Scope and done of a release at any past moment."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.category import Category
from planner.scope import due_at, release_at, scope_at
from planner.timeline import DateMove
from tests.planner.build import NOW, Work, ago, release, timeline

DONE, CANCELED = Category.DONE, Category.CANCELED
R = release("2.4")


def _counts(work: list[Work], days_ago: float) -> tuple[int, int]:
    scope = scope_at(timeline(work, [R]), 0, ago(days_ago))
    return len(scope.items), len(scope.done_items)


def test_an_item_that_left_and_came_back_counts_only_while_it_is_in() -> None:
    work = [Work(40, places=[(0, 30, 20), (0, 10, None)])]
    assert [_counts(work, days)[0] for days in (35, 25, 15, 5)] == [0, 1, 0, 1]
    scope = scope_at(timeline(work, [R]), 0, NOW)
    assert (len(scope.added_at), len(scope.removed_at)) == (2, 1)


def test_a_reopened_item_is_open_scope_again() -> None:
    work = [Work(40, [(30, DONE), (20, Category.DOING), (10, DONE)], [(0, 40, None)])]
    assert [_counts(work, days)[1] for days in (35, 25, 15, 5)] == [0, 1, 0, 1]


def test_an_item_in_two_releases_is_in_both() -> None:
    work = [Work(40, [(10, DONE)], [(0, 40, None), (1, 30, None)])]
    line = timeline(work, [R, release("2.5")])
    assert [len(scope_at(line, i, NOW).done_items) for i in (0, 1)] == [1, 1]


def test_canceling_and_vanishing_are_leaving() -> None:
    work = [Work(40, [(10, CANCELED)], [(0, 40, None)]), Work(40, places=[(0, 40, None)], gone=5)]
    scope = scope_at(timeline(work, [R]), 0, NOW)
    assert not scope.items
    assert [left.reason for left in scope.left_out] == ["canceled"]
    assert len(scope.removed_at) == 2


def test_a_container_is_left_out_with_its_reason() -> None:
    scope = scope_at(timeline([Work(9, places=[(0, 9, None)], counts=False)], [R]), 0, NOW)
    assert [left.reason for left in scope.left_out] == ["container"]
    assert not len(scope.added_at)


def test_only_an_open_blocker_blocks() -> None:
    places = [(0, 9, None)]
    work = [Work(9, blocks=[2]), Work(9, [(3, DONE)], blocks=[2]), Work(9, places=places)]
    scope = scope_at(timeline(work, [R]), 0, NOW)
    assert scope.items[0].blocked_by == ("S-0",)


def test_a_due_date_is_the_one_that_was_known_then() -> None:
    first, later = NOW.date(), NOW.date() + timedelta(days=9)
    moved = release("2.4", due_moves=(DateMove(ago(20), first), DateMove(ago(10), later)))
    assert [due_at(moved, ago(days)) for days in (30, 15, 5)] == [None, first, later]


def test_a_release_that_went_out_later_was_still_open_then() -> None:
    out = release("2.4", is_released=True, released_on=ago(10).date())
    assert not release_at(out, ago(11)).is_released
    start_of_the_day = ago(10).replace(hour=0, minute=0, second=0)
    assert not release_at(out, start_of_the_day).is_released
    assert release_at(out, ago(9)).is_released
    assert release_at(release("2.4", is_released=True), ago(900)).is_released


@st.composite
def works(draw: st.DrawFn) -> list[Work]:
    out = []
    for _ in range(draw(st.integers(1, 6))):
        days = draw(st.lists(st.integers(1, 60), unique=True, min_size=1, max_size=5))
        created, *rest = sorted(days, reverse=True)
        kinds = st.sampled_from([Category.DOING, DONE, CANCELED])
        stretches = [(day, draw(kinds)) for day in rest]
        begin = draw(st.integers(0, created))
        end = draw(st.one_of(st.none(), st.integers(0, begin)))
        places = [] if end == begin else [(0, begin, end)]
        out.append(Work(created, stretches, places))
    return out


@given(works(), st.integers(0, 60))
def test_scope_at_a_moment_does_not_depend_on_what_came_later(work: list[Work], day: int) -> None:
    """The same moment, seen from a timeline that ends there, has the same scope."""
    moment = ago(day)
    full = scope_at(timeline(work, [R]), 0, moment)
    known = [
        Work(
            one.created,
            [(start, kind) for start, kind in one.stretches if start >= day],
            [
                (release_, start, end if end is not None and end >= day else None)
                for release_, start, end in one.places
                if start >= day
            ],
        )
        for one in work
        if one.created >= day
    ]
    cut = scope_at(timeline(known, [R]), 0, moment)
    assert [(item.category, item.finished_at) for item in full.items] == [
        (item.category, item.finished_at) for item in cut.items
    ]
    for name in ("added_at", "removed_at", "done_at"):
        assert np.array_equal(getattr(full, name), getattr(cut, name))


@given(works())
def test_what_was_added_less_what_left_is_what_is_there(work: list[Work]) -> None:
    scope = scope_at(timeline(work, [R]), 0, NOW)
    assert len(scope.added_at) - len(scope.removed_at) == len(scope.items)
