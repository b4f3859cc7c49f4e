"""The laws of "when will the next N items be done?"."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.calendar import WorkCalendar
from planner.items import full_week_throughput, simulate_items
from planner.metrics import days_before
from planner.recalibration.of_items import recalibrate_items
from planner.recalibration.prior import shipped_prior
from planner.throughput import draw_weeks, passage_weeks, recency_weights, recent_rate
from tests.planner.build import EVERY_DAY, history, steady

ages = st.lists(st.floats(0, 400), min_size=1, max_size=40)


def _days(finished: list[float], targets: list[int], seed: int = 1) -> np.ndarray:
    told = history(finished)
    days = simulate_items(told, targets, EVERY_DAY, np.random.default_rng(seed))
    ages = days_before(told, told.finished_at)
    return recalibrate_items(days, ages, shipped_prior().items)


@settings(max_examples=25, deadline=None)
@given(ages)
def test_more_items_are_never_earlier_and_nothing_is_in_the_past(finished: list[float]) -> None:
    days = _days(finished, [1, 5, 20])
    assert (days[:, 1:] >= days[:, :-1]).all()
    assert (days[1:] >= days[:-1]).all()
    assert (days >= 1).all()


def test_the_same_seed_gives_the_same_answer_and_another_does_not() -> None:
    once, again, other = (_days(steady(4), [20], seed) for seed in (3, 3, 4))
    assert once.tobytes() == again.tobytes()
    assert once.tobytes() != other.tobytes()


def test_a_steady_team_is_forecast_around_its_pace() -> None:
    """Four a week, twenty to go: five weeks, give or take."""
    assert np.median(_days(steady(4), [20])) == pytest.approx(35, rel=0.15)


def test_a_team_without_any_finish_never_ends() -> None:
    assert np.isinf(_days([], [5])).all()


def test_a_week_of_holidays_is_not_a_slow_week() -> None:
    """Nothing was finished in the last week, in which nobody worked."""
    finished = [age for age in steady(5, 10) if age >= 7]
    off = np.arange("2026-02-24", "2026-03-03", dtype="datetime64[D]")
    rested = WorkCalendar(holidays=off)
    plain = recent_rate(full_week_throughput(history(finished), WorkCalendar()))
    counted = recent_rate(full_week_throughput(history(finished), rested))
    assert counted >= plain


def test_the_last_week_weighs_most_and_all_weigh_one() -> None:
    weights = recency_weights(52)
    assert weights.sum() == pytest.approx(1)
    assert (np.diff(weights) > 0).all()


def test_weeks_are_drawn_as_often_as_they_weigh() -> None:
    drawn = draw_weeks(4, 500, 100, np.random.default_rng(1)).week
    shares = np.bincount(drawn.ravel(), minlength=4) / drawn.size
    assert shares == pytest.approx(recency_weights(4), abs=0.01)


def test_a_target_is_passed_inside_the_week_that_reaches_it() -> None:
    path = np.array([[2.0, 6.0, 6.0], [0.0, 0.0, 1.0]])
    assert passage_weeks(path, 4.0).tolist() == [1.5, np.inf]
    assert passage_weeks(path, 1.0).tolist() == [0.5, 3.0]
