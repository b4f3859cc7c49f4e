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
_ONE_THREAD = 1 << 18  # multiplications; OpenBLAS takes more threads for more
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

    `lived_weeks` is (coming weeks, trials): a position in the past weeks, oldest first.
    """
    added = np.array([churn.added for churn in churns])
    leaves = -np.log1p(-np.array([churn.exits for churn in churns]))
    weeks, trials = lived_weeks.shape
    past = added.shape[1]
    weights = _rounded(np.exp(np.arange(weeks) * _LOG_FADE))
    cells = lived_weeks.astype(np.int64) * trials + np.arange(trials)
    lived = np.bincount(cells.ravel(), np.repeat(weights, trials), minlength=past * trials)
    lived_through = lived.astype(float).reshape(past, trials)
    both = _lived_through(_rounded(np.concatenate((added, leaves))), lived_through)
    return Growth(both[: len(added)], _rounded(np.exp(-both[len(added) :])))


def _lived_through(weekly: Floats, lived: Floats) -> Floats:
    """Sum up what past weeks had by how much each trial lives through them: (rows, trials).

    In pieces too small for a matrix product to be spread over threads: where the cores are busy,
    waiting for the last of them takes ten times as long as the product.
    """
    summed = np.empty((len(weekly), lived.shape[1]))
    width = max(_ONE_THREAD // weekly.size, 1)
    for start in range(0, lived.shape[1], width):
        piece = slice(start, start + width)
        summed[:, piece] = weekly @ lived[:, piece]
    return summed


def _rounded(values: Floats) -> Floats:
    return np.asarray(np.round(values * _EXACT) / _EXACT)
