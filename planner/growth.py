"""What joins and leaves releases, drawn from the same past weeks as the work."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.churn import Churn
from planner.timeline import Floats

# What comes and goes fades as a release closes: what comes late is moved to the next one. Without
# this, a release that grows as fast as it is worked on never ends, while real ones do.
GROWTH_HALF_LIFE_WEEKS = 4.0
# Both factors of a product are rounded to so many binary places: then a sum of them is exact, and
# the same whatever order a machine adds in, and whatever other releases there are.
_EXACT = 2.0**20
_LOG_FADE = -math.log(2) / GROWTH_HALF_LIFE_WEEKS


@dataclass(frozen=True, slots=True)
class Growth:
    """How releases change: both (releases, trials).

    `joins` are the items that would join each if it never ended; `stays` is the share of its
    open items that will not leave it.
    """

    joins: Floats
    stays: Floats

    def joined_by(self, weeks: Floats) -> Floats:
        """Give the share of what joins that has joined by then, 0 to 1; inf weeks: all of it."""
        return np.asarray(1.0 - np.exp(weeks * _LOG_FADE))


def drawn_growth(churns: Sequence[Churn], lived_weeks: NDArray[np.uint8]) -> Growth:
    """Let every release change as in the past weeks that each trial lives through.

    `lived_weeks` is (trials, coming weeks): a position in the past weeks, oldest first.
    """
    added = np.array([churn.added for churn in churns])
    leaves = -np.log1p(-np.array([churn.exits for churn in churns]))
    trials, weeks = lived_weeks.shape
    past = added.shape[1]
    weights = _rounded(np.exp(np.arange(weeks) * _LOG_FADE))
    cells = np.arange(trials)[:, None] * past + lived_weeks
    lived = np.bincount(cells.ravel(), np.tile(weights, trials), minlength=trials * past)
    each = lived.reshape(trials, past).T
    return Growth(_rounded(added) @ each, _rounded(np.exp(-(_rounded(leaves) @ each))))


def _rounded(values: Floats) -> Floats:
    return np.asarray(np.round(values * _EXACT) / _EXACT)
