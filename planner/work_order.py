"""The order in which a plan works on its releases, by what they are worth, and what explains it."""

import statistics
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planner.cut import plan_order
from planner.inputs import PlanInputs, Scope
from planner.priority import Framework, Priorities, Worth, missing_in, needs_effort
from planner.timeline import ReleaseFacts
from planner.units import unit_of

Ranks = Mapping[tuple[str, str], str]  # an issue's rank in its tracker, by source and key
_NO_ONE = Worth()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a release stands in the order, from 1, and by what.

    `score` is None without a framework, and where figures are `missing`. `effort` is what the
    score was divided by; `is_counted` tells that nobody told it, and that it is what is open.
    """

    release_id: str
    place: int
    score: float | None
    worth: Worth
    missing: tuple[str, ...] = ()
    effort: float | None = None
    is_counted: bool = False


def prioritised(
    inputs: PlanInputs, framework: Framework, worths: Mapping[str, Worth], ranks: Ranks
) -> PlanInputs:
    """Put the releases in the order of their scores, those without one behind, as by date.

    `worths` are by a release's name, an alias or its id, capitals aside. Equal scores stand as by
    date. `ranks` are needed for `RANK` alone, and compared as text: so trackers give them.
    """
    if framework is Framework.DUE:
        return inputs
    told = worths_by_id((scope.release for scope in inputs.releases), worths)
    if framework is Framework.RANK:
        places = _places(inputs, ranks)
        told = {
            scope.release.id: replace(
                told.get(scope.release.id, _NO_ONE), rank=places.get(scope.release.id)
            )
            for scope in _worked_on(inputs)
        }
    sizes = _open_sizes(inputs) if needs_effort(framework) else {}
    priorities = Priorities(framework, told, sizes)
    ordered = sorted(inputs.releases, key=lambda scope: _place(scope, priorities))
    return replace(inputs, releases=tuple(ordered), priorities=priorities)


def worths_by_id(releases: Iterable[ReleaseFacts], worths: Mapping[str, Worth]) -> dict[str, Worth]:
    """Give what is told of each release by its id; most are not spoken of."""
    by_name = {_folded(name): worth for name, worth in worths.items()}
    found = {}
    for release in releases:
        names = (release.id, release.name, *release.aliases)
        worth = next((by_name[_folded(name)] for name in names if _folded(name) in by_name), None)
        if worth is not None:
            found[release.id] = worth
    return found


def worths_of_nobody(names: Iterable[str], worths: Mapping[str, Worth]) -> tuple[str, ...]:
    """Give the names that something is told of and that are no release's."""
    known = set(map(_folded, names))
    return tuple(name for name in worths if _folded(name) not in known)


def standings(inputs: PlanInputs) -> tuple[Standing, ...]:
    """Tell where each release stands that something is left to be done for, the first first."""
    return tuple(
        _standing(scope.release.id, place, inputs.priorities)
        for place, scope in enumerate(_worked_on(inputs), 1)
    )


def _standing(release_id: str, place: int, priorities: Priorities | None) -> Standing:
    if priorities is None:
        return Standing(release_id, place, None, _NO_ONE)
    worth, divides = priorities.worth_of(release_id), needs_effort(priorities.framework)
    return Standing(
        release_id,
        place,
        priorities.score_of(release_id),
        worth,
        missing_in(priorities.framework, worth),
        priorities.effort_of(release_id) if divides else None,
        is_counted=divides and worth.effort is None,
    )


def _worked_on(inputs: PlanInputs) -> list[Scope]:
    return [scope for scope in inputs.releases if _is_ahead(scope) and not scope.is_complete]


def _is_ahead(scope: Scope) -> bool:
    release = scope.release
    is_over = release.is_released or release.is_canceled
    return not is_over and release.covered_by is None


def _place(scope: Scope, priorities: Priorities) -> tuple[object, ...]:
    by_date = plan_order(scope)
    score = priorities.score_of(scope.release.id) if _is_ahead(scope) else None
    return (by_date[0], score is None, -(score or 0.0), *by_date[1:])


def _open_sizes(inputs: PlanInputs) -> dict[str, float]:
    """Measure what is open of each release, in the typical items that its teams finish.

    An epic that nobody has broken down has the size of a finished one.
    """
    scopes = _worked_on(inputs)
    involved = {item.team for scope in scopes for item in scope.open_items}
    units = {h.team.id: unit_of(h) for h in inputs.teams if h.team.id in involved}
    epic = statistics.median_low(inputs.reference_sizes or (1,))
    return {
        scope.release.id: float(
            sum(units[item.team].size_of(item.points) for item in scope.open_items)
            + scope.unbroken * epic
        )
        for scope in scopes
    }


def _places(inputs: PlanInputs, ranks: Ranks) -> dict[str, int]:
    """Find the place of each release's highest-ranked open item among all those of its tracker.

    Ranks of two trackers say nothing of each other; places do, in a way: the first of the one
    stands beside the first of the other.
    """
    source_of = {history.team.id: history.team.source for history in inputs.teams}
    held: dict[str, list[tuple[str, str]]] = {}
    for scope in _worked_on(inputs):
        keys = [(source_of[item.team], item.key) for item in scope.open_items]
        held[scope.release.id] = [(key[0], ranks[key]) for key in keys if key in ranks]
    by_source: dict[str, set[str]] = {}
    for source, rank in (one for all_held in held.values() for one in all_held):
        by_source.setdefault(source, set()).add(rank)
    ordered = {source: sorted(found) for source, found in by_source.items()}
    return {
        release_id: 1 + min(bisect_left(ordered[source], rank) for source, rank in mine)
        for release_id, mine in held.items()
        if mine
    }


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
