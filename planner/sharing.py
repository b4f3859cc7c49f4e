"""How a team's throughput is shared between releases and everything else."""

from dataclasses import dataclass

import numpy as np

from planner.inputs import History, Item, Scope
from planner.metrics import DAY, WEEK_DAYS, days_before
from planner.state import as_moment
from planner.throughput import HALF_LIFE_WEEKS
from planner.timeline import Floats

# Recent finishes say how work was shared, never how it will be: more than this many are no more
# evidence than this many.
MOST_EVIDENCE = 20.0
LEAST_EVIDENCE = 1.5


@dataclass(frozen=True, slots=True)
class Sharing:
    """Evidence of how one team shares its work, in recency-weighted finishes.

    `releases` has one figure a planned release, in plan order; `freed` is what went into other
    releases, out by now or waiting, and is free for the next; `other` is ongoing work and bugs in
    no release.
    """

    releases: Floats
    freed: float
    other: float

    def _evidence(self) -> Floats:
        evidence = np.concatenate((self.releases, [self.freed, self.other]))
        bounded = evidence * min(1.0, MOST_EVIDENCE / max(float(evidence.sum()), 1e-9))
        return np.asarray(bounded + LEAST_EVIDENCE)

    def expected(self) -> Floats:
        """Give the share each planned release has now; the first also has what is freed."""
        evidence = self._evidence()
        shares = evidence / evidence.sum()
        own: Floats = shares[:-2].copy()
        own[:1] += shares[-2]
        return own

    def draw(self, trials: int, rng: np.random.Generator) -> Floats:
        """Draw each trial's shares: (trials, releases + 2), rows sum to one."""
        return rng.dirichlet(self._evidence(), size=trials)


def sharing_of(history: History, planned: tuple[Scope, ...], others: tuple[Scope, ...]) -> Sharing:
    """Weigh where the team's recent finishes went; an item in several releases counts once."""
    total = float(_recency(days_before(history, history.finished_at)).sum())
    seen: set[str] = set()
    releases = np.array([_finished_in(scope, history, seen) for scope in planned])
    freed = sum(_finished_in(scope, history, seen) for scope in others)
    return Sharing(releases, freed, max(total - float(releases.sum()) - freed, 0.0))


def _recency(ages_days: Floats) -> Floats:
    return np.asarray(0.5 ** (ages_days / (HALF_LIFE_WEEKS * WEEK_DAYS)))


def _finished_in(scope: Scope, history: History, seen: set[str]) -> float:
    mine = [item for item in scope.done_items if _is_new(item, history.team.id, seen)]
    seen.update(item.key for item in mine)
    now = as_moment(history.as_of)
    ages = [(now - as_moment(item.finished_at)) / DAY for item in mine if item.finished_at]
    return float(_recency(np.array(ages)).sum())


def _is_new(item: Item, team: str, seen: set[str]) -> bool:
    return item.team == team and item.key not in seen
