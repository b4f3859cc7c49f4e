"""A day of work: people take issues up, get on with them, review them and finish them."""

from datetime import date, timedelta

import numpy as np

from connectors.demo.chance import moment
from connectors.demo.item import WorkItem
from connectors.demo.picking import take_next
from connectors.demo.sprints import add_to_sprint
from connectors.demo.team import Team, Worker
from connectors.demo.writing import estimate_late, write_pieces

_DAY_SPREAD = 0.35
_LONGEST_REVIEW_DAYS = 3
_FAILS_REVIEW = 0.45  # of the rework; the rest is finished and comes back later
_DOUBT_DAYS = (2, 16)
_REWORK_EFFORT = 0.35
_SPLIT = 0.15  # of the features
_MISJUDGED = 0.04
_NEXT_SIZE = {1: 2, 2: 3, 3: 5, 5: 8, 8: 5}
_PIECE_A_DAY = 0.6


def work_a_day(team: Team, day: date) -> None:
    """Let everyone who is there work for a day."""
    for item in [item for item in team.in_review if item.wake_on and item.wake_on <= day]:
        _end_review(team, item, day)
    for item in [item for item in team.doubtful if item.wake_on and item.wake_on <= day]:
        _reopen(team, item, day)
    for worker in team.workers:
        if not worker.is_away:
            _work(team, worker, day)


def _work(team: Team, worker: Worker, day: date) -> None:
    item = worker.item = worker.item or _resume(worker) or _start_next(team, worker, day)
    if item is None:
        return
    effort = worker.pace * np.exp(team.drift + team.rng.normal(0.0, _DAY_SPREAD))
    item.effort_days -= float(effort)
    if item.effort_days > 0:
        if team.rng.random() < _PIECE_A_DAY:
            _finish_pieces(team, item, day, 1)
        return
    _finish_pieces(team, item, day, len(item.pieces))
    item.set_status(moment(day, team.rng, 14, 16), team.plan.workflow.review)
    item.wake_on = day + timedelta(days=1 + int(team.rng.integers(_LONGEST_REVIEW_DAYS)))
    team.in_review.append(item)
    worker.item = None


def _resume(worker: Worker) -> WorkItem | None:
    return worker.returned.pop(0) if worker.returned else None


def _start_next(team: Team, worker: Worker, day: date) -> WorkItem | None:
    item = take_next(team, day)
    if item is None:
        return None
    at = moment(day, team.rng, 9, 11)
    add_to_sprint(team, item, at)
    estimate_late(team, item, at)
    if item.points is not None and team.rng.random() < _MISJUDGED:
        item.set_points(at, float(_NEXT_SIZE[item.size]))
    if item.assignee != worker.name:
        item.assign(at, worker.name)
    item.set_status(at, team.plan.workflow.doing)
    splits = team.plan.has_subtasks and item.kind == "feature" and not item.pieces
    if splits and team.rng.random() < _SPLIT:
        write_pieces(team, item, item.changed_at, 2 + int(team.rng.integers(2)))
    return item


def _finish_pieces(team: Team, item: WorkItem, day: date, count: int) -> None:
    """Finish the next sub-tasks of an issue; they are done before it is."""
    for piece in [piece for piece in item.pieces if piece.is_open][:count]:
        piece.set_status(moment(day, team.rng, 9, 11), team.plan.workflow.doing)
        piece.set_status(moment(day, team.rng, 11, 14), team.plan.workflow.done)


def _end_review(team: Team, item: WorkItem, day: date) -> None:
    """Accept an issue, or hand it back to the person who did it."""
    at = moment(day, team.rng, 9, 16)
    team.in_review.remove(item)
    rework = team.rng.random() / max(team.plan.rework, 1e-9)
    if rework < _FAILS_REVIEW:
        item.set_status(at, team.plan.workflow.doing)
        item.effort_days = _rework_days(team, item)
        owner = next(worker for worker in team.workers if worker.name == item.assignee)
        owner.returned.append(item)
        return
    item.set_status(at, team.plan.workflow.done)
    team.live.remove(item)
    if rework < 1:
        item.wake_on = day + timedelta(days=int(team.rng.integers(*_DOUBT_DAYS)))
        team.doubtful.append(item)


def _reopen(team: Team, item: WorkItem, day: date) -> None:
    """Bring a finished issue back, unless what it was done for is out already."""
    team.doubtful.remove(item)
    out = {release.ext_id for release in team.releases if release.released_on}
    if out.intersection(item.releases):
        return
    at = moment(day, team.rng, 9, 12)
    item.set_status(at, team.plan.workflow.todo)
    if item.priority != team.plan.workflow.priorities[0]:
        item.set_priority(at, team.plan.workflow.priorities[0])
    item.add_label(at, "regression")
    item.effort_days = _rework_days(team, item)
    team.live.append(item)


def _rework_days(team: Team, item: WorkItem) -> float:
    return team.plan.effort_days[item.size] * _REWORK_EFFORT
