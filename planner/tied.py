"""Which releases of a plan have a say in one of them: those that its teams are tied to."""

from collections.abc import Iterable, Sequence

from planner.inputs import Scope


def tied_to(release_id: str, planned: Sequence[Scope]) -> tuple[Scope, ...]:
    """Keep the planned releases on which the weeks of one of them depend, in their order.

    Teams are tied by a release in which both have something to do, and by what waits for another
    team's items. Every team draws from streams of its own, so that all others may be left out.
    """
    ties = _ties_between(planned)
    mine = {
        ties.first(team)
        for scope in planned
        if scope.release.id == release_id
        for team in _teams(scope)
    }
    return tuple(
        scope
        for scope in planned
        if scope.release.id == release_id or any(ties.first(team) in mine for team in _teams(scope))
    )


def _ties_between(planned: Sequence[Scope]) -> "_Ties":
    ties = _Ties()
    team_of: dict[str, str] = {}
    for scope in planned:
        ties.tie(_teams(scope))
        mine = scope.team_of
        for key in team_of.keys() & mine.keys():
            # A key of one tracker may be one of another tracker, too: what has it is one item.
            ties.tie((team_of[key], mine[key]))
        team_of.update(mine)
    for scope in planned:
        for item in scope.waiting:
            ties.tie((item.team, *(team_of[key] for key in item.blocked_by if key in team_of)))
    return ties


def _teams(scope: Scope) -> frozenset[str]:
    return frozenset({*scope.team_of.values(), *scope.unbroken_in})


class _Ties:
    """Teams in groups, each known by one of its members."""

    def __init__(self) -> None:
        self._towards: dict[str, str] = {}

    def first(self, team: str) -> str:
        while (nearer := self._towards.get(team, team)) != team:
            team = nearer
        return team

    def tie(self, teams: Iterable[str]) -> None:
        firsts = {self.first(team) for team in teams}
        for each in firsts:
            self._towards[each] = min(firsts)
