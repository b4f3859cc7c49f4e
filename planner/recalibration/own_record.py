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
LARGEST_MISS = 2.0  # logs
SMALLEST_RATIO = 0.05
_NARROWEST = 0.01  # logs


@dataclass(slots=True)
class OwnRecord:
    """Past forecasts of one stream of finishes; grows in time's order.

    Days count from any fixed moment, the same for all. A row is (day, log of the target, log of
    P50, half of the log width from P15 to P85, day of P85, target).
    """

    _rows: list[tuple[float, ...]] = field(default_factory=list)

    def add(self, day: float, target: int, percentiles: Floats) -> None:
        """Keep what was stated on `day` for the next `target` items: P5, P15, P50, P85, P95."""
        _, early, middle, late, _ = percentiles
        half = max(float(np.log(late / early)) / 2, _NARROWEST)
        self._rows.append(
            (day, float(np.log(target)), float(np.log(middle)), half, day + float(late), target)
        )

    def widths(self, day: float, targets: tuple[int, ...], finished_days: Floats) -> Floats:
        """Give the factors by which forecasts made on `day` are stretched around their middles.

        `finished_days` are when items were finished, as far as is known on `day`, in order. An
        outcome counts once its P85 has passed, whether or not it came by then: to count outcomes
        as they come would count the early ones first.
        """
        rows = np.array([row for row in self._rows if row[4] <= day])
        if not len(rows):
            return np.ones(len(targets))
        made, log_target, log_middle, half, _, target = rows.T
        before = np.searchsorted(finished_days, made, side="right")
        last = before + target.astype(np.int64) - 1
        happened = np.append(finished_days, np.inf)[np.minimum(last, len(finished_days))]
        passed = np.maximum(np.ceil(np.minimum(happened, day) - made), 1.0)
        missed = np.minimum(np.abs(np.log(passed) - log_middle), LARGEST_MISS) / half
        recent = 0.5 ** ((day - made) / HALF_LIFE_DAYS)
        near = np.exp(-np.abs(log_target - np.log(np.array(targets, dtype=float))[:, None]))
        weights = recent * near
        evidence = weights.sum(axis=1)
        found = np.maximum(weights @ missed / evidence, SMALLEST_RATIO)
        return np.asarray((found / USUAL_MISS) ** (evidence / (evidence + PSEUDO_OUTCOMES)))
