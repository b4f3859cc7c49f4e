"""A team's future throughput, drawn from its past weeks."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.timeline import Floats, Ints

PAST_WEEKS = 52  # how far back weeks are drawn from
HALF_LIFE_WEEKS = 7.0  # a week this old is drawn half as often as the last one
# Log-normal spread of the level a trial runs at, and its random walk from week to week. Weeks
# drawn independently make everyone's range too narrow: teams change their pace.
LEVEL_SPREAD = 0.42
DRIFT_SPREAD = 0.12
BLOCK_WEEKS = 24
_STEP_WEEKS = 4  # the pace is drawn anew this often, with the drift of as many weeks
_CHANCES = 1 << 16


@dataclass(frozen=True, slots=True)
class Draws:
    """Which past week each trial lives through in each coming week, and at what pace.

    Both are (trials, weeks): `week` is a position in the past weeks (oldest first), `pace` a
    factor on what was done in it.
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


@dataclass(frozen=True, slots=True)
class Chances:
    """The dice for `BLOCK_WEEKS` coming weeks.

    `chance` (trials, weeks) is for the past week that is lived through; `walked` (trials, steps)
    is how far the logarithm of the pace has gone.
    """

    chance: NDArray[np.uint16]
    walked: Floats


def rolled_blocks(trials: int, rng: np.random.Generator) -> Iterator[Chances]:
    """Roll the dice for every trial, without end, in blocks of `BLOCK_WEEKS`.

    So a simulation rolls no further than it has to look; what is rolled for a week does not
    depend on how far that is.
    """
    steps = BLOCK_WEEKS // _STEP_WEEKS
    # By the middle of its first step a trial has drifted for half of its weeks.
    level = float(np.hypot(LEVEL_SPREAD, DRIFT_SPREAD * (_STEP_WEEKS / 2) ** 0.5))
    walk = rng.standard_normal((trials, 1)) * level
    drift = DRIFT_SPREAD * _STEP_WEEKS**0.5
    while True:
        chance = rng.integers(0, _CHANCES, (trials, BLOCK_WEEKS), dtype=np.uint16)
        moves = rng.standard_normal((trials, steps)) * drift
        after = walk + np.cumsum(moves, axis=1)
        yield Chances(chance, after - moves)
        walk = after[:, -1:]


def as_draws(rolled: Chances, week_of_chance: NDArray[np.uint8]) -> Draws:
    """Read the dice: which past week it is, and at what pace."""
    pace = np.repeat(np.exp(rolled.walked), _STEP_WEEKS, axis=1)
    return Draws(week_of_chance[rolled.chance], pace)


def week_of_chance(past_weeks: int) -> NDArray[np.uint8]:
    """Give the past week that each of 65,536 equal chances stands for: a table is fast."""
    ends = np.round(np.cumsum(recency_weights(past_weeks)) * _CHANCES).astype(np.int64)
    times = np.diff(ends, prepend=0)
    return np.repeat(np.arange(past_weeks, dtype=np.uint8), times)


def draw_weeks(past_weeks: int, trials: int, weeks: int, rng: np.random.Generator) -> Draws:
    """Draw as many weeks for every trial, in one piece."""
    rolled = itertools.islice(rolled_blocks(trials, rng), -(-weeks // BLOCK_WEEKS))
    table = week_of_chance(past_weeks)
    blocks = [as_draws(block, table) for block in rolled]
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
