"""How a team's coming time differs from the usual."""

from datetime import date

import numpy as np
import pytest

from planner.calendar import WorkCalendar
from planner.capacity import capacity_time
from planner.inputs import Capacity
from tests.planner.build import TEAM

FRIDAY = date(2026, 2, 27)
WEEKDAYS = WorkCalendar()


def test_where_nothing_is_known_of_a_team_its_time_is_the_usual() -> None:
    other = Capacity("s:other", FRIDAY, FRIDAY, 0)
    assert capacity_time((other,), TEAM, WEEKDAYS, FRIDAY) is None


def test_a_week_at_half_speed_takes_half_a_week_more() -> None:
    half = Capacity("s:team", date(2026, 3, 2), date(2026, 3, 6), 0.5)
    clock = capacity_time((half,), TEAM, WEEKDAYS, FRIDAY)
    assert clock is not None
    usual = np.array([0.0, 0.25, 0.5, 1.0, np.inf])
    assert clock.working_weeks(usual).tolist() == pytest.approx([0, 0.5, 1, 1.5, np.inf])
    assert clock.usual_weeks(clock.working_weeks(usual)).tolist() == pytest.approx(usual.tolist())


def test_nothing_is_done_in_a_freeze_and_stretches_multiply() -> None:
    freeze = Capacity(None, date(2026, 3, 3), date(2026, 3, 5), 0.0)
    double = Capacity("Team", date(2026, 3, 2), date(2026, 3, 6), 2.0)
    clock = capacity_time((freeze, double), TEAM, WEEKDAYS, FRIDAY)
    assert clock is not None
    # Monday brings two days' work, Friday two more, the week after one a day again.
    days = clock.working_weeks(np.array([1, 2, 3, 4, 5]) / 5) * 5
    assert days.tolist() == pytest.approx([0.5, 1, 4.5, 5, 6])


def test_a_freeze_without_end_is_beyond_the_horizon() -> None:
    for_ever = Capacity(None, FRIDAY, date(2099, 1, 1), 0.0)
    clock = capacity_time((for_ever,), TEAM, WEEKDAYS, FRIDAY)
    assert clock is not None
    assert clock.working_weeks(np.array([0.0, 0.1])).tolist() == [0, np.inf]
