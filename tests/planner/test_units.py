"""A team is forecast in points only where its own past says that they are nearer."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.timeline import Floats
from planner.units import Unit, unit_of
from tests.planner.build import history, steady
from tests.planner.plans import team
from tests.planner.pointed import pointed, spells


def test_a_team_whose_points_are_nearer_is_forecast_in_points() -> None:
    unit = unit_of(pointed())
    assert unit.typical_points is not None
    assert unit.points_error < 0.5 * unit.items_error
    assert unit.nearer_percent > 50
    assert unit.forecasts >= 12


def test_points_that_are_all_alike_say_nothing_that_items_do_not() -> None:
    unit = unit_of(pointed(points=np.full(360, 3.0)))
    assert (unit.typical_points, unit.nearer_percent) == (None, 0)
    assert unit.points_error == pytest.approx(unit.items_error)


@pytest.mark.parametrize("seed", range(5))
def test_points_at_random_are_no_nearer(seed: int) -> None:
    rng = np.random.default_rng(seed)
    steadily = replace(team("s:team", weeks=100), points=rng.choice([1.0, 3.0, 8.0], 600))
    unit = unit_of(steadily)
    assert unit.typical_points is None
    assert unit.points_error > unit.items_error
    assert unit.forecasts


@pytest.mark.parametrize(("missing", "in_points"), [(6, True), (4, False)])
def test_fewer_than_four_in_five_estimates_are_too_few(missing: int, in_points: bool) -> None:
    told = np.where(np.arange(360) % missing == 0, np.nan, spells())
    assert (unit_of(pointed(points=told)).typical_points is not None) == in_points


@pytest.mark.parametrize(
    "finished", [[], [3.0], [*range(29)], [2.5] * 300, [-5.0] * 40, steady(6, 5)]
)
def test_a_short_or_strange_history_is_forecast_in_items(finished: list[float]) -> None:
    estimated = replace(history(finished), points=np.full(len(finished), 3.0))
    assert unit_of(estimated) == Unit()


@pytest.mark.parametrize("points", [np.nan, np.inf, -np.inf, 0.0, -3.0])
def test_what_is_no_estimate_is_none_and_counts_as_a_typical_item(points: float) -> None:
    assert unit_of(pointed(points=np.full(360, points))) == Unit()
    assert Unit(4.0).size_of(points) == 1
    assert Unit(4.0).sizes_of(np.array([2.0, points])).tolist() == [0.5, 1]


def test_in_items_every_item_counts_alike() -> None:
    assert Unit().size_of(8.0) == Unit(4.0).size_of(None) == 1
    assert Unit().sizes_of(np.array([1.0, 8.0])).tolist() == [1, 1]


def test_what_is_finished_after_the_moment_asked_about_is_not_seen() -> None:
    known = pointed()
    later = np.datetime64(known.as_of.replace(tzinfo=None), "s") + np.timedelta64(5, "D")
    grown = replace(
        known,
        created_at=np.append(known.created_at, known.created_at[0]),
        started_at=np.append(known.started_at, known.started_at[0]),
        finished_at=np.append(known.finished_at, later),
        canceled_at=np.append(known.canceled_at, np.datetime64("NaT", "s")),
        points=np.append(known.points, 500.0),
    )
    assert unit_of(grown) == unit_of(known)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.floats(-100, 4000), st.floats() | st.sampled_from([1.0, 2.0, 3.0])),
        max_size=120,
    ),
    st.integers(1, 4),
)
def test_any_points_give_a_unit_with_finite_figures(
    rows: list[tuple[float, float]], times: int
) -> None:
    rows = rows * times
    points: Floats = np.array([points for _, points in rows], dtype=float)
    unit = unit_of(replace(history([days for days, _ in rows]), points=points))
    assert unit.items_error >= 0
    assert np.isfinite([unit.items_error, unit.points_error]).all()
    assert unit.typical_points is None or unit.typical_points > 0
