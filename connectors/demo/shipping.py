"""How a release begins, gets a later date, and ships."""

from datetime import date, datetime, timedelta

from connectors.demo.chance import moment
from connectors.demo.item import WorkItem
from connectors.demo.release import Release, Stage
from connectors.demo.rhythm import next_thursday, next_workday
from connectors.demo.team import Team
from connectors.demo.writing import write_epics

_FRIDAY = 4
_EARLY = timedelta(days=4)
_FEW_LEFT = 3
_PUT_OFF = 0.5  # of what nobody has begun
_SLIPS_DAYS = (7, 7, 14, 14)
_MOST_PROMISES = 4


def begin_releases(team: Team, day: date) -> None:
    """Begin what is planned to begin by this day."""
    while team.coming and team.coming[0].starts_on <= day:
        script = team.coming.pop(0)
        at = moment(day, team.rng, 8, 9)
        release = Release(script, at, script.due_on)
        team.releases.append(release)
        if script.due_on is not None:
            release.promise(at, script.due_on)
            write_epics(team, release, at)


def review_dates(team: Team, day: date) -> None:
    """Ship what is ready, and promise a new date for what is not."""
    for release in team.active_releases:
        at = moment(day, team.rng, 8, 9)
        stage = release.script.stage
        if stage and day < stage.on:
            _replan(release, stage, day, at)
        elif day.weekday() < _FRIDAY and release.due_on is not None:
            _ship_or_slip(team, release, release.due_on, day, at)


def _replan(release: Release, stage: Stage, day: date, at: datetime) -> None:
    if stage.replanned is None or len(release.due_moves) > 1:
        return
    before, after = stage.replanned
    if stage.days_before(day) <= before:
        release.promise(at, next_thursday(stage.on + timedelta(days=after)))


def _ship_or_slip(team: Team, release: Release, due_on: date, day: date, at: datetime) -> None:
    left = team.open_in(release)
    if day < due_on - _EARLY or (day < due_on and left):
        return
    slip = timedelta(days=_SLIPS_DAYS[int(team.rng.integers(len(_SLIPS_DAYS)))])
    later = next_workday(day + slip)
    last = release.script.ships_by or date.max
    if len(left) > _FEW_LEFT and len(release.due_moves) < _MOST_PROMISES and day < last:
        release.promise(at, min(later, last))
        return
    for item in left:
        _carry_on(team, release, item, at)
    for epic in release.epics:
        epic.set_status(at, team.plan.workflow.done)
    release.released_on = day


def _carry_on(team: Team, release: Release, item: WorkItem, at: datetime) -> None:
    """Move what did not make it: to a later release of its area, else out, or among the ideas."""
    targets, parked = team.homes_after(release)
    if not targets and item.is_waiting and team.rng.random() < _PUT_OFF:
        targets = parked
    item.move_release(at, release.ext_id, targets[0].ext_id if targets else None)
