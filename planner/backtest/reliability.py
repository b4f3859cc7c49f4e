"""How sure a backtest is of its own coverage: stated against came true, with intervals."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from planner.backtest.outcome import OURS, Outcome
from planner.backtest.scores import Score
from planner.baselines import BACKTEST_PERCENTILES
from planner.seed import seed_of
from planner.timeline import Floats, Ints

RESAMPLES = 2000
_INTERVAL = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class Reliability:
    """Of the dates stated at `percent` the share that came true, nine times of ten `low` to `high`.

    All shares are 0 to 1.
    """

    percent: int
    came_true: float
    low: float
    high: float

    @property
    def holds(self) -> bool:
        """Tell whether what was stated lies in the interval, to the percent that is shown."""
        return round(self.low, 2) <= self.percent / 100 <= round(self.high, 2)


def reliability(outcomes: Sequence[Outcome], method: str) -> tuple[Reliability, ...]:
    """Give the coverage of one method at each of `BACKTEST_PERCENTILES`.

    The interval is a bootstrap over what is independent: whole releases, each of which weighs the
    same; of items all the questions of one cutoff. The same outcomes give the same interval.
    """
    groups = _groups(outcomes)
    counted = np.bincount(groups).astype(float)
    hits = np.array([outcome.actual_days <= outcome.methods[method] for outcome in outcomes])
    sums = np.array([np.bincount(groups, weights=column) for column in hits.T.astype(float)]).T
    if outcomes[0].kind == "release":
        sums, counted = sums / counted[:, None], np.ones_like(counted)
    came_true = sums.sum(axis=0) / counted.sum()
    lows, highs = np.quantile(_resampled(sums, counted), _INTERVAL, axis=0)
    rows = zip(BACKTEST_PERCENTILES, came_true, lows, highs, strict=True)
    return tuple(
        Reliability(percent, float(share), float(low), float(high))
        for percent, share, low, high in rows
    )


def best_baseline(scores: Sequence[Score]) -> Score | None:
    """Give the score of the best method that is not ours; None where there is no other."""
    others = (score for score in scores if score.method != OURS)
    return min(others, key=lambda score: (score.pinball, score.method), default=None)


def _groups(outcomes: Sequence[Outcome]) -> Ints:
    """Number the groups of outcomes that are not independent of each other."""
    keys = [
        (one.source, one.target if one.kind == "release" else one.cutoff.isoformat())
        for one in outcomes
    ]
    numbers = {key: number for number, key in enumerate(dict.fromkeys(keys))}
    return np.array([numbers[key] for key in keys], dtype=np.int64)


def _resampled(sums: Floats, counted: Floats) -> Floats:
    """Draw as many groups as there are, with replacement; one row a resample."""
    groups = len(counted)
    rng = np.random.default_rng(seed_of("reliability"))
    drawn = rng.multinomial(groups, np.full(groups, 1 / groups), size=RESAMPLES).astype(float)
    return np.asarray((drawn @ sums) / (drawn @ counted)[:, None])
