"""Risks that come from waiting: for other work, for other teams, for people who are away."""

from collections.abc import Sequence
from datetime import timedelta

from planner.explain.risk import Known, Risk, found
from planner.inputs import Item

MOST_FEW_DAYS_OFF = 1  # a single day off is in every month
_FULL = 1.0


def blocked(known: Known) -> Sequence[Risk]:
    """Open items that wait for open ones, whether in this release or outside."""
    waiting = known.scope.waiting
    if not waiting:
        return ()
    return (found("blocked", waiting, count=len(waiting), open=len(known.open_items)),)


def blocked_by_later(known: Known) -> Sequence[Risk]:
    """Items that wait for work which is planned for a later release, and not for this one."""
    behind: dict[int, set[str]] = {}  # what two later releases hold is told of the first alone
    for key in _waited_for(known) - known.scope.team_of.keys():
        place = known.view.first_behind(known.scope, key)
        if place is not None:
            behind.setdefault(place, set()).add(key)
    risks = []
    for place, keys in sorted(behind.items()):
        waiting = tuple(item for item in known.scope.waiting if keys & {*item.blocked_by})
        later = known.inputs.releases[place].release.name
        risks.append(found("blocked_by_later", waiting, count=len(waiting), later=later))
    return risks


def other_team(known: Known) -> Sequence[Risk]:
    """Items that wait for work of another team; what is private there gives no team away."""
    view = known.view
    waiting: dict[str, list[Item]] = {}
    for item in known.scope.waiting:
        others = (view.waited_for(key) for key in item.blocked_by)
        teams = {other.team for other in others if other is not None and not other.restricted}
        for team in sorted(teams - {item.team}):
            waiting.setdefault(team, []).append(item)
    names = view.team_names
    return [
        found("other_team", tuple(held), count=len(held), team=names.get(team, team))
        for team, held in sorted(waiting.items())
    ]


def days_off(known: Known) -> Sequence[Risk]:
    """Holidays, and days with less capacity, between now and the day that matters."""
    today, until = known.forecast.today, known.until
    if until is None or until <= today:
        return ()
    off = _holidays(known, (until - today).days)
    if off > MOST_FEW_DAYS_OFF:
        return (found("days_off", days=off, until=until.isoformat()),)
    return ()


def less_capacity(known: Known) -> Sequence[Risk]:
    """Stretches until the day that matters in which a team has less capacity than usual."""
    today, until = known.forecast.today, known.until
    involved = {None, *(item.team for item in known.open_items)}
    return [
        found(
            "less_capacity",
            percent=round(stretch.share * 100),
            first=max(stretch.first, today).isoformat(),
            last=min(stretch.last, until).isoformat(),
        )
        for stretch in known.inputs.capacity
        if until is not None
        and stretch.team in involved
        and stretch.share < _FULL
        and stretch.last > today
        and stretch.first <= until
    ]


def _waited_for(known: Known) -> frozenset[str]:
    """Give the keys of all that this release's open items wait for: mostly there are none."""
    return frozenset(key for item in known.scope.waiting for key in item.blocked_by)


def _holidays(known: Known, days: int) -> int:
    """Count the days off that would have been worked, from tomorrow on."""
    calendar, tomorrow = known.inputs.calendar, known.forecast.today + timedelta(days=1)
    usual = type(calendar)(week=calendar.week, zone=calendar.zone)
    worked = calendar.is_working(tomorrow, days).sum()
    return int(usual.is_working(tomorrow, days).sum() - worked)
