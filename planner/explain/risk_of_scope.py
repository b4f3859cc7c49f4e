"""Risks that come from what is in the release, and from what was promised of it."""

from collections.abc import Sequence

from planner.churn import PLANNING_WEEKS
from planner.explain.risk import Known, Risk, found
from planner.metrics import DAY, WEEK_DAYS
from planner.state import as_moment
from planner.timeline import Times

CREEP_WEEKS = 4
LEAST_CREEP = 3


def scope_creep(known: Known) -> Sequence[Risk]:
    """More joined in the last weeks than was finished; its first weeks are a release's plan.

    A source that keeps no membership history cannot tell.
    """
    scope = known.scope
    if scope.release.hindsight or not len(scope.added_at):
        return ()
    planned_until = scope.added_at.min() + PLANNING_WEEKS * WEEK_DAYS * DAY
    added = _lately(known, scope.added_at[scope.added_at > planned_until])
    finished = _lately(known, scope.done_at)
    if added < LEAST_CREEP or added <= finished:
        return ()
    return (found("scope_creep", added=added, finished=finished, weeks=CREEP_WEEKS),)


def no_date(known: Known) -> Sequence[Risk]:
    """Others get ready for it, and no date is set that they could get ready for."""
    if known.is_committed and known.scope.due_on is None:
        return (found("no_date"),)
    return ()


def _lately(known: Known, times: Times) -> int:
    ages = (as_moment(known.scope.as_of) - times) / DAY
    return int(((ages >= 0) & (ages < CREEP_WEEKS * WEEK_DAYS)).sum())
