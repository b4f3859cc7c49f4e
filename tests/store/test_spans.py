"""What was true when: backwards from now and forwards from creation say the same."""

import itertools
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import TypeVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from store.spans import Change, Span, set_spans_backwards, spans_backwards
from tests.store.forwards import set_spans_forwards, spans_forwards
from tests.store.samples import day

T = TypeVar("T")
BIRTH = day(0)

# Few distinct moments, so that changes often share one; the first is the creation itself.
moments = st.integers(0, 6).map(lambda hours: BIRTH + timedelta(hours=hours))
values = st.sampled_from(["todo", "doing", "done", "canceled"])
names = st.sampled_from(["1.0", "1.1", "2.0", "next"])


def held(spans: Sequence[Span[T]], at: datetime) -> list[T]:
    return [s.value for s in spans if s.start <= at and (s.end is None or at < s.end)]


@st.composite
def consistent_histories(draw: st.DrawFn) -> tuple[str, list[Change[str]], str]:
    """A first value, changes that each start where the last one ended, and the value of today."""
    first = now = draw(values)
    changes = []
    for at in sorted(draw(st.lists(moments, max_size=6))):
        after = draw(values)
        changes.append(Change(at, now, after))
        now = after
    return first, changes, now


Sets = tuple[frozenset[str], list[Change[str | None]], frozenset[str]]


@st.composite
def consistent_set_histories(draw: st.DrawFn) -> Sets:
    """A first set, adds, removals, re-adds and moves that were possible, and the set of today."""
    first = draw(st.frozensets(names))
    now = set(first)
    changes: list[Change[str | None]] = []
    for at in sorted(draw(st.lists(moments, max_size=8))):
        gone = draw(st.none() | st.sampled_from(sorted(now))) if now else None
        absent = sorted({"1.0", "1.1", "2.0", "next"} - now)
        come = draw(st.none() | st.sampled_from(absent)) if absent else None
        changes.append(Change(at, gone, come))
        now -= {gone} if gone else set()
        now |= {come} if come else set()
    return first, changes, frozenset(now)


@given(consistent_histories())
def test_a_value_read_backwards_and_forwards_is_the_same_at_every_moment(
    history: tuple[str, list[Change[str]], str],
) -> None:
    first, changes, now = history
    assert spans_backwards(changes, now, BIRTH) == spans_forwards(changes, first, BIRTH)


@given(consistent_set_histories())
def test_a_set_read_backwards_and_forwards_is_the_same_at_every_moment(history: Sets) -> None:
    first, changes, now = history
    assert set_spans_backwards(changes, now, BIRTH) == set_spans_forwards(changes, first, BIRTH)


@given(consistent_histories(), moments)
def test_a_value_at_a_moment_is_what_the_last_change_by_then_left(
    history: tuple[str, list[Change[str]], str], at: datetime
) -> None:
    first, changes, now = history
    expected = [first, *(change.after for change in changes if change.at <= at)][-1]
    assert held(spans_backwards(changes, now, BIRTH), at) == [expected]


@given(consistent_set_histories(), moments)
def test_a_set_at_a_moment_is_what_replaying_its_changes_gives(history: Sets, at: datetime) -> None:
    first, changes, now = history
    replayed = set(first)
    for change in changes:
        if change.at <= at:
            replayed -= {change.before} if change.before else set()
            replayed |= {change.after} if change.after else set()
    assert sorted(held(set_spans_backwards(changes, now, BIRTH), at)) == sorted(replayed)


@given(st.lists(st.builds(Change, moments, values, values), max_size=6), values)
def test_even_a_broken_chain_gives_one_value_at_every_moment_and_todays_at_the_end(
    changes: list[Change[str]], now: str
) -> None:
    spans = spans_backwards(changes, now, BIRTH)
    assert [spans[0].start, spans[-1].end] == [BIRTH, None]
    assert spans[-1].value == now
    for one, following in itertools.pairwise(spans):
        assert one.end == following.start
        assert one.start < following.start
        assert one.value != following.value


def test_without_changes_todays_value_held_since_creation() -> None:
    assert spans_backwards([], "todo", BIRTH) == (Span("todo", BIRTH, None),)
    assert set_spans_backwards([], ["2.0", "1.0"], BIRTH) == (
        Span("1.0", BIRTH, None),
        Span("2.0", BIRTH, None),
    )


def test_a_gap_in_the_chain_is_closed_by_what_each_change_left() -> None:
    changes = [Change(day(1), "todo", "doing"), Change(day(3), "review", "done")]
    assert spans_backwards(changes, "done", BIRTH) == (
        Span("todo", BIRTH, day(1)),
        Span("doing", day(1), day(3)),
        Span("done", day(3), None),
    )


def test_todays_value_is_believed_over_the_last_change() -> None:
    changes = [Change(day(1), "todo", "doing"), Change(day(3), "doing", "todo")]
    assert spans_backwards(changes, "done", BIRTH)[-1] == Span("done", day(3), None)


def test_of_changes_at_one_moment_the_trackers_last_one_holds() -> None:
    changes = [
        Change(day(2), "todo", "doing"),
        Change(day(2), "doing", "done"),
        Change(day(1), "todo", "todo"),
    ]
    assert spans_backwards(changes, "done", BIRTH) == (
        Span("todo", BIRTH, day(2)),
        Span("done", day(2), None),
    )


def test_changes_older_than_the_issue_count_from_its_creation() -> None:
    changes = [Change(day(-9), "todo", "doing"), Change(day(1), "doing", "done")]
    assert spans_backwards(changes, "done", BIRTH) == (
        Span("doing", BIRTH, day(1)),
        Span("done", day(1), None),
    )


@pytest.mark.parametrize("again", [day(2), day(4)])
def test_leaving_and_coming_back_are_two_stays_unless_at_one_moment(again: datetime) -> None:
    changes = [
        Change(day(1), None, "1.0"),
        Change(day(2), "1.0", None),
        Change(again, None, "1.0"),
    ]
    stays = set_spans_backwards(changes, ["1.0"], BIRTH)
    if again == day(2):
        assert stays == (Span("1.0", day(1), None),)
    else:
        assert stays == (Span("1.0", day(1), day(2)), Span("1.0", day(4), None))


def test_a_removal_without_an_add_means_it_was_there_since_creation() -> None:
    changes: list[Change[str | None]] = [Change(day(1), "1.0", "2.0")]
    assert set_spans_backwards(changes, ["2.0"], BIRTH) == (
        Span("1.0", BIRTH, day(1)),
        Span("2.0", day(1), None),
    )


def test_todays_set_is_believed_over_the_last_change_of_a_value() -> None:
    changes: list[Change[str | None]] = [
        Change(day(1), None, "1.0"),
        Change(day(2), None, "2.0"),
        Change(day(3), "2.0", None),
    ]
    assert set_spans_backwards(changes, ["2.0"], BIRTH) == (Span("2.0", day(2), None),)
