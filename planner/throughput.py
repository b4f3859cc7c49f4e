"""A team's future throughput, drawn from its past weeks."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.timeline import Floats, Ints

PAST_WEEKS = 52  # how far back weeks are drawn from
HALF_LIFE_WEEKS = 7.0  # a week this old is drawn half as often as the last one
# Log-normal spread of the level that a trial runs at. Weeks drawn independently make everyone's
# range too narrow: teams change their pace. A walk of the level from week to week on top of it is
# worth nothing once the answers are recalibrated (pinball 0.1416 with, 0.1413 without).
LEVEL_SPREAD = 0.42
BLOCK_WEEKS = 24
_CHANCES = 1 << 16


@dataclass(frozen=True, slots=True)
class Draws:
    """Which past week each trial lives through in each coming week, and at what pace.

    `week` (trials, weeks) is a position in the past weeks (oldest first), `pace` (trials, 1) a
    factor on what was done in them.
    """

    week: NDArray[np.uint8]
    pace: Floats


def recency_weights(weeks: int) -> Floats:
    """Give each past week's chance to be drawn, oldest first, summing to one."""
    weights = 0.5 ** (np.arange(weeks - 1, -1, -1) / HALF_LIFE_WEEKS)
    return np.asarray(weights / weights.sum())


def recent_rate(counts: Ints | Floats) -> float:
    """Give the recency-weighted mean of weekly counts."""
    return float(counts @ recency_weights(len(counts))) if len(counts) else 0.0


def rolled_pace(trials: int, rng: np.random.Generator) -> Floats:
    """Roll the factor at which each trial runs: (trials, 1)."""
    return np.exp(rng.standard_normal((trials, 1)) * LEVEL_SPREAD)


def rolled_chance(trials: int, rng: np.random.Generator) -> NDArray[np.uint16]:
    """Roll the dice for `BLOCK_WEEKS` coming weeks: (trials, weeks).

    In blocks, so that a simulation rolls no further than it has to look; what is rolled for a week
    does not depend on how far that is.
    """
    return rng.integers(0, _CHANCES, (trials, BLOCK_WEEKS), dtype=np.uint16)


def week_of_chance(past_weeks: int) -> NDArray[np.uint8]:
    """Give the past week that each of 65,536 equal chances stands for: a table is fast."""
    ends = np.round(np.cumsum(recency_weights(past_weeks)) * _CHANCES).astype(np.int64)
    times = np.diff(ends, prepend=0)
    return np.repeat(np.arange(past_weeks, dtype=np.uint8), times)


def draw_weeks(past_weeks: int, trials: int, weeks: int, rng: np.random.Generator) -> Draws:
    """Draw as many weeks for every trial, in one piece."""
    pace, table = rolled_pace(trials, rng), week_of_chance(past_weeks)
    blocks = [table[rolled_chance(trials, rng)] for _ in range(-(-weeks // BLOCK_WEEKS))]
    return Draws(np.concatenate(blocks, axis=1)[:, :weeks], pace)


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
