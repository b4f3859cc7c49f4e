"""How long the sprints of those are who work on a release, and how they are numbered."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.knowledge import Known
from planner.explain.rerun import scope_of
from planner.explain.what_if import busiest_team
from planner.sprint_window import Series, current_series


@dataclass(frozen=True, slots=True)
class SprintLength:
    """A team and the days from the start of one of its sprints to that of the next."""

    team: str
    days: int


def sprint_length(known: Known, release_id: str | None = None) -> SprintLength | None:
    """Give the length for the team that holds most of a release; without one, of all teams.

    None where no sprints are known, or teams differ and no release tells whose are meant.
    """
    found = [SprintLength(name, each.length.days) for name, each in _series(known, release_id)]
    return found[0] if len({each.days for each in found}) == 1 else None


def sprint_series(known: Known, release_id: str | None = None) -> tuple[Series, ...]:
    """Give how sprints are numbered by the team that holds most of a release, or by each team."""
    return tuple(series for _, series in _series(known, release_id))


def _series(known: Known, release_id: str | None) -> Iterator[tuple[str, Series]]:
    inputs, wanted = known.forecasts.inputs, None
    if release_id is not None:
        scope = scope_of(inputs, release_id)
        wanted = None if scope is None else busiest_team(scope)
        if wanted is None:
            return
    for history in inputs.teams:
        if wanted in (None, history.team.id):
            series = current_series(history.sprints, known.today, inputs.calendar)
            if series is not None:
                yield history.team.name, series
