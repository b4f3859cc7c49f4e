"""How a team's throughput is shared between releases and everything else."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

import numpy as np

from planner.finished import SEEN_DAYS
from planner.inputs import History, Scope
from planner.metrics import WEEK_DAYS
from planner.seed import stream
from planner.state import as_moment
from planner.throughput import HALF_LIFE_WEEKS
from planner.timeline import Floats

# Recent finishes say how work was shared, never how it will be: more than this many are no more
# evidence than this many.
MOST_EVIDENCE = 20.0
LEAST_EVIDENCE = 1.5
LATELY_DAYS = 28
MOST_AT_ONCE = 5


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


@dataclass(frozen=True, slots=True)
class Finishes:
    """What a team finished in releases: for each item the release's id, and how long ago."""

    releases: list[str]
    ages_days: list[float]


def finishes_by_team(scopes: Sequence[Scope], teams: Iterable[str]) -> dict[str, Finishes]:
    """List what each of these teams finished in releases in the last `SEEN_DAYS`.

    An item counts in the first release that holds it.
    """
    seen: set[str] = set()
    found = {team: Finishes([], []) for team in teams}
    for scope in scopes:
        if _is_long_over(scope):
            continue
        ages_of, release = scope.finished, scope.release.id
        for name in found.keys() & ages_of.keys():
            mine = ages_of[name]
            if not seen.isdisjoint(mine):
                mine = {key: age_days for key, age_days in mine.items() if key not in seen}
            found[name].releases.extend([release] * len(mine))
            found[name].ages_days.extend(mine.values())
            seen.update(mine)
    return found


def _is_long_over(scope: Scope) -> bool:
    """Tell, without a look at each item, that a release is out and nothing is new in it."""
    if not scope.release.is_released:
        return False
    return not len(scope.done_at) or bool(scope.done_at[-1] < _seen_since(scope.as_of))


@lru_cache(maxsize=64)
def _seen_since(as_of: datetime) -> np.datetime64:
    return as_moment(as_of - timedelta(days=SEEN_DAYS))


def sharing_of(history: History, finishes: Finishes, first: Sequence[str]) -> Sharing:
    """Weigh where the team's recent finishes went; `first` are the ids of what it works on now."""
    ages = history.finish_ages
    total = float(_recency(ages[(ages >= 0) & (ages < SEEN_DAYS)]).sum())
    weights = _recency(np.array(finishes.ages_days))
    own = dict.fromkeys(first, 0.0)
    for release, weight in zip(finishes.releases, weights.tolist(), strict=True):
        if release in own:
            own[release] += weight
    plan = float(weights.sum())
    return Sharing(history.team.id, own, plan, max(total - plan, 0.0))


def worked_at_once(finishes: Finishes) -> int:
    """Count the releases in which the team lately finished something: at least one."""
    lately = {
        release
        for release, age_days in zip(finishes.releases, finishes.ages_days, strict=True)
        if age_days < LATELY_DAYS
    }
    return min(max(len(lately), 1), MOST_AT_ONCE)


def _recency(ages_days: Floats) -> Floats:
    return np.asarray(0.5 ** (ages_days / (HALF_LIFE_WEEKS * WEEK_DAYS)))
