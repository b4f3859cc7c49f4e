"""What a team's own releases do to the width of its next forecast."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.inputs import PastRelease
from planner.recalibration.own_releases import own_width
from planner.recalibration.prior import shipped_prior

MODEL = shipped_prior().releases
days = st.floats(1, 2000)


def _past(times: int, ratio: float) -> list[PastRelease]:
    return [PastRelease(f"s:{number}", 40.0, 40.0 * ratio) for number in range(times)]


def test_without_a_past_the_prior_stands() -> None:
    assert own_width([], MODEL) == 1.0


def test_a_team_that_ships_when_it_was_expected_gets_narrower_the_longer_it_does() -> None:
    widths = [own_width(_past(times, 1.2), MODEL) for times in (1, 5, 20)]
    assert 1.0 > widths[0] > widths[1] > widths[2] > 0.1


def test_a_team_that_strays_gets_wider_whichever_way_it_strays() -> None:
    late, early = own_width(_past(10, 6.0), MODEL), own_width(_past(10, 1 / 6.0), MODEL)
    assert late == early
    assert late > 1.0


@given(st.lists(st.tuples(days, days), max_size=30))
def test_a_width_is_a_number_above_nothing(told: list[tuple[float, float]]) -> None:
    past = [PastRelease("s:1", stated, actual) for stated, actual in told]
    width = own_width(past, MODEL)
    assert np.isfinite(width)
    assert 0.04 < width < 3
