"""Embargoes: who may know what a release is called before it has launched."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from planner.launch.functions import Function, taking_part
from planner.launch.plan import LaunchPlan


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads an answer: one person alone, or all who are in a channel; by their ids.

    `is_operator` is true of whoever sits at the machine, and sees the database anyway.
    """

    user: str | None = None
    channel: str | None = None
    is_operator: bool = False


ANYBODY = Reader()
OPERATOR = Reader(is_operator=True)


@dataclass(frozen=True, slots=True)
class Embargo:
    """A release that goes by its codename, and who may know better.

    `names` are its own name and the others it has. `people` and `channels` are ids. One that
    `is_over` is known to all, and its codename is still understood.
    """

    release_id: str
    codename: str
    names: tuple[str, ...] = ()
    people: frozenset[str] = frozenset()
    channels: frozenset[str] = frozenset()
    is_over: bool = False

    def is_known_to(self, reader: Reader) -> bool:
        """Tell whether a reader may know; of a channel all of its readers have to."""
        if reader.is_operator or self.is_over:
            return True
        if reader.channel is not None:
            return reader.channel in self.channels
        return reader.user in self.people


def embargo_of(
    plan: LaunchPlan,
    names: tuple[str, ...],
    functions: tuple[Function, ...],
    admins: Iterable[str],
) -> Embargo | None:
    """Give the embargo on a release, where there is one: its owner and its functions know."""
    if plan.codename is None:
        return None
    involved = taking_part(functions, plan.tier)
    people = {person for function in involved for person in function.people} | {*admins}
    if plan.owner is not None:
        people.add(plan.owner)
    channels = {function.channel for function in involved if function.channel is not None}
    return Embargo(plan.release_id, plan.codename, names, frozenset(people), frozenset(channels))


def has_launched(plan: LaunchPlan, today: date, *, is_released: bool) -> bool:
    """Tell whether it is out and announced, where that is on another day."""
    return is_released and (plan.launch_on is None or plan.launch_on <= today)
