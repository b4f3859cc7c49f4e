"""Two-week sprints: filled on the first day, mostly done, the rest carried over."""

from datetime import UTC, date, datetime, time, timedelta

from connectors.demo.chance import moment
from connectors.demo.item import WorkItem
from connectors.demo.picking import take_from_backlog
from connectors.demo.team import Sprint, Team
from planner.category import Category

_START, _END = time(9, 30, tzinfo=UTC), time(16, 30, tzinfo=UTC)
_LENGTH, _LAST_DAY = timedelta(days=14), timedelta(days=11)
_FIRST_GUESS = 2.3  # items for each person
_OPTIMISM = 1.3  # how much more is planned than was done of late
_LOOK_BACK = 3
_AHEAD = 4  # items that are planned into the sprint after this one
_PUT_INTO_SPRINT = 0.85  # of what is started outside of it


def first_sprint_on(starts_on: date) -> date:
    return starts_on + timedelta(days=-starts_on.weekday() % 7)


def begin_sprint(team: Team, day: date) -> None:
    """Begin the sprint that is due by this day, if none is running."""
    if team.sprint is not None or day < _next_start(team):
        return
    team.sprint = team.next_sprint or _lay_out(team, _next_start(team))
    velocity = [sprint.completed[0] for sprint in team.sprints if sprint.completed][-_LOOK_BACK:]
    usual = sum(velocity) / len(velocity) if velocity else _FIRST_GUESS * len(team.workers)
    _fill(team, team.sprint, round(usual * _OPTIMISM), day)
    team.sprint.committed = _figures(team.sprint.items)
    _fill(team, _lay_out(team, team.sprint.start_at.date() + _LENGTH), _AHEAD, day)


def end_sprint(team: Team, day: date) -> None:
    """Close the sprint whose last day this is, and carry over what is not finished."""
    sprint = team.sprint
    if sprint is None or day < sprint.end_at.date():
        return
    sprint.completed = _figures([i for i in sprint.items if i.status.category is Category.DONE])
    following, team.sprint = team.sprints[-1], None
    for item in sprint.items:
        if item.is_open:
            _enter(team, following, item, sprint.end_at)


def add_to_sprint(team: Team, item: WorkItem, at: datetime) -> None:
    """Note in the running sprint what is started now; some forget to."""
    sprint = team.sprint
    if sprint and item not in sprint.items and team.rng.random() < _PUT_INTO_SPRINT:
        _enter(team, sprint, item, at)


def _next_start(team: Team) -> date:
    following = team.next_sprint
    if following is not None:
        return following.start_at.date()
    return first_sprint_on(team.plan.starts_on)


def _lay_out(team: Team, start_on: date) -> Sprint:
    number = len(team.sprints) + 1
    sprint = Sprint(
        ext_id=team.plan.make_id("sprint", number),
        name=f"{team.plan.sprint_name} {number}",
        start_at=datetime.combine(start_on, _START),
        end_at=datetime.combine(start_on + _LAST_DAY, _END),
    )
    team.sprints.append(sprint)
    return sprint


def _fill(team: Team, sprint: Sprint, size: int, day: date) -> None:
    while len(sprint.items) < size:
        item = take_from_backlog(team, day)
        if item is None:
            return
        _enter(team, sprint, item, moment(day, team.rng, 8, 9))


def _enter(team: Team, sprint: Sprint, item: WorkItem, at: datetime) -> None:
    sprint.items.append(item)
    item.enter_sprint(at, sprint.ext_id, keeps_old=team.plan.workflow.keeps_sprints)


def _figures(items: list[WorkItem]) -> tuple[int, float]:
    return len(items), sum(item.points or 0.0 for item in items)
