"""The baselines, against distributions that can be worked out by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.baselines import (
    BASELINES,
    LONGEST_DAYS,
    average_pace,
    bootstrap_days,
    plus_minus_ten_percent,
    weekly_percentiles,
)


def test_one_a_day_takes_n_days_at_every_percentile() -> None:
    days = bootstrap_days(np.ones(30, dtype=np.int64), 1, [5, 40])
    assert days[:, 2].tolist() == pytest.approx([4.5, 39.5])
    assert np.ceil(days).tolist() == [[5] * 5, [40] * 5]


def test_a_coin_flip_a_day_follows_the_geometric_distribution() -> None:
    """P(first head by day d) = 1 - 0.5^d: 85% is passed on day 3, 95% on day 5."""
    days = np.ceil(bootstrap_days(np.array([0, 1]), 1, [1]))
    assert days.tolist() == [[1, 1, 1, 3, 5]]


def test_it_agrees_with_a_simulation_of_the_same_draws() -> None:
    counts = np.array([0, 0, 3, 1, 0, 2, 0])
    rng = np.random.default_rng(7)
    paths = np.cumsum(counts[rng.integers(0, len(counts), (20_000, 200))], axis=1)
    simulated = np.quantile((paths < 40).sum(axis=1) + 1, [0.05, 0.15, 0.5, 0.85, 0.95])
    assert np.ceil(bootstrap_days(counts, 1, [40])[0]) == pytest.approx(simulated, abs=1)


def test_weeks_are_not_rounded_up_to_whole_ones() -> None:
    days = bootstrap_days(np.full(26, 10), 7, [5])
    assert days[0, 2] < 7


def test_no_progress_is_ten_years_not_zero_days() -> None:
    ages = np.array([300.0])
    for name, method in BASELINES.items():
        assert (method(ages, [5]) == LONGEST_DAYS).all(), name


def test_the_version_report_is_ten_percent_either_side() -> None:
    assert plus_minus_ten_percent(1.0, [99]).tolist() == [[90, 90, 99, 110, 110]]
    assert average_pace(10)(np.arange(10.0), [9])[0, 2] == 9


def test_a_good_week_gives_the_early_date() -> None:
    """Weeks of 1 to 10: the 85th percentile of pace is 8.65 a week, the 15th 2.35."""
    ages = np.concatenate([np.full(n, 7 * (n - 1) + 3.0) for n in range(1, 11)])
    days = weekly_percentiles(10)(ages, [20])[0]
    assert days[1] == np.ceil(20 * 7 / 8.65)
    assert days[3] == np.ceil(20 * 7 / 2.35)


@given(st.lists(st.floats(0, 200), max_size=60))
def test_percentiles_and_targets_are_in_order_for_every_baseline(ages: list[float]) -> None:
    for method in BASELINES.values():
        days = method(np.array(ages), [5, 10, 80])
        assert (np.diff(days, axis=0) >= 0).all()
        assert (np.diff(days, axis=1) >= 0).all()
        assert ((days >= 1) & (days <= LONGEST_DAYS)).all()
