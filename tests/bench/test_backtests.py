"""What the benchmark of backtests makes and how it judges."""

import pytest

from tests.bench.backtests import KINDS, Backtest, measure_backtest
from tests.planner.build import EVERY_DAY


@pytest.mark.parametrize("kind", KINDS)
def test_it_makes_at_least_as_many_forecasts_as_it_says(kind: str) -> None:
    made = measure_backtest(kind, EVERY_DAY, 250)
    assert made.kind == kind
    assert made.forecasts >= 250
    assert made.seconds > 0
    assert made.cpu_seconds > 0


def test_a_minute_is_kept_and_a_second_more_is_not() -> None:
    assert [Backtest("items", 10_000, s, s).is_kept for s in (60.0, 61.0)] == [True, False]
