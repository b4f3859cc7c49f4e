"""What really happened, laid over simulated items: its laws."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from planner.recalibration.of_items import STRONGEST, item_features, recalibrate_items
from planner.recalibration.prior import shipped_prior
from planner.timeline import Floats

ages = arrays(np.float64, st.integers(0, 60), elements=st.floats(0, 900))
rows = arrays(np.float64, (3, 50), elements=st.floats(0, 2000))
MODEL = shipped_prior().items


def _sorted(days: Floats) -> Floats:
    """Make of any figures three targets, each later than the one before in every trial."""
    return np.sort(np.cumsum(days, axis=0), axis=1)


@settings(max_examples=100, deadline=None)
@given(rows, ages)
def test_more_items_are_never_earlier_and_percentiles_never_cross(
    days: Floats, finished: Floats
) -> None:
    final = recalibrate_items(_sorted(days), finished, MODEL)
    assert (np.diff(final, axis=1) >= 0).all()
    assert (np.diff(final, axis=0) >= -1e-9 * final[:-1]).all()
    assert (final >= 1).all()


@settings(max_examples=50, deadline=None)
@given(rows, ages, st.floats(0.2, 4))
def test_a_width_keeps_the_middle_and_moves_the_rest_away_from_it(
    days: Floats, finished: Floats, width: float
) -> None:
    plain = recalibrate_items(_sorted(days), finished, MODEL)
    wide = recalibrate_items(_sorted(days), finished, MODEL, np.full(3, width))
    middle = (plain.shape[1] - 1) // 2
    assert np.allclose(wide[:, middle], plain[:, middle])
    late = plain[:, -1] > plain[:, middle] * (1 + 1e-9)
    assert (np.sign(wide[late, -1] - plain[late, -1]) == np.sign(width - 1)).all() or width == 1


def test_a_trial_beyond_the_horizon_stays_there() -> None:
    days = np.sort(np.where(np.arange(50) < 10, 20.0, np.inf))[None, :]
    final = recalibrate_items(days, np.array([3.0, 9.0]), MODEL, np.array([1.4]))
    assert np.isfinite(final).sum() == 10


def test_momentum_is_bounded_and_says_less_the_further_the_target() -> None:
    burst = np.linspace(0, 3, 200)
    near, far = item_features(burst, np.array([5.0, 500.0]))
    assert 0 < near[0] <= STRONGEST
    assert near[0] == far[0]
    assert near[1] > far[1] > 0
    stalled = item_features(np.linspace(60, 200, 100), np.array([5.0]))
    assert -STRONGEST <= stalled[0, 0] < 0


def test_a_team_that_never_finished_anything_has_features_too() -> None:
    assert np.isfinite(item_features(np.zeros(0), np.array([1.0, 3650.0]))).all()
