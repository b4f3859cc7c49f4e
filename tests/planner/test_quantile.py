"""Quantiles are those of numpy."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.quantile import quantiles

shares = st.lists(st.floats(0, 1), min_size=1, max_size=5)
figures = st.floats(-1e9, 1e9, allow_subnormal=False)


@given(st.lists(figures, min_size=1, max_size=60), shares)
def test_quantiles_are_exactly_those_of_numpy(values: list[float], asked: list[float]) -> None:
    assert quantiles(np.array(values), asked) == np.quantile(values, asked).tolist()


@given(st.lists(st.integers(0, 500), min_size=1, max_size=60), shares)
def test_quantiles_of_counts_are_exactly_those_of_numpy(
    values: list[int], asked: list[float]
) -> None:
    assert quantiles(np.array(values), asked) == np.quantile(values, asked).tolist()


def test_where_one_figure_is_unknown_all_quantiles_are() -> None:
    assert np.isnan(quantiles(np.array([1.0, np.nan, 2.0]), (0.1, 0.9))).all()
