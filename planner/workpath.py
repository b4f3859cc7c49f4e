"""How much of the plan's work a team gets done, week by week, in every trial."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from planner.simulation import HORIZON_WEEKS
from planner.throughput import (
    BLOCK_WEEKS,
    Chances,
    Draws,
    as_draws,
    rolled_blocks,
    week_of_chance,
)
from planner.timeline import Floats, Ints

_PACE_WEEKS = 16  # what "a week's work" of a trial is averaged over


@dataclass(frozen=True, slots=True)
class WorkPath:
    """Cumulative work in items, (trials, weeks), the first column zero, never falling.

    Where nobody has looked any further it is infinite, and so is the last column. `a_week` is
    each trial's mean work a week, never zero.
    """

    done: Floats
    a_week: Floats


class Future:
    """One team's coming weeks, drawn as far as they are looked at.

    `weekly` is its finishes a full week, oldest first; `share` the part of them, in each trial,
    that goes into the plan.
    """

    def __init__(self, weekly: Floats, share: Floats, rng: np.random.Generator) -> None:
        self._weekly = weekly
        self._share = share
        self._table = week_of_chance(len(weekly))
        self._rolled: Iterator[Chances] = rolled_blocks(len(share), rng)
        self._first = as_draws(next(self._rolled), self._table)

    @property
    def first_weeks(self) -> NDArray[np.uint8]:
        """Which past week is lived through in each of the first `BLOCK_WEEKS`: (trials, weeks)."""
        return self._first.week

    def path(self, needed: Floats, idle_weeks: float = 0.0) -> WorkPath:
        """Give the path up to where each trial has done `needed`, or up to the horizon.

        What is needed is looked for behind the first `idle_weeks`, in which nothing may be done.
        """
        trials = len(needed)
        begun = self._done(self._first, np.arange(trials))
        end = begun[:, -1].copy()
        later: list[tuple[Ints, Floats]] = []  # which trials go on, and their next block
        for drawn in range(BLOCK_WEEKS, HORIZON_WEEKS, BLOCK_WEEKS):
            if drawn - BLOCK_WEEKS < idle_weeks <= drawn:
                needed = needed + end
            behind = np.flatnonzero((end < needed) | (drawn < idle_weeks))
            if not len(behind):
                break
            rolled = next(self._rolled)
            draws = as_draws(Chances(rolled.chance[behind], rolled.pace[behind]), self._table)
            block = end[behind, None] + self._done(draws, behind)
            end[behind] = block[:, -1]
            later.append((behind, block))
        done = np.full((trials, 2 + BLOCK_WEEKS * (1 + len(later))), np.inf)
        done[:, 0] = 0.0
        done[:, 1 : 1 + BLOCK_WEEKS] = begun
        for number, (behind, block) in enumerate(later, start=1):
            first = 1 + BLOCK_WEEKS * number
            done[behind, first : first + BLOCK_WEEKS] = block
        return WorkPath(done, np.maximum(begun[:, _PACE_WEEKS - 1] / _PACE_WEEKS, 1e-9))

    def _done(self, draws: Draws, trials: Ints) -> Floats:
        """Give the cumulative work of these trials in one block."""
        work = self._weekly[draws.week] * draws.pace
        return np.cumsum(work, axis=1) * self._share[trials, None]
