"""How sure a backtest is of its own coverage."""

from datetime import timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from planner.backtest.outcome import OURS, Outcome
from planner.backtest.reliability import Reliability, best_baseline, reliability
from planner.backtest.scores import score_all
from tests.planner.build import NOW

NOTHING = np.array([])


def outcome(actual: float, *, target: str = "1.0", kind: str = "release", at: int = 0) -> Outcome:
    """Give a forecast of 5, 15, 50, 85 and 95 days, beside one that says 50 to everything."""
    ours, other = np.array([5.0, 15, 50, 85, 95]), np.full(5, 50.0)
    methods = {OURS: ours, "flat": other, "wild": other * 30}
    cutoff = NOW + timedelta(days=at)
    return Outcome(
        "s", kind, target, cutoff, methods, actual, refused=False, features=NOTHING, base=NOTHING
    )


def uniform(releases: int) -> list[Outcome]:
    return [outcome(1 + n * 100 / releases, target=str(n)) for n in range(releases)]


def test_what_is_right_holds_and_what_is_far_off_does_not() -> None:
    right = reliability(uniform(100), OURS)
    assert [point.percent for point in right] == [5, 15, 50, 85, 95]
    assert all(point.holds for point in right)
    early, *_, late = reliability(uniform(100), "flat")
    assert not early.holds
    assert not late.holds


def test_a_release_asked_about_often_is_one_release() -> None:
    once = [outcome(10.0, target="early"), outcome(90.0, target="late")]
    often = [*once, *[outcome(90.0, target="late", at=n) for n in range(1, 40)]]
    assert reliability(often, OURS) == reliability(once, OURS)


def test_questions_of_one_cutoff_are_not_independent() -> None:
    together = [outcome(10.0 + 80 * (n % 2), kind="items", at=n % 2) for n in range(80)]
    apart = [outcome(10.0 + 80 * (n % 2), kind="items", at=n) for n in range(80)]
    middle = 2
    wide, narrow = reliability(together, OURS)[middle], reliability(apart, OURS)[middle]
    assert wide.came_true == narrow.came_true == 0.5
    assert wide.high - wide.low > 3 * (narrow.high - narrow.low)


def test_the_interval_narrows_with_the_root_of_the_releases() -> None:
    few, many = (reliability(uniform(n), OURS)[2] for n in (40, 160))
    assert 1.6 < (few.high - few.low) / (many.high - many.low) < 2.5


def test_the_best_of_the_others_has_the_least_pinball() -> None:
    best = best_baseline(score_all(uniform(20)))
    assert best is not None
    assert best.method == "flat"
    assert best_baseline(()) is None


@given(days=st.lists(st.floats(1, 200), min_size=1, max_size=30))
def test_shares_lie_in_order(days: list[float]) -> None:
    points = reliability([outcome(day, target=str(n)) for n, day in enumerate(days)], OURS)
    shares = [point.came_true for point in points]
    assert shares == sorted(shares)
    assert all(0 <= point.low <= point.high <= 1 for point in points)


def test_an_edge_is_judged_as_it_is_shown() -> None:
    assert Reliability(5, 0.06, 0.0532, 0.07).holds is True
    assert Reliability(5, 0.07, 0.0561, 0.08).holds is False
