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
_ROWS = 20  # of a piece: then it is as broad as it is worth
_ROUNDS = 3  # of "so much has joined, so it takes so long, so so much has joined"
_LOG_FADE = -math.log(2) / GROWTH_HALF_LIFE_WEEKS


@dataclass(frozen=True, slots=True)
class Growth:
    """How releases change: both (releases, trials).

    `joins` are the items that would join each if it never ended; `stays` is the share of its
    open items that will not leave it.
    """

    joins: Floats
    stays: Floats


def joined_meanwhile(joins: Floats, is_open: Floats, begun: Floats, pace: Floats) -> Floats:
    """Give what joins releases until they are done, one in each trial.

    `joins` would join each if it never ended, `is_open` is there already; it is begun in these
    weeks. It is done, here, when it would be at this pace: with an even share of the mean that is
    a moment that no other release's size can bring forward.
    """
    joined = np.zeros(len(joins))
    for _ in range(_ROUNDS):
        joined += is_open
        joined /= pace
        joined += begun
        joined *= _LOG_FADE
        np.exp(joined, out=joined)  # inf weeks: all has joined
        np.subtract(1.0, joined, out=joined)
        joined *= joins
    return joined


def times_lived(lived_weeks: NDArray[np.uint8], past_weeks: int) -> Floats:
    """Sum up how much each trial lives through each of so many past weeks: (past weeks, trials).

    `lived_weeks` is (coming weeks, trials): a position in the past weeks, oldest first. A coming
    week counts the less the later it is.
    """
    weeks, trials = lived_weeks.shape
    weights = _rounded(np.exp(np.arange(weeks) * _LOG_FADE))
    cells = lived_weeks.astype(np.int64)
    cells *= trials
    cells += np.arange(trials)
    times = np.bincount(cells.ravel(), np.repeat(weights, trials), minlength=past_weeks * trials)
    return times.astype(float, copy=False).reshape(past_weeks, trials)


def drawn_growth(churns: Sequence[Churn], lived: Floats) -> Growth:
    """Let every release change as in the past weeks that each trial lives through.

    `lived` is what `times_lived` tells of as many past weeks as the churns have.
    """
    added = np.array([churn.added for churn in churns])
    leaves = -np.log1p(-np.array([churn.exits for churn in churns]))
    stays = _lived_through(_rounded(leaves), lived)
    np.exp(np.negative(stays, out=stays), out=stays)
    return Growth(_lived_through(_rounded(added), lived), _round(stays))


def _lived_through(weekly: Floats, lived: Floats) -> Floats:
    """Sum up what past weeks had by how much each trial lives through them: (rows, trials).

    In pieces too small for a matrix product to be spread over threads: where the cores are busy,
    waiting for the last of them takes ten times as long as the product.
    """
    rows, past = weekly.shape
    summed = np.empty((rows, lived.shape[1]))
    width = max(_ONE_THREAD // (past * _ROWS), 1)
    for start in range(0, lived.shape[1], width):
        piece = np.ascontiguousarray(lived[:, start : start + width])
        for row in range(0, rows, _ROWS):
            np.matmul(
                weekly[row : row + _ROWS],
                piece,
                out=summed[row : row + _ROWS, start : start + width],
            )
    return summed


def _rounded(values: Floats) -> Floats:
    return _round(values.copy())


def _round(values: Floats) -> Floats:
    """Round in place."""
    values *= _EXACT
    np.round(values, out=values)
    values /= _EXACT
    return values
