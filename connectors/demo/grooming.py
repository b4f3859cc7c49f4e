"""Monday's look at the backlog: stale issues, doubles, priorities, and the scope of releases."""

from datetime import date, datetime

import numpy as np

from connectors.demo.chance import moment
from connectors.demo.intake import grow
from connectors.demo.item import WorkItem
from connectors.demo.release import Release, Stage
from connectors.demo.team import Team
from connectors.demo.workflow import Status

_STALE_DAYS = 150
_STALE_DROPPED = 0.2
_DOUBLES = 0.015
_RAISED = 0.015
_WISHED_FOR = 0.01
_DROPPED_A_WEEK = 0.008  # of a release's open issues
_SLACK = 1.5  # items that scope may be off before it is steered
_MOST_CUT = 4
_TO_ANOTHER, _TO_NONE = 0.5, 0.75  # of what is cut; the rest is canceled


def groom(team: Team, day: date) -> None:
    """Go through the backlog before the week begins."""
    workflow = team.plan.workflow
    for item in [item for item in team.live if item.is_waiting]:
        drawn = team.rng.random()
        at = moment(day, team.rng, 8, 9)
        if drawn < _DOUBLES and item.kind == "bug":
            cancel(team, item, at, workflow.duplicate)
        elif drawn < _STALE_DROPPED and not item.releases and _age_days(item, day) > _STALE_DAYS:
            cancel(team, item, at, workflow.canceled)
        elif drawn > 1 - _RAISED:
            _raise(team, item, at)
        elif drawn > 1 - _RAISED - _WISHED_FOR:
            item.add_label(at, "customer-request")
    for release in team.active_releases:
        _review_scope(team, release, day)


def share_one_item(team: Team, day: date) -> None:
    """Put one issue of the youngest release into the one before it as well."""
    older, younger = [release for release in team.active_releases if release.script.stage]
    waiting = [item for item in team.open_in(younger) if item.is_waiting]
    unplanned = [item for item in waiting if not item.sprints]
    (unplanned or waiting)[-1].add_release(moment(day, team.rng, 8, 9), older.ext_id)


def cancel(team: Team, item: WorkItem, at: datetime, status: Status) -> None:
    item.set_status(at, status)
    team.live.remove(item)


def cut(team: Team, release: Release, item: WorkItem, at: datetime) -> None:
    """Take an issue out of a release: into another one, into none, or away."""
    area, parked = team.homes_after(release)
    drawn = team.rng.random()
    if drawn < _TO_ANOTHER and (area or parked):
        item.move_release(at, release.ext_id, (area or parked)[0].ext_id)
    elif drawn < _TO_NONE:
        item.move_release(at, release.ext_id, None)
    else:
        cancel(team, item, at, team.plan.workflow.canceled)


def _age_days(item: WorkItem, day: date) -> int:
    return (day - item.created_at.date()).days


def _raise(team: Team, item: WorkItem, at: datetime) -> None:
    priorities = team.plan.workflow.priorities
    position = priorities.index(item.priority)
    if position:
        item.set_priority(at, priorities[position - 1])


def _review_scope(team: Team, release: Release, day: date) -> None:
    stage = release.script.stage
    if stage and day < stage.on:
        _steer(team, release, stage, day)
        return
    for item in [item for item in team.open_in(release) if item.is_waiting]:
        if team.rng.random() < _DROPPED_A_WEEK:
            cut(team, release, item, moment(day, team.rng, 8, 9))


def _steer(team: Team, release: Release, stage: Stage, day: date) -> None:
    """Add or cut issues until about as many are open as the stage wants."""
    days, counts = zip(*stage.open_items, strict=True)
    wanted = float(np.interp(-stage.days_before(day), [-d for d in days], counts))
    missing = wanted - len(team.open_in(release))
    if missing > _SLACK:
        for _ in range(round(missing)):
            grow(team, release, moment(day, team.rng, 8, 9))
    elif missing < -_SLACK:
        waiting = [item for item in team.open_in(release) if item.is_waiting]
        ranks = team.plan.workflow.priorities
        waiting.sort(key=lambda item: ranks.index(item.priority), reverse=True)
        for item in waiting[: min(round(-missing), _MOST_CUT)]:
            cut(team, release, item, moment(day, team.rng, 8, 9))
