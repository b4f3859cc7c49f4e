"""Risks that come from waiting: for other work, for other teams, for people who are away."""

from collections.abc import Sequence
from datetime import timedelta

from planner.explain.risk import Known, Risk, found
from planner.inputs import Item, Scope

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
    wanted = _waited_for(known)
    if not wanted:
        return ()
    mine = {item.key for item in known.open_items}
    risks = []
    for later in _behind(known):
        keys = {key for key in wanted if key in later.team_of} - mine
        waiting = tuple(item for item in known.open_items if keys & {*item.blocked_by})
        if waiting:
            mine |= keys  # what two later releases hold is told of the first alone
            name = later.release.name
            risks.append(found("blocked_by_later", waiting, count=len(waiting), later=name))
    return risks


def other_team(known: Known) -> Sequence[Risk]:
    """Items that wait for work of another team; what is private there gives no team away."""
    wanted = _waited_for(known)
    if not wanted:
        return ()
    items = {
        item.key: item
        for scope in known.inputs.releases
        if any(key in scope.team_of for key in wanted)  # mostly it has none of them
        for item in scope.open_items
        if item.key in wanted and not item.restricted
    }
    waiting: dict[str, list[Item]] = {}
    for item in known.open_items:
        others = {items[key].team for key in item.blocked_by if key in items} - {item.team}
        for team in sorted(others):
            waiting.setdefault(team, []).append(item)
    names = {team.team.id: team.team.name for team in known.inputs.teams}
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


def _behind(known: Known) -> tuple[Scope, ...]:
    """Give the open releases that are planned after this one, in their order."""
    releases = known.inputs.releases
    ids = [scope.release.id for scope in releases]
    place = ids.index(known.scope.release.id)
    return tuple(
        scope
        for scope in releases[place + 1 :]
        if not scope.release.is_released and scope.release.covered_by is None
    )
