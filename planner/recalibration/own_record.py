"""A team's own past forecasts, and how wide they ask its next ones to be.

Where the middle lies needs no second correction: the simulation follows the team's pace already,
and moving it by past errors was measured to make it worse. How far a team strays from the middle
is its own habit, and is taken over as evidence gathers.
"""

from dataclasses import dataclass, field

import numpy as np

from planner.timeline import Floats

PSEUDO_OUTCOMES = 60.0  # the shipped prior weighs as many outcomes as this
HALF_LIFE_DAYS = 730.0
# Mean |log(actual ÷ P50)| over half of the log width between P15 and P85, where these are right:
# 0.80 of a standard deviation over 1.04 of one.
USUAL_MISS = 0.77
_LARGEST_MISS = 2.0  # logs
_SMALLEST_RATIO = 0.05


@dataclass(slots=True)
class OwnRecord:
    """Past forecasts as one row each, in days since any fixed day; grows in time's order.

    `until` is when an outcome counts: once P85 has passed, whether or not it came by then. To
    count outcomes as they come would count the early ones first.
    """

    _made: list[float] = field(default_factory=list)
    _targets: list[float] = field(default_factory=list)
    _middles: list[float] = field(default_factory=list)
    _halves: list[float] = field(default_factory=list)
    _until: list[float] = field(default_factory=list)
    _actual: list[float] = field(default_factory=list)

    def add(self, day: float, target: int, percentiles: Floats, actual_days: float) -> None:
        """Keep a forecast made on `day` (P5, P15, P50, P85, P95) with what became of it.

        `actual_days` is inf where it has not happened yet.
        """
        _, early, middle, late, _ = percentiles
        self._made.append(day)
        self._targets.append(np.log(target))
        self._middles.append(np.log(middle))
        self._halves.append(max(float(np.log(late / early)) / 2, 0.01))
        self._until.append(day + late)
        self._actual.append(actual_days)

    def width(self, day: float, target: int) -> float:
        """Give the factor by which a forecast made on `day` is stretched around its middle."""
        ripe = np.array(self._until) <= day
        if not ripe.any():
            return 1.0
        made = np.array(self._made)[ripe]
        passed = np.minimum(np.array(self._actual)[ripe], day - made)
        missed = np.abs(np.log(np.maximum(passed, 1.0)) - np.array(self._middles)[ripe])
        ratio = np.minimum(missed, _LARGEST_MISS) / np.array(self._halves)[ripe]
        near = np.exp(-np.abs(np.array(self._targets)[ripe] - np.log(target)))
        weights = 0.5 ** ((day - made) / HALF_LIFE_DAYS) * near
        found = float(weights @ ratio / weights.sum())
        trust = float(weights.sum() / (weights.sum() + PSEUDO_OUTCOMES))
        return float((max(found, _SMALLEST_RATIO) / USUAL_MISS) ** trust)
