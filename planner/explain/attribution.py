"""Why a date moved: the days of a move, split among its causes."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from planner.answer import Answer, ReleaseForecast
from planner.explain.mixing import Factor, changed_factors, mixed
from planner.explain.rerun import around, forecast_one
from planner.explain.shapley import shapley, whole
from planner.inputs import PlanInputs, Scope

PERCENT = 85


@dataclass(frozen=True, slots=True)
class Part:
    """What one cause is worth in calendar days, later above zero; `share` before rounding."""

    factor: Factor
    days: int
    share: Fraction


@dataclass(frozen=True, slots=True)
class Evidence:
    """What can be seen of the causes.

    Items that joined, left (not by being done) and were finished, the team's items a week then
    and now, the days that passed, and what is open in releases planned before this one, then and
    now.
    """

    joined: int
    left: int
    finished: int
    pace: tuple[float, float]
    passed_days: int
    ahead_items: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Attribution:
    """Two answers for a release, and why P85 is another; no `before`: it was not there yet.

    The days of `parts` sum to `days`, exactly; the largest stands first. `parts` is None where
    nothing can be split: there is no P85 on one of the two sides, or none in between.
    """

    before: Answer | None
    after: Answer
    days: int | None
    parts: tuple[Part, ...] | None
    evidence: Evidence | None


class NoForecastError(ArithmeticError):
    """A mixture of two moments that no forecast can be made from."""


def attribute(old: PlanInputs, new: PlanInputs, release_id: str, seed: int) -> Attribution:
    """Split the move of a release's P85 between two moments, by Shapley's shares.

    For every set of factors the plan is made again with these as they are now and the others as
    they were, all with one seed.

    Raises:
        LookupError: the release is in one of the two only.
    """
    old, new = around(old, release_id), around(new, release_id)
    before, after = (forecast_one(inputs, release_id, seed, "") for inputs in (old, new))
    days = _days_between(before, after)
    if days is None:
        return Attribution(before, after, None, None, None)
    return Attribution(
        before,
        after,
        days,
        _parts(old, new, (before, after), seed),
        _evidence(before, after, (old, new)),
    )


def _parts(
    old: PlanInputs, new: PlanInputs, ends: tuple[Answer, Answer], seed: int
) -> tuple[Part, ...] | None:
    release_id = ends[0].scope.release.id
    factors = changed_factors(old, new, release_id)

    def worth(group: frozenset[Factor]) -> int:
        if not group or len(group) == len(factors):
            return _ordinal(ends[bool(group)])
        return _ordinal(forecast_one(mixed(old, new, release_id, group), release_id, seed, ""))

    try:
        shares = shapley(factors, worth)
    except NoForecastError:
        return None
    days = whole(shares)
    parts = (Part(factor, days[factor], shares[factor]) for factor in factors)
    return tuple(sorted(parts, key=lambda part: -abs(part.share)))


def _ordinal(answer: Answer) -> int:
    """Give P85 as a day's number, the horizon where it is beyond."""
    if not isinstance(answer, ReleaseForecast):
        raise NoForecastError("a mixture of two moments cannot be forecast")
    day = answer.percentile(PERCENT)
    return answer.today.toordinal() + answer.horizon_days if day is None else day.toordinal()


def _days_between(before: Answer, after: Answer) -> int | None:
    was, now = _p85(before), _p85(after)
    return None if was is None or now is None else (now - was).days


def _p85(answer: Answer) -> date | None:
    return answer.percentile(PERCENT) if isinstance(answer, ReleaseForecast) else None


def _evidence(
    before: Answer, after: Answer, moments: tuple[PlanInputs, PlanInputs]
) -> Evidence | None:
    if not isinstance(before, ReleaseForecast) or not isinstance(after, ReleaseForecast):
        return None
    was = {item.key: item for item in before.scope.items}
    now = {item.key: item for item in after.scope.items}
    done = {item.key for item in after.scope.done_items}
    old, new = (_ahead(inputs, before.scope.release.id) for inputs in moments)
    return Evidence(
        joined=len(now.keys() - was.keys()),
        left=sum(item.category.is_open for key, item in was.items() if key not in now),
        finished=sum(item.category.is_open for key, item in was.items() if key in done),
        pace=(before.pace.team_items, after.pace.team_items),
        passed_days=(after.today - before.today).days,
        ahead_items=(old, new),
    )


def _ahead(inputs: PlanInputs, release_id: str) -> int:
    """Count the open items of this release's teams in the releases planned before it."""
    teams: set[str] = set()
    ahead: list[Scope] = []
    for scope in inputs.releases:
        if scope.release.id == release_id:
            teams = {item.team for item in scope.open_items}
            break
        if not scope.release.is_released and scope.release.covered_by is None:
            ahead.append(scope)
    return len({item.key for scope in ahead for item in scope.open_items if item.team in teams})
