"""What is simulated for some releases, or not to the end, is what would be there anyway."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.inputs import Capacity, PlanInputs
from planner.release_days import forecast_days
from planner.simulated import simulate_plan, simulate_to_the_middle
from tests.planner.plans import TRIALS, done_items, in_days, open_items, plan_of, scope, team
from tests.planner.test_simulated import blocked_plans, plans

FEW = settings(max_examples=15, deadline=None)


def _long_plan(at_once: int) -> PlanInputs:
    """Give releases of two teams, of which the larger ones take the slower team for ever."""
    teams = (team("s:team"), team("s:other", pace=1))
    scopes = [
        scope(
            f"r{n}",
            [
                *open_items(f"A{n}", 3 + 40 * (n % 3)),
                *open_items(f"B{n}", 2 * n, "s:other"),
                *done_items(f"D{n}", [in_days(-5 * n - 1)]),
            ],
            growing=n,
        )
        for n in range(9)
    ]
    return plan_of(scopes, teams, wip_limit=at_once)


def _medians_are_those_of_the_whole(inputs: PlanInputs, seed: int) -> None:
    whole = np.median(simulate_plan(inputs, inputs.releases, seed, TRIALS).weeks, axis=0)
    short = np.median(simulate_to_the_middle(inputs, inputs.releases, seed, TRIALS).weeks, axis=0)
    assert short.tobytes() == whole.tobytes()


@FEW
@given(plans(), st.integers(0, 2**32))
def test_the_medians_are_those_of_the_whole_simulation(inputs: PlanInputs, seed: int) -> None:
    _medians_are_those_of_the_whole(inputs, seed)


@FEW
@given(blocked_plans(), st.integers(0, 2**32))
def test_the_medians_are_those_of_the_whole_simulation_where_items_wait(
    inputs: PlanInputs, seed: int
) -> None:
    _medians_are_those_of_the_whole(inputs, seed)


@pytest.mark.parametrize("at_once", [1, 2, 4])
def test_the_medians_are_right_beyond_the_first_guess(at_once: int) -> None:
    inputs = _long_plan(at_once)
    _medians_are_those_of_the_whole(inputs, 3)
    frozen = replace(inputs, capacity=(Capacity(None, in_days(0).date(), in_days(300).date(), 0),))
    _medians_are_those_of_the_whole(frozen, 3)


@FEW
@given(blocked_plans(), st.integers(0, 2**32))
def test_a_release_asked_about_alone_has_the_median_that_it_has_in_the_plan(
    inputs: PlanInputs, seed: int
) -> None:
    releases = inputs.releases
    whole = np.median(simulate_plan(inputs, releases, seed, TRIALS).weeks, axis=0)
    for i, each in enumerate(releases):
        asked = frozenset({each.release.id})
        alone = simulate_to_the_middle(inputs, releases, seed, TRIALS, asked)
        assert np.median(alone.weeks[:, i]) == whole[i]


@pytest.mark.parametrize("at_once", [1, 2, 4])
def test_one_of_many_asked_about_alone_gets_the_days_that_it_has_in_the_plan(at_once: int) -> None:
    inputs = _long_plan(at_once)
    whole = forecast_days(inputs, inputs.releases, 5)
    for i, each in enumerate(inputs.releases):
        alone = forecast_days(inputs, inputs.releases, 5, asked=frozenset({each.release.id}))
        assert alone.days[i].tobytes() == whole.days[i].tobytes()
