"""How wide the forecasts of releases are stretched for teams whose own releases are known.

One vote a release. As for items, the middle is left alone: moving it by the few releases that a
team has was measured to do no good. How far they stray from it is a team's habit: one that ships
with the calendar gets a narrower range than the projects that the prior was fitted on.
"""

from collections.abc import Sequence

import numpy as np

from planner.inputs import PastRelease
from planner.recalibration.own_record import USUAL_MISS
from planner.recalibration.prior import Model

PSEUDO_RELEASES = 20.0  # the shipped prior weighs as many releases as this
_LARGEST_MISS = 2.0  # logs
_SMALLEST_RATIO = 0.05
_EARLY, _LATE = 0.15, 0.85


def own_width(past: Sequence[PastRelease], model: Model) -> float:
    """Give the factor by which a release's forecast is stretched around its middle."""
    if not past:
        return 1.0
    early, late = np.interp([_EARLY, _LATE], model.quantiles, model.offsets)
    missed = [abs(np.log(one.actual_days / one.stated_days)) for one in past]
    mean = float(np.minimum(missed, _LARGEST_MISS).mean())
    usual = USUAL_MISS * max((late - early) / 2, _SMALLEST_RATIO)
    trust = len(past) / (len(past) + PSEUDO_RELEASES)
    return float(max(mean / usual, _SMALLEST_RATIO) ** trust)
