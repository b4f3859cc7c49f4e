"""How a team's throughput is shared between releases and everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from planner.inputs import History, Scope
from planner.metrics import WEEK_DAYS, days_before
from planner.seed import stream
from planner.throughput import HALF_LIFE_WEEKS
from planner.timeline import Floats

# Recent finishes say how work was shared, never how it will be: more than this many are no more
# evidence than this many.
MOST_EVIDENCE = 20.0
LEAST_EVIDENCE = 1.5
LATELY_DAYS = 28
MOST_AT_ONCE = 5
DAY_SECONDS = 86_400


@dataclass(frozen=True, slots=True)
class Sharing:
    """Evidence of how one team shares its work, in recency-weighted finishes.

    `own` has one figure for each of the first releases, those that are worked on now, by release
    id; `plan` is all that went into releases, these and others; `other` is ongoing work and bugs
    in no release.
    """

    team: str
    own: dict[str, float]
    plan: float
    other: float

    def expected(self) -> tuple[Floats, float]:
        """Give the share of each first release, and what is left of the plan's share."""
        plan, other = _shapes([self.plan, self.other])
        parts = _shapes(self._within())
        share = plan / (plan + other)
        return parts[:-1] / parts.sum() * share, float(parts[-1] / parts.sum() * share)

    def drawn_plan(self, trials: int, seed: int) -> Floats:
        """Draw the share of the team's work that goes into the plan, in each trial."""
        plan, other = (
            self._drawn(shape, trials, seed, name)
            for shape, name in zip(_shapes([self.plan, self.other]), ("plan", "other"), strict=True)
        )
        return np.asarray(plan / (plan + other))

    def drawn_own(self, trials: int, seed: int) -> Floats:
        """Draw the share of the plan's work that is each first release's own: (first, trials).

        One alone has all of it anyway, so nothing is its own.
        """
        if len(self.own) < 2:  # noqa: PLR2004 - two are the fewest that share
            return np.zeros((0, trials))
        names = [*self.own, ""]
        shapes = _shapes(self._within())
        drawn = np.array(
            [
                self._drawn(shape, trials, seed, f"release {name}")
                for shape, name in zip(shapes, names, strict=True)
            ]
        )
        return np.asarray(drawn[:-1] / drawn.sum(axis=0))

    def _within(self) -> list[float]:
        return [*self.own.values(), max(self.plan - sum(self.own.values()), 0.0)]

    def _drawn(self, shape: float, trials: int, seed: int, name: str) -> Floats:
        """Draw from a stream of its own, so that one release more reshuffles nothing."""
        drawn = stream(seed, self.team, name).standard_gamma(shape, trials)
        return np.maximum(drawn, 1e-9)


def _shapes(evidence: list[float]) -> Floats:
    known = np.array(evidence)
    bounded = known * min(1.0, MOST_EVIDENCE / max(float(known.sum()), 1e-9))
    return np.asarray(bounded + LEAST_EVIDENCE)


class Finish(NamedTuple):
    """One item that a team finished in a release."""

    release: str
    age_days: float


def finishes_by_team(scopes: Sequence[Scope]) -> dict[str, list[Finish]]:
    """List what each team finished in releases; an item counts in the first that holds it."""
    seen: set[str] = set()
    found: dict[str, list[Finish]] = {}
    for scope in scopes:
        for item in scope.items:
            if item.finished_at is not None and item.key not in seen:
                seen.add(item.key)
                age_days = (scope.as_of - item.finished_at).total_seconds() / DAY_SECONDS
                found.setdefault(item.team, []).append(Finish(scope.release.id, age_days))
    return found


def sharing_of(history: History, finishes: Sequence[Finish], first: Sequence[str]) -> Sharing:
    """Weigh where the team's recent finishes went; `first` are the ids of what it works on now."""
    ages = days_before(history, history.finished_at)
    total = float(_recency(ages[ages >= 0]).sum())
    weights = _recency(np.array([finish.age_days for finish in finishes]))
    own = dict.fromkeys(first, 0.0)
    for finish, weight in zip(finishes, weights.tolist(), strict=True):
        if finish.release in own:
            own[finish.release] += weight
    plan = float(weights.sum())
    return Sharing(history.team.id, own, plan, max(total - plan, 0.0))


def worked_at_once(finishes: Sequence[Finish]) -> int:
    """Count the releases in which the team lately finished something: at least one."""
    lately = {finish.release for finish in finishes if finish.age_days < LATELY_DAYS}
    return min(max(len(lately), 1), MOST_AT_ONCE)


def _recency(ages_days: Floats) -> Floats:
    return np.asarray(0.5 ** (ages_days / (HALF_LIFE_WEEKS * WEEK_DAYS)))
