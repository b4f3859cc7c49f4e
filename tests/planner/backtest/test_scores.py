"""Scores, against figures worked out by hand."""

import numpy as np
import pytest

from planner.backtest.outcome import OURS, Outcome
from planner.backtest.scores import outcome_weights, pinball_loss, refused_share, score_all
from planner.timeline import Floats
from tests.planner.build import NOW


def _outcome(days: list[float], actual: float, target: str = "5", kind: str = "items") -> Outcome:
    methods: dict[str, Floats] = {"boot30d": np.array(days) * 2, OURS: np.array(days)}
    nothing = np.zeros(0)
    return Outcome("s", kind, target, NOW, methods, actual, actual > 100, nothing, np.ones(5))


def test_coverage_is_the_share_of_outcomes_at_or_before_each_percentile() -> None:
    days = [1.0, 2.0, 4.0, 8.0, 16.0]
    ours, baseline = score_all([_outcome(days, actual) for actual in (1, 4, 5, 20)])
    assert (ours.method, baseline.method) == (OURS, "boot30d")
    assert ours.coverage == (0.25, 0.25, 0.5, 0.75, 0.75)
    assert ours.median_width == 2.0


def test_pinball_is_the_quantile_loss_of_log_days() -> None:
    """Ten times too late at P5 costs 0.05 log 10; as much too early at P95 costs 0.95 log 10."""
    loss = pinball_loss(np.array([[1.0, 1, 1, 1, 1]]), np.array([10.0]))
    assert loss[0] == pytest.approx(np.array([0.05, 0.15, 0.5, 0.85, 0.95]) * np.log(10))
    early = pinball_loss(np.array([[10.0] * 5]), np.array([1.0]))
    assert early[0] == pytest.approx(np.array([0.95, 0.85, 0.5, 0.15, 0.05]) * np.log(10))


def test_error_is_the_median_distance_of_p50_in_shares_of_the_actual() -> None:
    days = [1.0, 2.0, 4.0, 8.0, 16.0]
    assert score_all([_outcome(days, a) for a in (2, 4, 5)])[0].median_error == pytest.approx(0.2)


def test_every_release_weighs_the_same() -> None:
    days = [1.0] * 5
    outcomes = [_outcome(days, 3, target, "release") for target in ("A", "A", "A", "B")]
    assert outcome_weights(outcomes) == pytest.approx([1 / 6, 1 / 6, 1 / 6, 1 / 2])


def test_no_outcome_has_no_score() -> None:
    assert score_all([]) == ()
    assert refused_share([]) == 0.0
    assert refused_share([_outcome([1.0] * 5, 200), _outcome([1.0] * 5, 2)]) == 0.5
