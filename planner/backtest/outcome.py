"""One past forecast with what came of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np

from planner.baselines import BACKTEST_PERCENTILES, LONGEST_DAYS
from planner.timeline import Floats

OURS = "shipcast"


@dataclass(frozen=True, slots=True)
class Outcome:
    """A forecast made at `cutoff` from what was known then, and the days it really took.

    `methods` maps a method to its five percentiles (`BACKTEST_PERCENTILES`), in days from the
    cutoff's date, at least 1; ours is under `OURS`. `target` is N or the release's name.
    `refused`: asked for real, Shipcast would not have answered. `features` and `base` are what
    ours was made from: exp(features @ slopes + offsets) times these days at each percentile.
    """

    source: str
    kind: str
    target: str
    cutoff: datetime
    methods: Mapping[str, Floats]
    actual_days: float
    refused: bool
    features: Floats
    base: Floats


def backtest_percentiles(days: Floats) -> Floats:
    """Read the five percentiles from sorted trial outcomes, within what can be scored."""
    positions = np.ceil(np.array(BACKTEST_PERCENTILES) / 100 * len(days)).astype(int) - 1
    return np.asarray(np.clip(days[np.maximum(positions, 0)], 1.0, LONGEST_DAYS))
