"""Risks that come from how the work is going, and on how few shoulders it lies."""

import math
from collections import Counter
from collections.abc import Sequence

import numpy as np

from planner.category import Category
from planner.explain.risk import Known, Risk, found
from planner.inputs import History, Item
from planner.metrics import (
    DAY,
    carry_over,
    cycle_time_days,
    estimated_share,
    weekly_throughput,
)
from planner.state import as_moment

FEWEST_CYCLES = 10
LATE = 0.85  # of a team's cycle times
MOST_SHARE = 0.6
FEWEST_HELD = 5
ESTIMATES_FROM = 0.8
SPRINTS_SEEN = 3
CARRIED_FROM = 0.3
LAST_WEEKS, WEEKS_BEFORE = 4, 12
FEWEST_BEFORE = 12
_ONE_IN_TWENTY = 1.645  # standard deviations that noise alone falls below once in twenty times


def stale_items(known: Known) -> Sequence[Risk]:
    """Items in progress for longer than 85% of the team's items ever took."""
    risks = []
    for team in known.teams:
        cycles = cycle_time_days(team)
        if len(cycles) < FEWEST_CYCLES:
            continue
        late = max(float(np.quantile(cycles, LATE)), 1.0)
        stale = tuple(item for item in _mine(known, team) if _days_begun(item, team) > late)
        if stale:
            told = found("stale", stale, count=len(stale), days=round(late), team=team.team.name)
            risks.append(told)
    return risks


def one_person(known: Known) -> Sequence[Risk]:
    """One person holds most of what is assigned; who it is can be seen in the tracker."""
    assigned = [item for item in known.open_items if item.assignee]
    held = Counter(item.assignee for item in assigned)
    if not held:
        return ()
    person, count = min(held.items(), key=lambda pair: (-pair[1], str(pair[0])))
    if count < FEWEST_HELD or count < MOST_SHARE * len(assigned):
        return ()
    theirs = tuple(item for item in assigned if item.assignee == person)
    return (found("one_person", theirs, count=count, assigned=len(assigned)),)


def unestimated(known: Known) -> Sequence[Risk]:
    """Open items without an estimate, where the team estimates what it does."""
    risks = []
    for team in known.teams:
        missing = tuple(item for item in _mine(known, team) if item.points is None)
        if missing and estimated_share(team) >= ESTIMATES_FROM:
            told = found("unestimated", missing, count=len(missing), team=team.team.name)
            risks.append(told)
    return risks


def carried_over(known: Known) -> Sequence[Risk]:
    """A team whose last sprints each left much undone of what they had begun with."""
    risks = []
    for team in known.teams:
        last = carry_over(team, SPRINTS_SEEN)
        committed = sum(sprint.committed_items for sprint in last)
        carried = sum(sprint.carried_items for sprint in last)
        if len(last) < SPRINTS_SEEN or carried < CARRIED_FROM * max(committed, 1):
            continue
        told = found(
            "carried_over",
            carried=carried,
            committed=committed,
            sprints=len(last),
            team=team.team.name,
        )
        risks.append(told)
    return risks


def falling_throughput(known: Known) -> Sequence[Risk]:
    """A team that finished less in the last weeks than chance alone explains.

    The noise is that of the weeks before: at least a Poisson count's, more where they scatter.
    """
    risks = []
    for team in known.teams:
        weekly = weekly_throughput(team, LAST_WEEKS + WEEKS_BEFORE).astype(float)
        before, last = weekly[:WEEKS_BEFORE], weekly[WEEKS_BEFORE:]
        usual = float(before.mean())
        if before.sum() < FEWEST_BEFORE:
            continue
        variance = max(usual, float(before.var(ddof=1)))
        noise = math.sqrt(variance * (1 / LAST_WEEKS + 1 / WEEKS_BEFORE))
        if usual - float(last.mean()) <= _ONE_IN_TWENTY * noise:
            continue
        told = found(
            "falling",
            team=team.team.name,
            now=round(float(last.mean()), 1),
            usual=round(usual, 1),
            weeks=LAST_WEEKS,
            before=WEEKS_BEFORE,
        )
        risks.append(told)
    return risks


def _mine(known: Known, team: History) -> tuple[Item, ...]:
    return tuple(item for item in known.open_items if item.team == team.team.id)


def _days_begun(item: Item, team: History) -> float:
    if item.started_at is None or item.category is not Category.DOING:
        return 0.0
    return float((as_moment(team.as_of) - as_moment(item.started_at)) / DAY)
