"""Months and quarters for those who are told no days."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.launch.horizon import NEAR, Horizon, horizon_of

TODAY = date(2026, 11, 30)


def test_what_is_near_is_a_month() -> None:
    assert horizon_of(date(2026, 12, 24), TODAY) == Horizon(date(2026, 12, 1), date(2026, 12, 31))
    assert horizon_of(date(2026, 12, 24), TODAY).quarter is None


def test_what_is_far_is_a_quarter() -> None:
    far = horizon_of(date(2027, 11, 5), TODAY)
    assert (far, far.quarter) == (Horizon(date(2027, 10, 1), date(2027, 12, 31)), 4)


@given(st.integers(-400, 1500))
def test_a_day_lies_in_its_horizon_which_says_no_more_of_it(days: int) -> None:
    day = TODAY + timedelta(days=days)
    horizon = horizon_of(day, TODAY)
    assert horizon.first <= day <= horizon.last
    assert horizon.first.day == 1
    assert (horizon.last + timedelta(days=1)).day == 1
    assert (horizon.quarter is None) == (timedelta(days=days) <= NEAR)
