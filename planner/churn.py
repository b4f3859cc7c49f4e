"""How a release's scope changes: what joins it, week by week, and what leaves."""

from dataclasses import dataclass

import numpy as np

from planner.inputs import Scope
from planner.metrics import DAY, WEEK_DAYS, counts_back
from planner.state import as_moment
from planner.throughput import recency_weights
from planner.timeline import Floats, Ints, Times

# What joins in a release's first two weeks is its plan, not growth.
PLANNING_WEEKS = 2
# The share of open items that leaves in a week while nothing is known of a release, and over how
# many weeks that is forgotten. Of few items hardly any share can be told.
USUAL_EXIT = 0.01
USUAL_WEEKS = 26.0
_FEW_ITEMS = 10.0


@dataclass(frozen=True, slots=True)
class Churn:
    """A release's scope change.

    `added` is items a week for each past week, oldest first, aligned with the team's throughput,
    and `exits` the share of the open items that left in it: the weeks before the release grew
    hold its own average, so that the weeks drawn for the team can be used for all. `weeks` tells
    over how many weeks growth was seen; 0: none is known.
    """

    added: Floats
    exits: Floats
    weeks: int

    @property
    def added_a_week(self) -> float:
        return float(self.added @ recency_weights(len(self.added)))

    @property
    def exit_share(self) -> float:
        """Give the share of the open items that leaves in a week."""
        return float(self.exits @ recency_weights(len(self.exits)))


def churn_of(scope: Scope, past_weeks: int) -> Churn:
    """Measure a release's churn over its own life, at most `past_weeks` back.

    A source without membership history shows no churn at all; taking that for "no growth" is
    hindsight, so it is reported as `weeks` = 0.
    """
    nothing = np.zeros(past_weeks)
    ages = _ages(scope, scope.added_at)
    if scope.release.hindsight or not len(ages):
        return Churn(nothing, nothing, 0)
    weeks = int(np.clip(ages.max() // WEEK_DAYS - PLANNING_WEEKS, 0, past_weeks))
    if not weeks:
        return Churn(nothing, nothing + USUAL_EXIT, 0)
    added = counts_back(ages, weeks * WEEK_DAYS, WEEK_DAYS).astype(float)
    return Churn(_filled(added, past_weeks), _filled(_exits(scope, weeks), past_weeks), weeks)


def _filled(known: Floats, past_weeks: int) -> Floats:
    """Put the average of the known weeks before them."""
    usual = float(known @ recency_weights(len(known)))
    return np.concatenate((np.full(past_weeks - len(known), usual), known))


def _ages(scope: Scope, times: Times) -> Floats:
    return np.asarray((as_moment(scope.as_of) - times) / DAY)


def _exits(scope: Scope, weeks: int) -> Floats:
    """Give the share of the open items that left in each past week, oldest first."""
    removed = counts_back(_ages(scope, scope.removed_at), weeks * WEEK_DAYS, WEEK_DAYS)
    seen = removed / (_open_by_week(scope, weeks) + removed + _FEW_ITEMS)
    return np.asarray(seen + USUAL_EXIT * USUAL_WEEKS / (USUAL_WEEKS + weeks))


def _open_by_week(scope: Scope, weeks: int) -> Ints:
    """Count the open members at the end of each past week, oldest first."""
    ends = np.arange(weeks - 1, -1, -1) * float(WEEK_DAYS)

    def happened(times: Times) -> Ints:
        return np.asarray(len(times) - np.searchsorted(np.sort(_ages(scope, times)), ends))

    left = happened(scope.removed_at) + happened(scope.done_at)
    return np.maximum(happened(scope.added_at) - left, 0)
