"""What `shipcast doctor` says of how people plan: their coefficients, and whom they speak of."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import process

from bot.cli.checks import Check, State
from bot.cli.database import Database
from bot.cli.failures import InputError
from bot.cli.planning import worths_of
from bot.cli.prior import load_prior
from config.model import Settings
from planner.inputs import teams_of_nobody
from planner.priority import Framework, missing_in
from planner.timeline import TeamFacts
from planner.work_order import worths_of_nobody
from store.directory import load_release_names
from store.ranks import load_ranks
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


def check_order(settings: Settings, database: Database) -> Iterator[Check]:
    """Name what is told of releases that nobody knows, and an order that has nothing to go by."""
    order, worths = Framework(settings.planning.order), worths_of(settings)
    with database.readers() as session:
        releases = load_release_names(session)
        is_ranked = order is not Framework.RANK or bool(load_ranks(session))
    names = [each for one in releases for each in (one.name, *one.aliases)]
    for name in worths_of_nobody((*names, *(one.id for one in releases)), worths):
        found = f"no release is called {name!r}: what `priorities:` say of it changes nothing"
        yield Check("priorities", State.WARN, found, _nearest_release(name, names))
    if order in (Framework.DUE, Framework.RANK):
        if worths:
            found = f"`planning: order: {order}` reads nothing of `priorities:`"
            yield Check("priorities", State.WARN, found, "set value, rice, wsjf or moscow")
    elif all(missing_in(order, worth) for worth in worths.values()):
        found = f"`planning: order: {order}` has the figures of no release: all stand by date"
        yield Check("priorities", State.WARN, found, "write them under `priorities:`")
    if not is_ranked:
        found = "no source tells ranks, as `planning: order: rank` needs: all stand by date"
        yield Check("priorities", State.WARN, found, "run `shipcast sync`, or set another order")


def _nearest_release(name: str, names: Sequence[str]) -> str:
    near = [each for each, *_ in process.extract(name, names, limit=_NEAREST)]
    if not near:
        return "run `shipcast sync` first"
    return f"write one that is known, such as {', '.join(dict.fromkeys(near))}"


def _way_out(name: str, teams: Sequence[TeamFacts]) -> str:
    names = [each for team in teams for each in (team.name, team.id)]
    near = [each for each, *_ in process.extract(name, names, limit=_NEAREST)]
    if not near:
        return "run `shipcast sync` first, or leave the team out for all teams"
    return f"write one that is known, such as {', '.join(dict.fromkeys(near))}"
