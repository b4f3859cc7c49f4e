"""A team's future throughput, drawn from its past weeks."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from planner.timeline import Floats, Ints

PAST_WEEKS = 52  # how far back weeks are drawn from
HALF_LIFE_WEEKS = 7.0  # a week this old is drawn half as often as the last one
# Log-normal spread of the level a trial runs at, and its random walk from week to week. Weeks
# drawn independently make everyone's range too narrow: teams change their pace.
LEVEL_SPREAD = 0.42
DRIFT_SPREAD = 0.12
BLOCK_WEEKS = 16


@dataclass(frozen=True, slots=True)
class Draws:
    """Which past week each trial lives through in each coming week, and at what pace.

    Both are (trials, weeks): `week` is a position in the past weeks (oldest first), `pace` a
    factor on what was done in it.
    """

    week: Ints
    pace: Floats


def recency_weights(weeks: int) -> Floats:
    """Give each past week's chance to be drawn, oldest first, summing to one."""
    weights = 0.5 ** (np.arange(weeks - 1, -1, -1) / HALF_LIFE_WEEKS)
    return np.asarray(weights / weights.sum())


def recent_rate(counts: Ints | Floats) -> float:
    """Give the recency-weighted mean of weekly counts."""
    return float(counts @ recency_weights(len(counts))) if len(counts) else 0.0


def drawn_blocks(past_weeks: int, trials: int, rng: np.random.Generator) -> Iterator[Draws]:
    """Draw past weeks by recency, and a drifting pace, for every trial, without end.

    Comes in blocks of `BLOCK_WEEKS`, so that a simulation draws no further than it has to look;
    what is drawn for a trial and a week does not depend on how the others fare.
    """
    fade = 0.5 ** (1 / HALF_LIFE_WEEKS)
    walk = rng.standard_normal((trials, 1)) * LEVEL_SPREAD
    while True:
        chance = rng.random((trials, BLOCK_WEEKS))
        # Inverse of the recency weights' cumulative sum, a geometric series.
        age = np.log1p(-chance * (1 - fade**past_weeks)) / np.log(fade)
        week = past_weeks - 1 - np.minimum(age.astype(np.int64), past_weeks - 1)
        steps = rng.standard_normal((trials, BLOCK_WEEKS)) * DRIFT_SPREAD
        path = walk + np.cumsum(steps, axis=1)
        walk = path[:, -1:]
        yield Draws(week, np.exp(path))


def draw_weeks(past_weeks: int, trials: int, weeks: int, rng: np.random.Generator) -> Draws:
    """Draw as many weeks for every trial, in one piece."""
    blocks = list(itertools.islice(drawn_blocks(past_weeks, trials, rng), -(-weeks // BLOCK_WEEKS)))
    week = np.concatenate([block.week for block in blocks], axis=1)
    pace = np.concatenate([block.pace for block in blocks], axis=1)
    return Draws(week[:, :weeks], pace[:, :weeks])


def passage_weeks(path: Floats, target: float) -> Floats:
    """Tell when each trial's cumulative path reaches `target`, in weeks and their fractions.

    `path` is (trials, weeks), never falling. A trial that never reaches it gives inf.
    """
    trials, weeks = path.shape
    full = (path < target - 1e-9).sum(axis=1)
    at = np.minimum(full, weeks - 1)
    rows = np.arange(trials)
    before = np.where(at > 0, path[rows, np.maximum(at - 1, 0)], 0.0)
    step = np.maximum(path[rows, at] - before, 1e-9)
    return np.where(full < weeks, at + np.clip((target - before) / step, 0, 1), np.inf)
