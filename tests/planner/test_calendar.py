"""Working days decide on which date a forecast can land."""

from datetime import UTC, date, datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.calendar import MONDAY_TO_FRIDAY, WorkCalendar

MONDAY = date(2026, 3, 2)
WEEK = WorkCalendar()
EASTER = WorkCalendar(holidays=np.array(["2026-03-03"], dtype="datetime64[D]"))


def test_a_fridays_next_day_of_work_is_monday() -> None:
    one_day = np.array([0.2])
    assert WEEK.days_until_worked(date(2026, 3, 6), one_day, 30).tolist() == [3.0]


def test_a_holiday_pushes_the_end_back_by_a_day() -> None:
    one_day = np.array([0.2])
    assert WEEK.days_until_worked(MONDAY, one_day, 30).tolist() == [1.0]
    assert EASTER.days_until_worked(MONDAY, one_day, 30).tolist() == [2.0]


def test_a_full_week_of_work_ends_a_week_later_and_no_work_ends_today() -> None:
    assert WEEK.days_until_worked(MONDAY, np.array([0.0, 1.0, 2.0]), 30).tolist() == [0, 7, 14]


def test_what_ends_after_the_horizon_never_ends() -> None:
    assert np.isinf(WEEK.days_until_worked(MONDAY, np.array([9.0, np.inf]), 30)).all()


def test_capacity_is_the_worked_share_of_each_week() -> None:
    capacity = EASTER.capacity_of_weeks(date(2026, 3, 8), 2)
    assert capacity.tolist() == [1.0, 0.8]


def test_working_days_between_leaves_out_weekend_and_holiday() -> None:
    assert WEEK.working_days_between(MONDAY, date(2026, 3, 9)) == 5
    assert EASTER.working_days_between(MONDAY, date(2026, 3, 9)) == 4
    assert WEEK.working_days_between(date(2026, 3, 9), MONDAY) == -5


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_the_day_before_a_launch_is_as_many_working_days_before_it(day: date, days: int) -> None:
    for calendar in (WEEK, EASTER, WorkCalendar(week=(True,) * 7)):
        before = calendar.working_day_before(day, days)
        assert calendar.working_days_between(before, day) == days
        assert calendar.is_working(before, 1).all()


def test_today_is_read_in_the_calendars_zone() -> None:
    late = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)
    assert WEEK.today(late) == MONDAY
    assert WorkCalendar(zone="Europe/Berlin").today(late) == date(2026, 3, 3)


@pytest.mark.parametrize("week", [(True,) * 6, (False,) * 7])
def test_a_week_without_seven_days_or_without_work_is_refused(week: tuple[bool, ...]) -> None:
    with pytest.raises(ValueError, match="seven days"):
        WorkCalendar(week=week)


def test_the_usual_week_is_monday_to_friday() -> None:
    assert MONDAY_TO_FRIDAY == (True,) * 5 + (False,) * 2
