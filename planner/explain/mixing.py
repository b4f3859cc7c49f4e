"""The inputs of two moments, taken apart by cause and put together again."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum

from planner.category import Category
from planner.explain.rerun import scope_of, with_scope
from planner.inputs import History, Item, PlanInputs, Scope
from planner.seed import fingerprint


class Factor(StrEnum):
    """Why a date moves.

    `SCOPE`: what joined and left, and the growth that it makes expect. `SPEED`: what the teams
    get done. `PROGRESS`: time that passed, against what was finished in it. `ORDER`: the other
    releases, and the place among them. `CALENDAR`: days off, capacity and the release train.
    """

    SCOPE = "scope"
    SPEED = "speed"
    PROGRESS = "progress"
    ORDER = "order"
    CALENDAR = "calendar"


def mixed(
    old: PlanInputs, new: PlanInputs, release_id: str, factors: Collection[Factor]
) -> PlanInputs:
    """Give the inputs with these factors as they are now, and the others as they were.

    With none of them that is `old`, with all of them `new`, untouched.

    Raises:
        LookupError: the release is in one of the two only.
    """
    if not factors:
        return old
    if len(set(factors)) == len(Factor):
        return new

    def of(factor: Factor) -> PlanInputs:
        return new if factor in factors else old

    queue, speed, days = of(Factor.ORDER), of(Factor.SPEED), of(Factor.CALENDAR)
    base = replace(
        of(Factor.PROGRESS),
        releases=queue.releases,
        priorities=queue.priorities,
        wip_limit=queue.wip_limit,
        teams=_teams(speed, new if speed is old else old),
        reference_sizes=speed.reference_sizes,
        calendar=days.calendar,
        capacity=days.capacity,
        train=days.train,
    )
    members, states, facts = (
        _known(of(factor), release_id) for factor in (Factor.SCOPE, Factor.PROGRESS, Factor.ORDER)
    )
    return with_scope(base, _scope(members, states, facts))


def changed_factors(old: PlanInputs, new: PlanInputs, release_id: str) -> tuple[Factor, ...]:
    """Name the factors in which the two may differ: the others move nothing.

    Time alone changes what is known of teams, progress and the other releases.
    """
    was, now = (_known(inputs, release_id) for inputs in (old, new))
    same = {
        Factor.SCOPE: fingerprint(was) == fingerprint(_scope(now, was, was)),
        Factor.CALENDAR: _days(old) == _days(new),
    }
    return tuple(factor for factor in Factor if not same.get(factor, False))


def _days(inputs: PlanInputs) -> str:
    return fingerprint(inputs.calendar, inputs.capacity, inputs.train)


def _known(inputs: PlanInputs, release_id: str) -> Scope:
    scope = scope_of(inputs, release_id)
    if scope is None:
        raise LookupError(f"the inputs of {inputs.as_of} have no release {release_id}")
    return scope


def _teams(speed: PlanInputs, other: PlanInputs) -> tuple[History, ...]:
    """Give the teams as one moment saw them, and those that only the other one knows."""
    known = {team.team.id for team in speed.teams}
    return (*speed.teams, *(team for team in other.teams if team.team.id not in known))


def _scope(members: Scope, states: Scope, facts: Scope) -> Scope:
    """Give the members of one moment in the states of another."""
    then = {item.key: item for item in states.items}
    return replace(
        members,
        release=facts.release,
        due_on=facts.due_on,
        as_of=states.as_of,
        done_at=states.done_at,
        items=tuple(_as_it_was(item, then, states.as_of) for item in members.items),
    )


def _as_it_was(item: Item, then: Mapping[str, Item], as_of: datetime) -> Item:
    """Give an item as it stood; one that was elsewhere then, by its own history."""
    if item.key in then:
        return then[item.key]
    if item.finished_at is None or item.finished_at <= as_of:
        return item
    begun = item.started_at is not None and item.started_at <= as_of
    state = Category.DOING if begun else Category.TODO
    return replace(item, category=state, finished_at=None)
