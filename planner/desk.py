"""What one team is working on, release beside release, from one finish to the next."""

import numpy as np

from planner.backlog import Backlog
from planner.clock import Clock
from planner.growth import joined_meanwhile
from planner.timeline import Floats, Ints
from planner.workpath import WorkPath


class Desk:
    """What is being worked on, in every trial: one slot a release, one column a trial.

    Each trial is at a moment of its own; between two finishes the shares stay the same, so time
    is counted in work done. An empty slot holds infinite work.
    """

    def __init__(self, backlog: Backlog, path: WorkPath, reserved: Floats, slots: int) -> None:
        trials = len(path.a_week)
        self._backlog, self._path, self._clock = backlog, path, Clock.at_the_start(path)
        self._is_last, self._first = backlog.is_last, backlog.first_segment
        self._known = backlog.known
        self._grows = bool(backlog.growth.joins.any())
        self._trial = np.arange(trials)
        self._worked = np.zeros(trials)
        self._weeks = np.zeros(trials)
        self._slots = slots
        self._share = np.zeros((slots, trials))
        self._share[: len(reserved)] = reserved[:slots]
        self._rest = 1.0 - self._share.sum(axis=0)
        self._weight = np.ones(trials)  # of what is worked on, and of the rest
        self._filled = np.zeros(trials, dtype=np.int64)
        self._pace, self._needs = np.empty((2, slots, trials))
        self._segment = np.zeros((slots, trials), dtype=np.int64)
        self._left = np.full((slots, trials), np.inf)
        self._later = np.zeros((slots, trials))
        self._next = np.zeros(trials, dtype=np.int64)
        for slot in range(slots):
            self._begin(self._trial, slot * trials + self._trial)

    def finish_one(self, weeks: Floats) -> None:
        """Work until one more segment is done in each trial, and note when."""
        cell = self._work()
        self._weeks = self._clock.weeks_at(self._worked)
        self._note(self._trial, cell, weeks)

    def _note(self, trials: Ints, cell: Ints, weeks: Floats) -> None:
        segment = self._segment.ravel()[cell]
        weeks.ravel()[segment * len(self._trial) + trials] = self._weeks[trials]
        ends = self._is_last[segment]
        goes_on = ~ends
        self._replace(trials[ends], cell[ends])
        self._go_on(trials[goes_on], cell[goes_on], segment[goes_on] + 1)

    def _work(self) -> Ints:
        """Do what is left of the segment that is done first; give its cell in each trial."""
        if len(self._left) == 1:
            self._worked += self._left[0]
            return self._trial
        rest = np.maximum(self._rest, 1e-9) / np.maximum(self._filled, 1)
        # All of these are the weight times what they are called: the sum of the paces is one.
        pace, needs = self._pace, self._needs
        weight = np.maximum(self._weight, 1e-9)
        np.add(self._share, rest, out=pace)
        pace[self._slots :] = weight  # what is no slot goes by as the team works
        np.divide(self._left, pace, out=needs)
        slot = np.zeros(len(self._trial), dtype=np.int64)
        soonest = needs[0].copy()
        for other in range(1, len(self._left)):
            np.copyto(slot, other, where=needs[other] < soonest)
            np.minimum(soonest, needs[other], out=soonest)
        np.multiply(pace, soonest, out=needs)
        np.subtract(self._left, needs, out=self._left)
        np.maximum(self._left, 0.0, out=self._left)
        self._worked += np.multiply(soonest, weight, out=soonest)
        return np.asarray(slot * len(self._trial) + self._trial)

    def _replace(self, trials: Ints, cell: Ints) -> None:
        """Free the slots of finished releases, and begin the next ones in them."""
        self._weight[trials] -= self._share.ravel()[cell]
        self._share.ravel()[cell] = 0.0
        self._filled[trials] -= 1
        self._begin(trials, cell)

    def _begin(self, trials: Ints, cell: Ints) -> None:
        """Put each trial's next release into its slot, or leave that empty."""
        release = self._take(trials, cell)
        is_there = release < len(self._first)
        if not is_there.all():
            self._left.ravel()[cell[~is_there]] = np.inf
            trials, cell, release = trials[is_there], cell[is_there], release[is_there]
        self._filled[trials] += 1
        self._later.ravel()[cell] = self._to_come(trials, release)
        self._go_on(trials, cell, self._first[release])

    def _take(self, trials: Ints, _cell: Ints) -> Ints:
        """Take the next release in each trial off the queue; one too far where none is left."""
        release = self._next[trials]
        self._next[trials] += 1
        return release

    def _go_on(self, trials: Ints, cell: Ints, segment: Ints) -> None:
        backlog = self._backlog
        self._segment.ravel()[cell] = segment
        at = backlog.release[segment] * len(self._trial) + trials
        size = backlog.sizes[segment] * backlog.growth.stays.ravel()[at]
        later = np.where(self._is_last[segment], self._later.ravel()[cell], 0.0)
        self._left.ravel()[cell] = size + later

    def _to_come(self, trials: Ints, release: Ints) -> Floats:
        """Give what a release will have besides its known items: extra work, and what joins."""
        growth = self._backlog.growth
        at = release * len(self._trial) + trials
        extra, stays = self._backlog.extra.ravel()[at], growth.stays.ravel()[at]
        coming = extra * stays
        if self._grows:
            is_open = (self._known[release] + extra) * stays
            pace = self._path.a_week[trials] / self._slots
            begun, joins = self._weeks[trials], growth.joins.ravel()[at]
            coming += joined_meanwhile(joins, is_open, begun, pace)
        return np.asarray(coming)
