"""What a person takes up next: urgent first, then the sprint, then a release or ongoing work."""

from collections.abc import Sequence
from datetime import date

import numpy as np

from connectors.demo.item import WorkItem
from connectors.demo.release import Release
from connectors.demo.team import Team

_WHIM = 1.6  # how many priorities apart two issues may be for the lower one to win at times


def take_next(team: Team, day: date) -> WorkItem | None:
    """Choose the next issue; None when nothing is left to do."""
    planned = team.sprint.items if team.sprint else []
    free = _free(team, planned)
    return _best(team, free) if free else take_from_backlog(team, day)


def take_from_backlog(team: Team, day: date) -> WorkItem | None:
    """Choose an issue that is in no planned sprint, by where the team wants to get on."""
    planned = team.next_sprint.items if team.next_sprint else []
    current = team.sprint.items if team.sprint else []
    taken = {id(item) for item in (*planned, *current)}
    free = [item for item in _free(team, team.live) if id(item) not in taken]
    top = team.plan.workflow.priorities[0]
    urgent = [item for item in free if item.priority == top]
    if urgent:
        return urgent[0]
    for lane in _lanes(team, day):
        inside = [item for item in free if _is_in(item, lane)]
        if inside:
            return _best(team, inside)
    return None


def _free(team: Team, items: Sequence[WorkItem]) -> list[WorkItem]:
    """Give what can be begun: nothing stands before it, and it is not put off."""
    active = {release.ext_id for release in team.active_releases}
    ready = [item for item in items if item.is_waiting and not item.is_blocked]
    return [item for item in ready if not item.releases or not active.isdisjoint(item.releases)]


def _is_in(item: WorkItem, lane: Release | None) -> bool:
    return not item.releases if lane is None else lane.ext_id in item.releases


def _best(team: Team, items: Sequence[WorkItem]) -> WorkItem:
    rank = team.plan.workflow.priorities.index
    whims = team.rng.random(len(items)) * _WHIM
    scores = [rank(item.priority) + whim for item, whim in zip(items, whims, strict=True)]
    return items[int(np.argmin(scores))]


def _lanes(team: Team, day: date) -> list[Release | None]:
    """Give the active releases and ongoing work (None) in the order to be looked at, drawn."""
    active: list[Release | None] = list(team.active_releases)
    pulls = np.array([_pull(release, day) for release in active if release is not None])
    ongoing = team.plan.ongoing if active else 1.0
    weights = np.append(pulls / max(pulls.sum(), 1e-9) * (1 - ongoing), ongoing)
    # The largest of log(weight) + Gumbel noise is a draw by weight; the rest follow in order.
    keys = np.log(np.maximum(weights, 1e-9)) + team.rng.gumbel(size=len(weights))
    lanes = [*active, None]
    return [lanes[position] for position in np.argsort(-keys)]


def _pull(release: Release, day: date) -> float:
    """How strongly a release attracts people: the nearer its date, the more."""
    stage = release.script.stage
    if stage:
        days, pulls = zip(*stage.pull, strict=True)
        return float(np.interp(-stage.days_before(day), [-before for before in days], pulls))
    weeks_left = max((release.due_on - day).days / 7, 0.0) if release.due_on else 0.0
    return 1 / (weeks_left + 2)
