"""How long the sprints of those are who work on a release."""

from dataclasses import dataclass

from bot.knowledge import Known
from planner.explain.rerun import scope_of
from planner.explain.what_if import busiest_team
from planner.sprint_window import current_series


@dataclass(frozen=True, slots=True)
class SprintLength:
    """A team and the days from the start of one of its sprints to that of the next."""

    team: str
    days: int


def sprint_length(known: Known, release_id: str | None = None) -> SprintLength | None:
    """Give the length for the team that holds most of a release; without one, of all teams.

    None where no sprints are known, or teams differ and no release tells whose are meant.
    """
    wanted = None
    if release_id is not None:
        scope = scope_of(known.forecasts.inputs, release_id)
        wanted = None if scope is None else busiest_team(scope)
        if wanted is None:
            return None
    found = []
    for history in known.forecasts.inputs.teams:
        if wanted in (None, history.team.id):
            series = current_series(history.sprints, known.today, known.forecasts.inputs.calendar)
            if series is not None:
                found.append(SprintLength(history.team.name, series.length.days))
    return found[0] if len({each.days for each in found}) == 1 else None
