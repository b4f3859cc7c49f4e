"""How a new issue is written: its kind, title, size, priority, estimate, parent, blockers."""

from datetime import datetime

import numpy as np

from connectors.demo.chance import pick
from connectors.demo.item import WorkItem
from connectors.demo.release import Release
from connectors.demo.team import Team
from connectors.demo.theme import Theme

# Odds of sizes 1, 2, 3, 5, 8, as far as the team has them.
_SIZE_ODDS = {1: 0.22, 2: 0.28, 3: 0.27, 5: 0.16, 8: 0.07}
# Chances of at least the three highest priorities; the rest is low.
_BUG_PRIORITIES = (0.05, 0.30, 0.80)
_PRIORITIES = (0.01, 0.20, 0.75)
_ROUTINE_SHARE = 0.25
_EARLY_ESTIMATES = 0.6  # of all that are ever made; the others come when work starts
_IN_AN_EPIC = 0.65
_EPICS = 3
_WISHED_FOR = 0.08


def write_issue(
    team: Team, kind: str, theme: Theme, at: datetime, release: Release | None = None
) -> WorkItem:
    """Write an issue into the team's backlog, or into a release that it works on."""
    rng = team.rng
    size = _size(team)
    item = WorkItem(
        kind=kind,
        title=_title(team, kind, theme, at, release),
        created_at=at,
        status=team.plan.workflow.todo,
        priority=_priority(team, kind),
        size=size,
        effort_days=team.plan.effort_days[size] * float(np.exp(rng.normal(0, team.plan.spread))),
        points=float(size) if rng.random() < team.plan.estimated * _EARLY_ESTIMATES else None,
        labels=[theme.label],
    )
    if rng.random() < _WISHED_FOR:
        item.labels.append("customer-request")
    if release is not None:
        _tie_to_release(team, item, release)
    team.items.append(item)
    team.live.append(item)
    return item


def estimate_late(team: Team, item: WorkItem, at: datetime) -> None:
    """Estimate what nobody had estimated when it was written, at most as often as the team does."""
    early = team.plan.estimated * _EARLY_ESTIMATES
    late = (team.plan.estimated - early) / (1 - early)
    if item.points is None and team.rng.random() < late:
        item.set_points(at, float(item.size))


def write_epics(team: Team, release: Release, at: datetime) -> None:
    """Write the containers that a release's issues hang from; they are in progress at once."""
    workflow = team.plan.workflow
    for title in team.titles.epics(release.script.theme, _EPICS):
        epic = WorkItem("epic", title, at, workflow.todo, workflow.priorities[1])
        epic.labels.append(release.script.theme.label)
        epic.releases.append(release.ext_id)
        epic.set_status(at, workflow.doing)
        release.epics.append(epic)
        team.items.append(epic)


def write_pieces(team: Team, item: WorkItem, at: datetime, count: int) -> None:
    """Split an issue into sub-tasks for the person who works on it."""
    workflow = team.plan.workflow
    for title in team.titles.pieces(item.title, count):
        piece = WorkItem("subtask", title, at, workflow.todo, item.priority)
        piece.assignee, piece.parent = item.assignee, item
        item.pieces.append(piece)
        team.items.append(piece)


def _size(team: Team) -> int:
    return int(pick(team.rng, {str(size): _SIZE_ODDS[size] for size in team.plan.effort_days}))


def _priority(team: Team, kind: str) -> str:
    chances = _BUG_PRIORITIES if kind == "bug" else _PRIORITIES
    drawn = team.rng.random()
    return team.plan.workflow.priorities[sum(drawn >= chance for chance in chances)]


def _title(team: Team, kind: str, theme: Theme, at: datetime, release: Release | None) -> str:
    if kind == "bug":
        return team.titles.bug(theme)
    if kind == "feature":
        return team.titles.feature(theme)
    if release is None and team.rng.random() < _ROUTINE_SHARE:
        return team.titles.routine(theme, at.date())
    return team.titles.chore(theme)


def _tie_to_release(team: Team, item: WorkItem, release: Release) -> None:
    rng = team.rng
    if release.epics and rng.random() < _IN_AN_EPIC:
        item.parent = release.epics[int(rng.integers(len(release.epics)))]
    if rng.random() < release.script.blocked_share:
        # Only what is free itself may block, so that links never run in a circle.
        older = [o for o in team.open_in(release) if o.created_at < item.created_at]
        free = [other for other in older if not other.blockers]
        if free:
            blocker = free[int(rng.integers(len(free)))]
            blocker.linked_at = item.created_at
            item.blockers.append(blocker)
    item.releases.append(release.ext_id)
