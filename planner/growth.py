"""What joins releases while they are worked on, drawn from the same past weeks as the work."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.churn import Churn
from planner.timeline import Floats

# Growth fades as a release closes: what comes late is moved to the next one. Without this, a
# release that grows as fast as it is worked on never ends, while real ones do.
GROWTH_HALF_LIFE_WEEKS = 4.0
# Both factors of a product are rounded to so many binary places: then a sum of them is exact, and
# the same whatever order a machine adds in, and whatever other releases there are.
_EXACT = 2.0**20


@dataclass(frozen=True, slots=True)
class Growth:
    """Items that would join each release if it never ended: (releases, trials)."""

    items: Floats
    fade: float

    def until(self, weeks: Floats) -> Floats:
        """Give the share of it that has joined by then, 0 to 1; inf weeks: all of it."""
        return np.asarray(1.0 - np.exp(weeks * math.log(self.fade)))


def drawn_growth(
    churns: Sequence[Churn], lived_weeks: NDArray[np.uint8], stays: float
) -> Growth | None:
    """Let every release grow as in the past weeks that each trial lives through.

    `lived_weeks` is (trials, coming weeks): a position in the past weeks, oldest first. An item
    that joins later counts for more of what is open now, by the share that `stays` for a week.
    None where nothing grows.
    """
    added = np.array([churn.added for churn in churns])
    if not added.any():
        return None
    trials, weeks = lived_weeks.shape
    past = added.shape[1]
    fade = 0.5 ** (1 / GROWTH_HALF_LIFE_WEEKS) / stays
    weights = _rounded(fade ** np.arange(weeks, dtype=float))
    cells = np.arange(trials)[:, None] * past + lived_weeks
    lived = np.bincount(cells.ravel(), np.tile(weights, trials), minlength=trials * past)
    return Growth(_rounded(added) @ lived.reshape(trials, past).T, fade)


def _rounded(values: Floats) -> Floats:
    return np.asarray(np.round(values * _EXACT) / _EXACT)
