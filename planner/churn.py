"""How a release's scope changes: what joins it, week by week, and what leaves."""

from collections.abc import Sequence
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
    can be used for both. `exit_share` is the share of the open items that leaves in a week:
    `left` of them did, in as many weeks as open items `stayed` all together. `weeks` tells over
    how many weeks growth was seen; 0: none is known.
    """

    added: Floats
    exit_share: float
    weeks: int
    left: float = 0.0
    stayed: float = 0.0

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
    left, stayed = _exits(scope, grown_weeks)
    return Churn(full, _exit_share(left, stayed), grown_weeks, left, stayed)


def exit_share_of(churns: Sequence[Churn]) -> float:
    """Give the share of the open items of several releases that leaves them in a week.

    Nothing leaves where no release can tell of what left.
    """
    if not any(churn.exit_share for churn in churns):
        return 0.0
    return _exit_share(sum(c.left for c in churns), sum(c.stayed for c in churns))


def _ages(scope: Scope, times: Times) -> Floats:
    return np.asarray((as_moment(scope.as_of) - times) / DAY)


def _exit_share(left: float, stayed: float) -> float:
    """Give the share that leaves in a week, drawn towards the usual while little is known."""
    return (left + USUAL_EXIT * USUAL_ITEM_WEEKS) / (stayed + USUAL_ITEM_WEEKS)


def _exits(scope: Scope, weeks: int) -> tuple[float, float]:
    """Count the items that left, and the weeks that open items stayed."""
    removed = counts_back(_ages(scope, scope.removed_at), weeks * WEEK_DAYS, WEEK_DAYS)
    return float(removed.sum()), float(_open_by_week(scope, weeks).sum())


def _open_by_week(scope: Scope, weeks: int) -> Ints:
    """Count the open members at the end of each past week, oldest first."""
    ends = np.arange(weeks - 1, -1, -1) * float(WEEK_DAYS)

    def happened(times: Times) -> Ints:
        return np.asarray((_ages(scope, times)[:, None] >= ends).sum(axis=0))

    left = happened(scope.removed_at) + happened(scope.done_at)
    return np.maximum(happened(scope.added_at) - left, 0)
