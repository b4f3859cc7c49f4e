"""Every answer is made in the forms of dates and numbers that its reader uses."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

from bot.people.office import Office
from bot.slack.bodies import Body, asker_of
from bot.words.manner import talking_with

P = ParamSpec("P")
T = TypeVar("T")


def as_reader(
    office: Office, body: Body, work: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs
) -> T:
    """Do something as whoever sent this reads and writes; it may ask Slack who that is."""
    with talking_with(office.region_of(asker_of(body))):
        return work(*args, **kwargs)
