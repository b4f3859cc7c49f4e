"""A team's future throughput, drawn from its past weeks."""

import itertools
from collections.abc import Iterator
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


@dataclass(frozen=True, slots=True)
class Chances:
    """The dice for `BLOCK_WEEKS` coming weeks.

    `chance` (trials, weeks) is for the past week that is lived through; `pace` (trials, 1) is the
    factor at which a trial runs.
    """

    chance: NDArray[np.uint16]
    pace: Floats


def rolled_blocks(trials: int, rng: np.random.Generator) -> Iterator[Chances]:
    """Roll the dice for every trial, without end, in blocks of `BLOCK_WEEKS`.

    So a simulation rolls no further than it has to look; what is rolled for a week does not
    depend on how far that is.
    """
    pace = np.exp(rng.standard_normal((trials, 1)) * LEVEL_SPREAD)
    while True:
        yield Chances(rng.integers(0, _CHANCES, (trials, BLOCK_WEEKS), dtype=np.uint16), pace)


def as_draws(rolled: Chances, week_of_chance: NDArray[np.uint8]) -> Draws:
    """Read the dice: which past week it is, and at what pace."""
    return Draws(week_of_chance[rolled.chance], rolled.pace)


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
    return Draws(week[:, :weeks], blocks[0].pace)


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
