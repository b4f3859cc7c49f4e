"""How a team's own past forecasts widen or narrow its next ones."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.recalibration.own_record import OwnRecord
from planner.timeline import Floats

STATED = np.array([5.0, 7.0, 10.0, 15.0, 20.0])
DAY = 3000.0


def _record(times: int, every: float = 28.0) -> OwnRecord:
    record = OwnRecord()
    for number in range(times):
        record.add(DAY - every * (times - number), 1, STATED)
    return record


def _finishes(record_times: int, after: Floats, every: float = 28.0) -> Floats:
    """One finish for each forecast, so many days after it."""
    made = DAY - every * np.arange(record_times, 0, -1)
    return np.sort(made + after)


def test_without_an_outcome_the_prior_stands() -> None:
    assert OwnRecord().widths(DAY, (5, 10), np.zeros(0)).tolist() == [1.0, 1.0]
    fresh = OwnRecord()
    fresh.add(DAY - 3, 5, STATED)
    assert fresh.widths(DAY, (5,), np.array([DAY - 1])).tolist() == [1.0]


def test_a_team_that_hits_its_middle_gets_narrower_and_one_that_strays_wider() -> None:
    near = _record(40).widths(DAY, (1,), _finishes(40, np.full(40, 10.0)))
    spread = np.tile([3.0, 26.0], 20)
    far = _record(40).widths(DAY, (1,), _finishes(40, spread))
    assert near[0] < 0.9
    assert far[0] > 1.1


def test_few_outcomes_change_little_and_many_change_more() -> None:
    widths = [
        _record(times).widths(DAY, (1,), _finishes(times, np.full(times, 10.0)))[0]
        for times in (2, 10, 40)
    ]
    assert 1.0 > widths[0] > widths[1] > widths[2] > 0.3


def test_what_has_not_come_though_it_is_overdue_counts_as_late() -> None:
    record = OwnRecord()
    record.add(DAY - 400, 1, STATED)
    late = record.widths(DAY, (1,), np.zeros(0))
    assert late[0] > 1.0


def test_outcomes_of_like_targets_say_more_than_those_of_others() -> None:
    record = _record(40)
    narrow = record.widths(DAY, (1, 80), _finishes(40, np.full(40, 10.0)))
    assert narrow[0] < narrow[1] < 1.0


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0, 2000), st.integers(1, 80)), max_size=30),
    st.lists(st.floats(0, 3000), max_size=60),
)
def test_a_width_is_a_number_above_nothing(
    made: list[tuple[float, int]], finished: list[float]
) -> None:
    record = OwnRecord()
    for day, target in sorted(made):
        record.add(day, target, STATED)
    widths = record.widths(DAY, (1, 20, 80), np.sort(np.array(finished)))
    assert (widths > 0).all()
    assert np.isfinite(widths).all()
    assert widths.max(initial=1.0) < 10


def test_what_came_after_the_day_of_the_forecast_does_not_count() -> None:
    record = _record(40)
    finishes = _finishes(40, np.full(40, 10.0))
    later = np.append(finishes, [DAY + 1, DAY + 2])
    known = record.widths(DAY, (1,), finishes)
    assert known == pytest.approx(record.widths(DAY, (1,), later[later <= DAY]))
