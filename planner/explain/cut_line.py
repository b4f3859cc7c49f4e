"""The cut line: how much of a release fits by a date."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from planner.answer import SAFE, ReleaseForecast
from planner.category import Category
from planner.explain.rerun import around, forecast_one, scope_of, tied_ids, with_scope
from planner.inputs import Item, PlanInputs, Scope
from planner.settle import Judge


@dataclass(frozen=True, slots=True)
class CutLine:
    """A release's open items in the order in which they are kept, cut where they stop fitting.

    What `fits` is at least `SAFE` likely to be done by the date, all together and with the growth
    that the forecast expects; with the first of `beyond` it is not. `aside` are those that the
    forecast leaves out, as nothing can be said of their teams. `likelihood` is that of what fits
    (0 where nothing does), `likelihood_all` that of everything.
    """

    by: date
    fits: tuple[Item, ...]
    beyond: tuple[Item, ...]
    aside: tuple[Item, ...]
    likelihood: float
    likelihood_all: float


def cut_line(inputs: PlanInputs, release_id: str, by: date, seed: int) -> CutLine:
    """Find how many items fit, by making the plan again with the first few of them.

    Raises:
        LookupError: the inputs have no such release.
    """
    near = around(inputs, release_id)
    scope = scope_of(near, release_id)
    if scope is None:
        raise LookupError(f"the inputs have no release {release_id}")
    out = Judge(near).set_aside(scope)
    aside = tuple(item for item in scope.open_items if item.team in out)
    ordered = tuple(item for item in in_order(scope) if item.team not in out)
    tied = tied_ids(near, release_id)  # with less in the release it is tied to no others
    known: dict[int, float] = {0: 0.0}

    def likelihood(count: int) -> float:
        if count not in known:
            kept = _without(scope, (*ordered[count:], *aside))
            answer = forecast_one(with_scope(near, kept), release_id, seed, "", tied)
            known[count] = answer.likelihood(by) if isinstance(answer, ReleaseForecast) else 0.0
        return known[count]

    fits = _most(likelihood, len(ordered))
    everything = likelihood(len(ordered))
    return CutLine(by, ordered[:fits], ordered[fits:], aside, likelihood(fits), everything)


def in_order(scope: Scope) -> tuple[Item, ...]:
    """Give the open items in the order in which they are kept: what is begun, then the oldest."""
    return tuple(
        sorted(
            scope.open_items,
            key=lambda item: (
                item.category is not Category.DOING,
                item.started_at or item.created_at,
                item.created_at,
                item.key,
            ),
        )
    )


def _most(likelihood: Callable[[int], float], count: int) -> int:
    """Find the most items that are likely enough: more of them never are more likely."""
    if likelihood(count) >= SAFE:
        return count
    # Of a release far back in the queue not even one does, and nothing more need be asked.
    if likelihood(1) < SAFE:
        return 0
    fits, fails = 1, count
    while fails - fits > 1:
        middle = (fits + fails) // 2
        if likelihood(middle) >= SAFE:
            fits = middle
        else:
            fails = middle
    return fits


def _without(scope: Scope, dropped: tuple[Item, ...]) -> Scope:
    keys = {item.key for item in dropped}
    return replace(scope, items=tuple(item for item in scope.items if item.key not in keys))
