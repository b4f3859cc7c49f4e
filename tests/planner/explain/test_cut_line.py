"""The cut line: what fits is likely enough, and one more is not."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.answer import SAFE
from planner.category import Category
from planner.explain.cut_line import CutLine, cut_line, in_order
from planner.explain.rerun import scope_of, with_scope
from planner.explain.what_if import WhatIf, changed_inputs
from planner.inputs import PlanInputs
from tests.planner.build import Work
from tests.planner.explain.plans import MINE, SEED, done, forecast_of, inputs_of, waiting

INPUTS = inputs_of(done(0) + waiting(30, 0) + waiting(9, 1))
TODAY = INPUTS.calendar.today(INPUTS.as_of)


def cut(days: int, inputs: PlanInputs = INPUTS) -> CutLine:
    return cut_line(inputs, MINE, TODAY + timedelta(days=days), SEED)


@settings(max_examples=8, deadline=None)
@given(st.integers(1, 200), st.integers(0, 60))
def test_a_later_date_never_holds_less(days: int, more: int) -> None:
    assert len(cut(days + more).fits) >= len(cut(days).fits)


@pytest.mark.parametrize("percent", [60, 75, 85])
def test_what_fits_is_likely_enough_and_with_one_more_it_is_not(percent: int) -> None:
    """By a day on which all of it is less than likely enough, something is beyond the line."""
    day = forecast_of(INPUTS).percentile(percent)
    assert day is not None
    days = (day - TODAY).days
    found = cut(days)
    by = TODAY + timedelta(days=days)

    def likelihood(kept: int) -> float:
        beyond = tuple(item.key for item in (*found.fits, *found.beyond)[kept:])
        return forecast_of(changed_inputs(INPUTS, WhatIf(MINE, drop=beyond))).likelihood(by)

    assert found.fits
    assert likelihood(len(found.fits)) == found.likelihood >= SAFE
    if found.beyond:
        assert likelihood(len(found.fits) + 1) < SAFE


def test_everything_fits_by_the_p85_date_and_not_by_the_day_before() -> None:
    late = forecast_of(INPUTS).percentile(85)
    assert late is not None
    days = (late - TODAY).days
    assert cut(days).beyond == ()
    assert cut(days).likelihood == cut(days).likelihood_all >= SAFE
    assert cut(days - 1).beyond


def test_where_nothing_fits_everything_is_beyond() -> None:
    found = cut(1)
    assert (found.fits, found.likelihood) == ((), 0.0)
    assert len(found.beyond) == 30


def test_what_is_begun_is_kept_before_what_is_older() -> None:
    begun = Work(20, [(5, Category.DOING)], [(0, 20, None)])
    scope = scope_of(inputs_of([*waiting(3, 0), begun]), MINE)
    assert scope is not None
    assert [item.key for item in in_order(scope)] == ["S-3", "S-0", "S-1", "S-2"]


def test_the_few_items_of_a_team_that_cannot_be_forecast_stand_aside() -> None:
    inputs = inputs_of(done(0) + waiting(30, 0) + waiting(2, 0, team=1))
    found = cut(40, inputs)
    assert len(found.aside) == 2
    assert len(found.fits) + len(found.beyond) == 30
    assert found.fits


def test_a_release_that_cannot_be_forecast_at_all_fits_nowhere() -> None:
    scope = scope_of(INPUTS, MINE)
    assert scope is not None
    canceled = replace(scope, release=replace(scope.release, is_canceled=True))
    assert cut(100, with_scope(INPUTS, canceled)).fits == ()


def test_a_release_that_nobody_knows_has_no_cut_line() -> None:
    with pytest.raises(LookupError, match="s:nowhere"):
        cut_line(INPUTS, "s:nowhere", TODAY, SEED)
