"""Sign-offs: who may speak for a function, what was voted, and whose vote is missing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from planner.launch.functions import Function
from planner.launch.stages import T_3


class Verdict(StrEnum):
    """`BLOCK` and `WAIVE` need a reason."""

    APPROVE = "approve"
    BLOCK = "block"
    WAIVE = "waive"


@dataclass(frozen=True, slots=True)
class Vote:
    """The one vote of a function, as it was given last; `evidence` is a link or a note."""

    function: str
    person: str
    verdict: Verdict
    at: datetime
    reason: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class Delegation:
    """From `first_on` to `last_on`, both included, `delegate` speaks for `person`, too."""

    person: str
    delegate: str
    first_on: date
    last_on: date

    def holds_on(self, day: date) -> bool:
        return self.first_on <= day <= self.last_on


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody who may speak for a function; `instead_of` is whom they stand in for."""

    person: str
    instead_of: str | None = None


@dataclass(frozen=True, slots=True)
class MissingVote:
    """A function that has not voted, and whom to ask: nobody where it has no people."""

    function: Function
    ask: tuple[str, ...]


def votes_at(stage: str, function: Function) -> bool:
    """Tell whether a function is asked for its vote at a stage: one with people is, at T-3."""
    return stage == T_3.name and function.prepares and bool(function.people)


def speakers_of(
    function: Function, delegations: Sequence[Delegation], today: date
) -> tuple[Speaker, ...]:
    """Give who speaks for a function: its people, the lead first, and those who stand in.

    It is not handed on: who stands in for somebody does not pass that to a third.
    """
    own = tuple(Speaker(person) for person in function.people)
    standing_in = (
        Speaker(one.delegate, one.person)
        for person in function.people
        for one in delegations
        if one.person == person and one.holds_on(today) and one.delegate not in function.people
    )
    return (*own, *standing_in)


def whom_to_ask(
    function: Function, delegations: Sequence[Delegation], today: date
) -> tuple[str, ...]:
    """Give the people of a function who are here, those who stand in for the rest among them."""
    instead = {one.person: one.delegate for one in delegations if one.holds_on(today)}
    return tuple(dict.fromkeys(instead.get(person, person) for person in function.people))


def missing_votes(
    functions: Iterable[Function],
    votes: Mapping[str, Vote],
    delegations: Sequence[Delegation],
    today: date,
) -> tuple[MissingVote, ...]:
    """Give the functions that have not voted, with whom to remind."""
    return tuple(
        MissingVote(function, whom_to_ask(function, delegations, today))
        for function in functions
        if function.name not in votes
    )
