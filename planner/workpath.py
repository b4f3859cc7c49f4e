"""How much of the plan's work a team gets done, week by week, in every trial."""

import math

import numpy as np

from planner.dice import Dice
from planner.simulation import HORIZON_WEEKS
from planner.throughput import BLOCK_WEEKS
from planner.timeline import Floats, Ints

_BLOCKS = -(-HORIZON_WEEKS // BLOCK_WEEKS)
_PACE_WEEKS = 16  # what "a week's work" of a trial is averaged over
_FEW = 200  # trials
_LEAST_SCALE = 1e-12
_ENDLESS = 1e300  # work that nobody ever does


class WorkPath:
    """One team's coming weeks, drawn as far as somebody looks.

    `weekly` is its finishes a full week, oldest first; `share` the part of them, in each trial,
    that goes into the plan. `a_week` is each trial's mean work a week, never zero, and
    `usual_week` their mean before `scale`. How far it is drawn changes nothing of what is drawn.

    `done` (weeks, trials) is what is done by the end of each week, before `scale`; the first row
    is now, and the one after the last that is drawn is inf. `first_end` and `last_end` are
    the flat positions of the ends of each trial's first and last week, `beyond` that of a week
    which never ends.
    """

    def __init__(self, weekly: Floats, share: Floats, dice: Dice) -> None:
        trials = len(share)
        self._blocks = _BLOCKS
        self._weekly, self._dice = weekly, dice
        # Without pace and share: both are a trial's own and stay, so whatever is looked for is
        # divided by them instead.
        self.done = np.empty((_BLOCKS * BLOCK_WEEKS + 4, trials))
        self.done[0] = self.done[-2] = 0.0
        self.done[-1] = _ENDLESS
        self.scale = np.maximum(dice.pace() * share, _LEAST_SCALE)
        self._trial = np.arange(trials)
        self.first_end = self._trial + trials
        self.last_end = self._trial.copy()
        self.beyond = self._trial + trials * (len(self.done) - 1)
        self._drawn = np.zeros(trials, dtype=np.int64)  # blocks of each trial
        self._draw(0, self._trial)
        self.usual_week = max(float(self.done[_PACE_WEEKS].mean()) / _PACE_WEEKS, _LEAST_SCALE)
        self.a_week = np.maximum(self.done[_PACE_WEEKS] * self.scale / _PACE_WEEKS, 1e-9)

    def work_by(self, weeks: Floats) -> Floats:
        """Give the work that each trial has done by these weeks, if it does all: (weeks, trials).

        They must lie within the horizon.
        """
        full = np.floor(weeks).astype(np.int64)
        for block in range(1, int(full.max(initial=0)) // BLOCK_WEEKS + 1):
            self._draw(block, np.flatnonzero(self._drawn == block))
        before, after = self.done[full], self.done[full + 1]
        return (before + (weeks - full)[:, None] * (after - before)) * self.scale

    def end_after(self, weeks: float) -> None:
        """Draw nothing beyond so many weeks, in whole blocks; one of them is always drawn."""
        if weeks < HORIZON_WEEKS:
            self._blocks = max(math.ceil(weeks / BLOCK_WEEKS), 1)

    def draw_ahead(self, worked: Floats) -> None:
        """Draw the weeks in which each trial does so much: all at once is faster than later."""
        self.draw_until(self._trial, worked / self.scale)

    def draw_until(self, trials: Ints, wanted: Floats) -> None:
        """Draw weeks until these trials have done so much, before `scale`, as far as is drawn."""
        done = self.done.ravel()
        while True:
            is_next = (done[self.last_end[trials]] < wanted) & (self._drawn[trials] < self._blocks)
            trials, wanted = trials[is_next], wanted[is_next]
            if not len(trials):
                break
            drawn = self._drawn[trials]
            first, last = int(drawn.min()), int(drawn.max())
            if len(trials) > len(self._trial) / 2 and (self._drawn == first).all():
                self._draw(first, self._trial)  # to choose takes longer than to draw them all
                continue
            for block in range(first, last + 1):
                mine = trials if first == last else trials[drawn == block]
                if len(mine):
                    self._draw(block, mine)

    def _draw(self, block: int, trials: Ints) -> None:
        """Draw one more block for these trials, all of which have drawn those before."""
        start, end = block * BLOCK_WEEKS + 1, (block + 1) * BLOCK_WEEKS + 1
        weeks = self._dice.weeks(block, len(self._weekly))
        is_all = len(trials) == len(self._trial)
        # A look-up takes a quarter of the time if it neither checks its index nor converts it.
        if is_all:
            work = self.done[start:end]
            self._weekly.take(weeks.astype(np.intp), mode="clip", out=work)
            work[0] += self.done[start - 1]
        else:
            weeks = weeks.take(trials, axis=1, mode="clip")
            work = self._weekly.take(weeks.astype(np.intp), mode="clip")
            work[0] += self.done[start - 1].take(trials, mode="clip")
        if len(trials) < _FEW:
            np.cumsum(work, axis=0, out=work)
        else:  # row by row is four times as fast, where rows are long
            for week in range(1, BLOCK_WEEKS):
                work[week] += work[week - 1]
        columns = slice(None) if is_all else trials
        if not is_all:
            self.done[start:end, columns] = work
        self.done[end, columns] = np.inf
        self._drawn[columns] = block + 1
        self.last_end[columns] += BLOCK_WEEKS * len(self._trial)
