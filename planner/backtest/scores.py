"""Scores of a backtest: calibration, sharpness and error of each method."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.backtest.outcome import OURS, Outcome
from planner.baselines import BACKTEST_PERCENTILES
from planner.timeline import Floats

_QUANTILES = np.array(BACKTEST_PERCENTILES) / 100
_P50, _P85 = BACKTEST_PERCENTILES.index(50), BACKTEST_PERCENTILES.index(85)


@dataclass(frozen=True, slots=True)
class Score:
    """One method's figures over all outcomes.

    `coverage` is the share of outcomes at or before each of `BACKTEST_PERCENTILES` (right: the
    percentile itself). `pinball` is the mean quantile loss of log(days). `median_error` is the
    median of |P50 - actual| ÷ actual, `median_width` that of P85 ÷ P50. In a release backtest
    every release weighs the same in all of them.
    """

    method: str
    forecasts: int
    coverage: tuple[float, ...]
    pinball: float
    median_error: float
    median_width: float


def score_all(outcomes: Sequence[Outcome]) -> tuple[Score, ...]:
    """Score every method on the same outcomes, ours first."""
    if not outcomes:
        return ()
    names = sorted(outcomes[0].methods, key=lambda name: name != OURS)
    weights = outcome_weights(outcomes)
    actual = np.array([outcome.actual_days for outcome in outcomes])
    return tuple(
        _score(name, np.array([o.methods[name] for o in outcomes]), actual, weights)
        for name in names
    )


def outcome_weights(outcomes: Sequence[Outcome]) -> Floats:
    """Give each outcome's weight, summing to one: equal, or equal for each release."""
    keys = [(outcome.source, outcome.target) for outcome in outcomes]
    votes = Counter(keys)
    of_release = [outcome.kind == "release" for outcome in outcomes]
    pairs = zip(keys, of_release, strict=True)
    weights = np.array([1 / votes[key] if release else 1.0 for key, release in pairs])
    return np.asarray(weights / weights.sum())


def refused_share(outcomes: Sequence[Outcome]) -> float:
    """Give the share of outcomes that would not have been forecast when asked for real."""
    return float(np.mean([outcome.refused for outcome in outcomes])) if outcomes else 0.0


def pinball_loss(days: Floats, actual: Floats) -> Floats:
    """Quantile loss of log(days), one row an outcome, one column a percentile."""
    error = np.log(actual)[:, None] - np.log(days)
    return np.asarray(np.maximum(_QUANTILES * error, (_QUANTILES - 1) * error))


def _score(method: str, days: Floats, actual: Floats, weights: Floats) -> Score:
    covered = weights @ (actual[:, None] <= days)
    return Score(
        method=method,
        forecasts=len(actual),
        coverage=tuple(float(share) for share in covered),
        pinball=float(weights @ pinball_loss(days, actual).mean(axis=1)),
        median_error=_weighted_median(np.abs(days[:, _P50] - actual) / actual, weights),
        median_width=_weighted_median(days[:, _P85] / days[:, _P50], weights),
    )


def _weighted_median(values: Floats, weights: Floats) -> float:
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) >= 0.5 - 1e-12
    return float(values[order][np.argmax(reached)])
