"""How much of the plan's work a team gets done, week by week, in every trial."""

import math
from collections.abc import Iterator

import numpy as np

from planner.simulation import HORIZON_WEEKS
from planner.throughput import BLOCK_WEEKS, Chances, rolled_blocks, week_of_chance
from planner.timeline import Bools, Floats, Ints

_BLOCKS = -(-HORIZON_WEEKS // BLOCK_WEEKS)
_PACE_WEEKS = 16  # what "a week's work" of a trial is averaged over
_STEPS = 3  # single weeks, before looking further: nearly all trials are there by then
_STRIDES = (16, 8, 4, 2, 1)  # together beyond a block
_FEW = 200  # trials
_LEAST = 1e-12


class WorkPath:
    """One team's coming weeks, drawn as far as somebody looks, and a clock in every trial.

    `weekly` is its finishes a full week, oldest first; `share` the part of them, in each trial,
    that goes into the plan. `a_week` is each trial's mean work a week, never zero, `first_weeks`
    (weeks, trials) the past weeks that the first coming ones are. How far it is drawn
    changes nothing of what is drawn.
    """

    def __init__(self, weekly: Floats, share: Floats, rng: np.random.Generator) -> None:
        trials = len(share)
        self._blocks = _BLOCKS
        self._weekly, self._week_of_chance = weekly, week_of_chance(len(weekly))
        self._rolling: Iterator[Chances] = rolled_blocks(trials, rng)
        self._rolled = [next(self._rolling)]
        first = np.ascontiguousarray(self._rolled[0].chance.T)
        self.first_weeks = self._week_of_chance[first]
        # What is done by the end of each week, before pace and share: both are a trial's own and
        # stay, so whatever is looked for is divided by them instead.
        self._done = np.empty((1 + _BLOCKS * BLOCK_WEEKS, trials))
        self._done[0] = 0.0
        self._scale = np.maximum(self._rolled[0].pace[:, 0] * share, _LEAST)
        self._trial = np.arange(trials)
        self._drawn = np.zeros(trials, dtype=np.int64)  # blocks of each trial
        self._end = np.zeros(trials)
        self._draw(0, self._trial)
        self.a_week = np.maximum(self._done[_PACE_WEEKS] * self._scale / _PACE_WEEKS, 1e-9)
        self.begin_again()

    def begin_again(self) -> None:
        """Put the clocks back; what is drawn stays drawn."""
        self._full_weeks = np.zeros(len(self._trial))
        self._before, self._after = self._done[0].copy(), self._done[1].copy()
        self._span = np.maximum(self._after - self._before, _LEAST)

    def work_by(self, weeks: Floats) -> Floats:
        """Give the work that each trial has done by these weeks, if it does all: (weeks, trials).

        They must lie within the horizon.
        """
        full = np.floor(weeks).astype(np.int64)
        for block in range(1, int(full.max(initial=0)) // BLOCK_WEEKS + 1):
            self._draw(block, np.flatnonzero(self._drawn == block))
        before, after = self._done[full], self._done[full + 1]
        return (before + (weeks - full)[:, None] * (after - before)) * self._scale

    def weeks_at(self, worked: Floats, looked_at: Bools | None) -> Floats:
        """Tell when each trial has worked so much, in weeks and their fractions.

        It is inf beyond what is drawn at most. Time only goes on: `worked` must not fall between
        two calls. Where nobody looks (`looked_at`; None: everywhere), what is told says nothing.
        """
        wanted = worked / self._scale
        is_behind = self._after < wanted
        behind = np.flatnonzero(is_behind if looked_at is None else is_behind & looked_at)
        if len(behind):
            self._turn_the_week(behind, wanted[behind])
        wanted -= self._before
        wanted /= self._span
        wanted += self._full_weeks
        return wanted

    def end_after(self, weeks: float) -> None:
        """Draw nothing beyond so many weeks, in whole blocks; one of them is always drawn."""
        if weeks < HORIZON_WEEKS:
            self._blocks = max(math.ceil(weeks / BLOCK_WEEKS), 1)

    def draw_ahead(self, worked: Floats) -> None:
        """Draw the weeks in which each trial does so much: all at once is faster than later."""
        wanted = worked / self._scale
        for block in range(1, self._blocks):
            behind = np.flatnonzero(self._end < wanted)
            if not len(behind):
                break
            self._draw(block, behind)

    def _turn_the_week(self, trials: Ints, wanted: Floats) -> None:
        """Go on to the week in which these trials have done so much."""
        is_short = self._end[trials] < wanted
        if is_short.any():
            self._draw_until(trials[is_short], wanted[is_short])
            trials, wanted = trials[~is_short], wanted[~is_short]
        done, width = self._done.ravel(), len(self._trial)
        # Positions of the week's end. All of them are behind by one at least.
        at = (self._full_weeks[trials].astype(np.int64) + 2) * width + trials
        still = np.flatnonzero(done[at] < wanted)
        for _ in range(_STEPS):
            at[still] += width
            still = still[done[at[still]] < wanted[still]]
        if len(still):
            at[still] = self._look_far(trials[still], wanted[still])
        self._stand_at(trials, at)

    def _look_far(self, trials: Ints, wanted: Floats) -> Ints:
        """Find the block, and then the week, by whose end these trials have done so much."""
        done, width = self._done.ravel(), len(self._trial)
        last = int(self._drawn[trials].max()) * BLOCK_WEEKS
        ends = self._done[BLOCK_WEEKS : last + 1 : BLOCK_WEEKS, trials]
        end = (_count_below(ends, wanted) + 1) * BLOCK_WEEKS * width + trials
        before = end - BLOCK_WEEKS * width  # the week that was too early, so far
        for stride in _STRIDES:
            further = np.minimum(before + stride * width, end)
            before = np.where(done[further] < wanted, further, before)
        return np.asarray(before + width)

    def _draw_until(self, trials: Ints, wanted: Floats) -> None:
        """Draw weeks until these trials have done so much, and go there."""
        while len(trials):
            drawn = self._drawn[trials]
            is_over = drawn >= self._blocks
            if is_over.any():
                over = trials[is_over]
                self._full_weeks[over], self._before[over] = np.inf, 0.0
                self._after[over] = self._span[over] = np.inf
                trials, wanted, drawn = trials[~is_over], wanted[~is_over], drawn[~is_over]
            behind = np.zeros(len(trials), dtype=bool)
            for block in np.unique(drawn).tolist():
                here = drawn == block
                there = trials[here]
                work = self._draw(block, there)
                full = block * BLOCK_WEEKS + 1 + _count_below(work, wanted[here])
                behind[here] = work[-1] < wanted[here]
                full = np.minimum(full, (block + 1) * BLOCK_WEEKS)
                self._stand_at(there, full * len(self._trial) + there)
            trials, wanted = trials[behind], wanted[behind]

    def _stand_at(self, trials: Ints, at: Ints) -> None:
        """Put these trials into the weeks that end at these positions."""
        done, width = self._done.ravel(), len(self._trial)
        self._full_weeks[trials] = at // width - 1
        before, after = done[at - width], done[at]
        self._before[trials], self._after[trials] = before, after
        self._span[trials] = np.maximum(after - before, _LEAST)

    def _draw(self, block: int, trials: Ints) -> Floats:
        """Draw one more block for these trials; give what is done by the end of its weeks."""
        rows = slice(1 + block * BLOCK_WEEKS, 1 + (block + 1) * BLOCK_WEEKS)
        is_all = len(trials) == len(self._trial)
        if block == len(self._rolled):
            self._rolled.append(next(self._rolling))
        if block and not is_all and block == int(self._drawn.max()):
            self._done[rows] = np.inf  # where nothing is drawn, nobody has come so far
        chance = self._rolled[block].chance
        # A look-up keeps the order of its index in memory: without the copy rows were columns.
        # And it takes a quarter of the time if it neither checks its index nor converts it.
        by_week = np.ascontiguousarray((chance if is_all else chance[trials]).T)
        weeks = self._week_of_chance.take(by_week, mode="clip")
        work = self._weekly.take(weeks.astype(np.intp), mode="clip")
        work[0] += self._end[trials]
        if len(trials) < _FEW:
            np.cumsum(work, axis=0, out=work)
        else:  # row by row is four times as fast, where rows are long
            for week in range(1, BLOCK_WEEKS):
                work[week] += work[week - 1]
        self._done[rows, trials if not is_all else slice(None)] = work
        self._end[trials] = work[-1]
        self._drawn[trials] = block + 1
        return work


def _count_below(rising: Floats, wanted: Floats) -> Ints:
    """Count how many of the rows, at most 255, are below what is wanted in each column."""
    below = rising < wanted
    return np.asarray(below.view(np.uint8).sum(axis=0, dtype=np.uint8), dtype=np.int64)
