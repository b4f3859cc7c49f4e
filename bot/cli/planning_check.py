"""What `shipcast doctor` says of how people plan: their coefficients, and whom they speak of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import process

from bot.cli.checks import Check, State
from bot.cli.database import Database
from bot.cli.failures import InputError
from bot.cli.prior import load_prior
from config.model import Settings
from planner.inputs import teams_of_nobody
from planner.timeline import TeamFacts
from store.teams import load_teams

_NEAREST = 3


def check_prior(settings: Settings) -> Iterator[Check]:
    """Read the coefficients that the settings name, as every forecast will."""
    path = settings.planning.prior
    if path is None:
        return
    try:
        prior = load_prior(path)
    except InputError as error:
        yield Check("prior", State.FAIL, str(error), "mend it and ask again")
        return
    fitted_on = prior.provenance.get("fitted_on", "an unknown day")
    yield Check("prior", State.OK, f"{path}, fitted on {fitted_on}")


def check_capacity(settings: Settings, database: Database) -> Iterator[Check]:
    """Name the teams in `planning: capacity:` that no source has: their stretches do nothing."""
    told = [one.team for one in settings.planning.capacity]
    if not any(told):
        return
    with database.readers() as session:
        rows = load_teams(session).by_id.values()
        teams = [replace(row.facts, name=row.name) for row in rows]  # the operator knows them all
    for name in teams_of_nobody(told, teams):
        found = f"no team is called {name!r}: its `planning: capacity:` changes nothing"
        yield Check("capacity", State.WARN, found, _way_out(name, teams))


def _way_out(name: str, teams: Sequence[TeamFacts]) -> str:
    names = [each for team in teams for each in (team.name, team.id)]
    near = [each for each, *_ in process.extract(name, names, limit=_NEAREST)]
    if not near:
        return "run `shipcast sync` first, or leave the team out for all teams"
    return f"write one that is known, such as {', '.join(dict.fromkeys(near))}"
