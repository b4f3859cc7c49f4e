"""Risks that come from how the work is going, and on how few shoulders it lies."""

from collections import Counter
from collections.abc import Sequence

from planner.explain.risk import Known, Risk, found
from planner.explain.team_view import LAST_WEEKS, SPRINTS_SEEN, WEEKS_BEFORE, TeamView
from planner.inputs import Item

MOST_SHARE = 0.6
FEWEST_HELD = 5
ESTIMATES_FROM = 0.8
CARRIED_FROM = 0.3


def stale_items(known: Known) -> Sequence[Risk]:
    """Items in progress for longer than 85% of the team's items ever took."""
    risks = []
    for team in known.teams:
        late = team.late_days
        if late is None:
            continue
        stale = tuple(item for item in _mine(known, team) if team.days_begun(item) > late)
        if stale:
            risks.append(found("stale", stale, count=len(stale), days=round(late), team=team.name))
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
        if missing and team.estimated_share >= ESTIMATES_FROM:
            risks.append(found("unestimated", missing, count=len(missing), team=team.name))
    return risks


def carried_over(known: Known) -> Sequence[Risk]:
    """A team whose last sprints each left much undone of what they had begun with."""
    risks = []
    for team in known.teams:
        last = team.last_sprints
        committed = sum(sprint.committed_items for sprint in last)
        carried = sum(sprint.carried_items for sprint in last)
        if len(last) < SPRINTS_SEEN or carried < CARRIED_FROM * max(committed, 1):
            continue
        told = found(
            "carried_over", carried=carried, committed=committed, sprints=len(last), team=team.name
        )
        risks.append(told)
    return risks


def falling_throughput(known: Known) -> Sequence[Risk]:
    """A team that finished less in the last weeks than chance alone explains."""
    return [
        found(
            "falling",
            team=team.name,
            now=round(team.fall.now, 1),
            usual=round(team.fall.usual, 1),
            weeks=LAST_WEEKS,
            before=WEEKS_BEFORE,
        )
        for team in known.teams
        if team.fall is not None
    ]


def _mine(known: Known, team: TeamView) -> tuple[Item, ...]:
    return tuple(item for item in known.open_items if item.team == team.id)
