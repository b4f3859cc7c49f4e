"""What a tracker's own releases do to its next forecasts."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.inputs import PastRelease
from planner.recalibration.own_releases import OwnReleases, own_releases
from planner.recalibration.prior import shipped_prior

MODEL = shipped_prior().releases
days = st.floats(1, 2000)


def _past(times: int, ratio: float) -> list[PastRelease]:
    return [PastRelease(f"s:{number}", 40.0, 40.0 * ratio) for number in range(times)]


def test_without_a_past_the_prior_stands() -> None:
    assert own_releases([], MODEL) == OwnReleases(1.0, 1.0)


def test_where_all_came_earlier_the_next_is_said_to_come_earlier_the_more_there_were() -> None:
    places = [own_releases(_past(times, 0.5), MODEL).place for times in (1, 5, 20)]
    assert 1.0 > places[0] > places[1] > places[2] > 0.5
    assert own_releases(_past(20, 2.0), MODEL).place > 1.4


def test_a_team_that_ships_when_it_was_expected_gets_narrower_the_longer_it_does() -> None:
    widths = [own_releases(_past(times, 1.1), MODEL).width for times in (1, 5, 20)]
    assert 1.0 > widths[0] > widths[1] > widths[2] > 0.1


def test_a_team_that_strays_gets_wider_whichever_way_it_strays() -> None:
    late, early = (own_releases(_past(10, ratio), MODEL).width for ratio in (5.0, 0.2))
    assert late == early
    assert late > 1.0


def test_one_release_that_went_astray_altogether_does_not_drown_the_others() -> None:
    astray = PastRelease("s:x", 1.0, 100_000.0)
    assert own_releases([*_past(19, 1.0), astray], MODEL).place < 1.06


@given(st.lists(st.tuples(days, days), max_size=30))
def test_both_are_numbers_above_nothing(told: list[tuple[float, float]]) -> None:
    own = own_releases([PastRelease("s:1", *one) for one in told], MODEL)
    assert np.isfinite([own.place, own.width]).all()
    assert 0.1 < own.place < 8
    assert 0.1 < own.width < 3
