"""And, or, not over time: the same as asking second by second."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from store.intervals import FOREVER, Interval, Intervals, both, either, neither, tidy

_END = 20
seconds = st.integers(0, _END)
raw = st.lists(st.tuples(seconds, st.one_of(seconds, st.just(FOREVER))), max_size=6)
tidied = raw.map(tidy)


def holds(intervals: Intervals, second: int) -> bool:
    return any(start <= second < end for start, end in intervals)


def is_tidy(intervals: Intervals) -> bool:
    edges = [edge for interval in intervals for edge in interval]
    return all(one < following for one, following in itertools.pairwise(edges))


@given(raw, seconds)
def test_tidying_changes_no_moment(intervals: list[Interval], second: int) -> None:
    assert is_tidy(tidy(intervals))
    assert holds(tidy(intervals), second) == holds(tuple(intervals), second)


@given(tidied, tidied, seconds)
def test_or_holds_where_either_does(one: Intervals, other: Intervals, second: int) -> None:
    assert is_tidy(either(one, other))
    assert holds(either(one, other), second) == (holds(one, second) or holds(other, second))


@given(tidied, tidied, seconds)
def test_and_holds_where_both_do(one: Intervals, other: Intervals, second: int) -> None:
    assert is_tidy(both(one, other))
    assert holds(both(one, other), second) == (holds(one, second) and holds(other, second))


@given(tidied, seconds, seconds)
def test_not_holds_in_the_rest_of_a_life(held: Intervals, birth: int, second: int) -> None:
    rest = neither(held, (birth, FOREVER))
    assert is_tidy(rest)
    assert holds(rest, second) == (second >= birth and not holds(held, second))


@given(tidied, tidied)
def test_not_both_is_one_of_the_nots(one: Intervals, other: Intervals) -> None:
    life = (0, FOREVER)
    assert neither(both(one, other), life) == either(neither(one, life), neither(other, life))
