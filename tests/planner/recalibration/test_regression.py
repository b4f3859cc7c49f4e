"""The fit of parallel quantile lines, against laws and against figures that are known."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.recalibration.regression import Lines, fit_lines
from planner.timeline import Floats

QUANTILES = np.array([0.05, 0.15, 0.5, 0.85, 0.95])
FREE = np.full(2, -np.inf)


def _fit(features: Floats, values: Floats, least: Floats = FREE, ridge: float = 0.0) -> Lines:
    responses = np.repeat(values[:, None], len(QUANTILES), axis=1)
    weights = np.ones(len(values))
    return fit_lines(features, responses, QUANTILES, weights, least_slopes=least, ridge=ridge)


def _sample(slopes: tuple[float, float], noise: float = 0.5) -> tuple[Floats, Floats]:
    rng = np.random.default_rng(3)
    features = rng.normal(size=(4000, 2)) * [1.0, 5.0] + [0.0, 30.0]
    return features, features @ slopes + noise * rng.standard_normal(4000)


def test_it_finds_the_slopes_and_the_spread_that_made_the_data() -> None:
    found = _fit(*_sample((0.7, -0.2)))

    assert found.slopes == pytest.approx([0.7, -0.2], abs=0.03)
    normal = np.array([-1.645, -1.036, 0.0, 1.036, 1.645]) * 0.5
    assert found.intercepts == pytest.approx(normal, abs=0.3)
    assert np.diff(found.intercepts) == pytest.approx(np.diff(normal), abs=0.06)


def test_a_slope_keeps_its_bound_and_the_others_make_the_best_of_it() -> None:
    found = _fit(*_sample((0.7, -0.2)), least=np.array([-np.inf, 0.0]))

    assert found.slopes[1] == 0.0
    assert found.slopes[0] == pytest.approx(0.7, abs=0.06)


@settings(max_examples=20, deadline=None)
@given(st.integers(0, 10_000), st.floats(-3, 3), st.floats(0.2, 5))
def test_as_many_examples_lie_below_each_line_as_it_says(
    seed: int, slope: float, noise: float
) -> None:
    rng = np.random.default_rng(seed)
    features = rng.normal(size=(300, 2))
    values = features @ [slope, 0.0] + noise * rng.gumbel(size=300)
    found = _fit(features, values)

    lines = (features @ found.slopes)[:, None] + found.intercepts
    below = (values[:, None] <= lines + 1e-9).mean(axis=0)
    assert below == pytest.approx(QUANTILES, abs=0.02)


def test_weights_count_as_if_an_example_stood_there_so_often() -> None:
    features, values = _sample((0.3, 0.1))
    few, many = slice(0, 60), np.repeat(np.arange(60), 3)
    weights = np.ones(60)
    responses = np.repeat(values[few, None], 5, axis=1)
    once = fit_lines(features[few], responses, QUANTILES, weights, least_slopes=FREE, ridge=0.01)
    thrice = fit_lines(
        features[many], responses[many], QUANTILES, np.ones(180), least_slopes=FREE, ridge=0.01
    )
    assert once.slopes == pytest.approx(thrice.slopes, abs=1e-3)


def test_what_cannot_be_fitted_is_said() -> None:
    with pytest.raises(ValueError, match="no examples"):
        _fit(np.zeros((0, 2)), np.zeros(0))
    with pytest.raises(ValueError, match="finite"):
        _fit(np.array([[np.nan, 1.0]]), np.ones(1))


def test_a_feature_that_never_changes_does_no_harm() -> None:
    features, values = _sample((0.7, 0.0))
    features[:, 1] = 4.0
    found = _fit(features, values, ridge=0.01)
    assert found.slopes == pytest.approx([0.7, 0.0], abs=0.03)
