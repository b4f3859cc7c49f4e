"""The burn-up counts what was known to be in a release at the end of each day."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.calendar import WorkCalendar
from planner.category import Category
from planner.explain.burn_up import burn_up
from planner.inputs import Scope
from planner.timeline import Times
from tests.bot.answers import NOW, a_scope, an_item

TODAY = NOW.date()
UTC_DAYS = WorkCalendar()


def at(*days_ago: float) -> Times:
    moments = [(NOW - timedelta(days=ago)).replace(tzinfo=None) for ago in days_ago]
    return np.array(moments, dtype="datetime64[s]")


def scoped(added: Times, removed: Times, done: Times, left: int, finished: int) -> Scope:
    made = a_scope(left=left, done=finished)
    return replace(made, added_at=added, removed_at=removed, done_at=done)


def test_a_case_counted_by_hand() -> None:
    """Three join four weeks ago, two more a week ago; one is taken out; two are done."""
    scope = scoped(at(28, 28, 28, 8, 8), at(3), at(15, 2), left=2, finished=2)
    burnt = burn_up(scope, UTC_DAYS, 9)
    assert burnt is not None
    weeks = [TODAY - timedelta(days=days) for days in (28, 21, 14, 7, 0)]
    assert burnt.days == tuple(weeks)
    assert burnt.scope == (3, 3, 3, 5, 4)
    assert burnt.done == (0, 0, 1, 1, 2)


def test_the_first_day_stands_apart_from_the_second() -> None:
    burnt = burn_up(scoped(at(29, 29), at(), at(), 2, 0), UTC_DAYS, 9)
    assert burnt is not None
    assert [(TODAY - day).days for day in burnt.days] == [29, 21, 14, 7, 0]


def test_a_day_ends_at_midnight_where_people_work() -> None:
    late = datetime(2026, 11, 1, 23, 30, tzinfo=UTC)
    scope = scoped(
        np.array([late.replace(tzinfo=None)] * 2, dtype="datetime64[s]"), at(), at(), 2, 0
    )
    in_berlin = burn_up(scope, WorkCalendar(zone="Europe/Berlin"), 9)
    in_utc = burn_up(scope, UTC_DAYS, 9)
    assert in_berlin is not None
    assert in_utc is not None
    assert in_berlin.days[0] == date(2026, 11, 2)
    assert in_utc.days[0] == date(2026, 11, 1)
    assert in_berlin.scope[0] == in_utc.scope[0] == 2


def test_nothing_is_drawn_without_a_past() -> None:
    assert burn_up(a_scope(), UTC_DAYS, 9) is None
    assert burn_up(scoped(at(0.1), at(), at(), 1, 0), UTC_DAYS, 9) is None
    assert burn_up(replace(scoped(at(9), at(9), at(), 0, 0), items=()), UTC_DAYS, 9) is None


@given(
    st.lists(st.floats(0.5, 900), min_size=1, max_size=30),
    st.integers(2, 20),
    st.integers(0, 30),
)
def test_the_lines_end_with_today_and_done_never_exceeds_scope(
    ages: list[float], points: int, done: int
) -> None:
    finished = min(done, len(ages))
    items = [
        an_item(n, category=Category.DONE if n < finished else Category.TODO)
        for n in range(len(ages))
    ]
    scope = replace(
        a_scope(items=items), added_at=at(*ages), done_at=at(*(age / 2 for age in ages[:finished]))
    )
    burnt = burn_up(scope, UTC_DAYS, points)
    if burnt is None:
        return
    assert 2 <= len(burnt.days) <= points
    assert list(burnt.days) == sorted(set(burnt.days))
    assert burnt.days[-1] == TODAY
    assert (burnt.scope[-1], burnt.done[-1]) == (len(items), finished)
    assert all(ready <= held for ready, held in zip(burnt.done, burnt.scope, strict=True))
    assert list(burnt.scope) == sorted(burnt.scope)
