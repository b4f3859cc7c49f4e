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
# Items that stay a week while nothing is known of a release: one in a hundred leaves.
USUAL_EXIT = 0.01
USUAL_ITEM_WEEKS = 50.0


@dataclass(frozen=True, slots=True)
class Churn:
    """A release's scope change.

    `added` is items a week for each past week, oldest first, aligned with the team's throughput:
    the weeks before the release grew hold its own average, so that the weeks drawn for the team
    can be used for both. `exit_share` is the share of the open items that leaves in a week.
    `weeks` tells over how many weeks growth was seen; 0: none is known.
    """

    added: Floats
    exit_share: float
    weeks: int

    @property
    def added_a_week(self) -> float:
        return float(self.added @ recency_weights(len(self.added)))


def churn_of(scope: Scope, past_weeks: int) -> Churn:
    """Measure a release's churn over its own life, at most `past_weeks` back.

    A source without membership history shows no churn at all; taking that for "no growth" is
    hindsight, so it is reported as `weeks` = 0.
    """
    ages = _ages(scope, scope.added_at)
    if scope.release.hindsight or not len(ages):
        return Churn(np.zeros(past_weeks), 0.0, 0)
    grown_weeks = int(np.clip(ages.max() // WEEK_DAYS - PLANNING_WEEKS, 0, past_weeks))
    if not grown_weeks:
        return Churn(np.zeros(past_weeks), USUAL_EXIT, 0)
    added = counts_back(ages, grown_weeks * WEEK_DAYS, WEEK_DAYS).astype(float)
    usual = float(added @ recency_weights(grown_weeks))
    full = np.concatenate((np.full(past_weeks - grown_weeks, usual), added))
    return Churn(full, _exit_share(scope, grown_weeks), grown_weeks)


def _ages(scope: Scope, times: Times) -> Floats:
    return np.asarray((as_moment(scope.as_of) - times) / DAY)


def _exit_share(scope: Scope, weeks: int) -> float:
    """Share of open items that leaves in a week, drawn towards the usual while little is known."""
    removed = counts_back(_ages(scope, scope.removed_at), weeks * WEEK_DAYS, WEEK_DAYS)
    stayed = float(_open_by_week(scope, weeks).sum())
    left = float(removed.sum())
    return (left + USUAL_EXIT * USUAL_ITEM_WEEKS) / (stayed + USUAL_ITEM_WEEKS)


def _open_by_week(scope: Scope, weeks: int) -> Ints:
    """Count the open members at the end of each past week, oldest first."""
    ends = np.arange(weeks - 1, -1, -1) * float(WEEK_DAYS)

    def happened(times: Times) -> Ints:
        return np.asarray((_ages(scope, times)[:, None] >= ends).sum(axis=0))

    left = happened(scope.removed_at) + happened(scope.done_at)
    return np.maximum(happened(scope.added_at) - left, 0)
