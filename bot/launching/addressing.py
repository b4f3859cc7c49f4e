"""Who is told about a launch: the functions that take part, each at its address."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.newsroom import Newsroom
from planner.launch.functions import Function, taking_part
from planner.launch.plan import Tier
from store.adoptions import load_adoptions


@dataclass(frozen=True, slots=True)
class Addressee:
    """A function, and where it is told: its channel, or the first of its people who is there."""

    function: Function
    address: str


def addressees(newsroom: Newsroom, tier: Tier) -> tuple[Addressee, ...]:
    """Give who takes part in launches of a tier and can be told."""
    found = ((one, _address(newsroom, one)) for one in taking_part(newsroom.functions, tier))
    return tuple(Addressee(one, address) for one, address in found if address is not None)


def unreachable(newsroom: Newsroom, tier: Tier) -> tuple[Function, ...]:
    """Give who takes part and cannot be told: nobody is named, or all have left."""
    part = taking_part(newsroom.functions, tier)
    return tuple(one for one in part if _address(newsroom, one) is None)


def people_of(newsroom: Newsroom, function: Function) -> tuple[str, ...]:
    """Give the people of a function who are still there."""
    return tuple(one for one in function.people if not newsroom.has_left(one))


def owner_address(newsroom: Newsroom, owner: str) -> str:
    """Give who hears what is for an owner: the operator in place of one who has left."""
    if newsroom.has_left(owner) and newsroom.operator is not None:
        return newsroom.operator
    return owner


def look_around(newsroom: Newsroom, now: datetime) -> None:
    """See who of those that launches concern is still there; with no transaction open."""
    if newsroom.presence is None or newsroom.workspace is None:
        return
    with newsroom.readers() as session:
        owners = [
            one.owner for one in load_adoptions(session) if one.workspace == newsroom.workspace
        ]
    if owners:
        today = newsroom.calendar.today(now)
        newsroom.presence.look({*owners, *_people(newsroom.functions)}, today)


def _address(newsroom: Newsroom, function: Function) -> str | None:
    return function.channel or next(iter(people_of(newsroom, function)), None)


def _people(functions: Iterable[Function]) -> set[str]:
    return {person for function in functions for person in function.people}
