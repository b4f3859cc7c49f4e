"""One ordered backlog in which some releases are not begun before a given week."""

import numpy as np

from planner.backlog import Backlog
from planner.desk import Desk
from planner.line import Line
from planner.timeline import Floats, Ints
from planner.workpath import WorkPath


def finish_late_weeks(
    backlog: Backlog, path: WorkPath, reserved: Floats, at_once: int, begins: Floats
) -> Floats:
    """Give when each segment is done, as `finish_weeks` does: (segments, trials).

    `begins` is the week before which each release is not begun; 0: at once. Only the
    first `at_once` unfinished releases that may be begun are worked on. So until then the team
    works on what comes after it; then the last of these makes room, and what is done of it stays
    done. A team with nothing else waits.

    A late release grows for as long as it waits. The others grow as they would if it did not: that
    they are done sooner makes nobody's work less, or a later start could bring a date forward.
    """
    slots = min(at_once, len(backlog.extra))
    usual = _UsualLine(backlog, path, reserved, slots)
    weeks = usual.finish()
    desk = _LateDesk(backlog, path, reserved, slots, begins, usual.to_come)
    for _ in range(len(backlog.sizes) + int((begins > 0).sum())):
        desk.finish_one(weeks)
    return np.asarray(np.maximum(weeks, begins[backlog.release][:, None]))


class _UsualLine(Line):
    """A line that remembers what each release had to come when it was begun."""

    def __init__(self, backlog: Backlog, path: WorkPath, reserved: Floats, slots: int) -> None:
        self.to_come = np.zeros((len(backlog.extra), len(path.a_week)))
        super().__init__(backlog, path, reserved, slots, np.ones(len(backlog.sizes), dtype=bool))

    def _size(self, release: int, weeks: Floats) -> Floats:
        size = super()._size(release, weeks)
        known = self._backlog.known[release] * self._backlog.growth.stays[release]
        self.to_come[release] = size - known
        return size


class _LateDesk(Desk):
    """A desk with a clock, whose row ends when the next late release may begin.

    Late releases stand in the order of their calls, one row each. What had to make room for one
    lies aside in the same row: its release (one too far: none), its segment, and what is left.
    """

    def __init__(
        self,
        backlog: Backlog,
        path: WorkPath,
        reserved: Floats,
        slots: int,
        begins: Floats,
        usually_to_come: Floats,
    ) -> None:
        trials = len(path.a_week)
        late = np.flatnonzero(begins > 0)
        self._late = late[np.argsort(begins[late], kind="stable")]
        self._queue = np.append(np.flatnonzero(begins <= 0), len(begins))
        self._own = reserved
        self._usually_to_come = usually_to_come
        self._may_begin = np.zeros((len(late), trials), dtype=bool)
        self._called = np.zeros(trials, dtype=np.int64)
        never = np.full((1, trials), np.inf)
        self._called_at = np.vstack((path.work_by(begins[self._late]), never))
        self._aside = np.full((len(late), trials), len(begins))
        self._aside_segment = np.zeros((len(late), trials), dtype=np.int64)
        self._aside_left, self._aside_later = np.zeros((2, len(late), trials))
        super().__init__(backlog, path, reserved[:0], slots)
        self._rest -= reserved.sum(axis=0)
        self._weight -= reserved.sum(axis=0)
        self._share = np.vstack((self._share, np.zeros(trials)))
        self._later = np.vstack((self._later, np.zeros(trials)))
        self._segment = np.vstack((self._segment, np.zeros(trials, dtype=np.int64)))
        self._left = np.vstack((self._left, self._called_at[0]))
        self._pace, self._needs = np.empty((2, slots + 1, trials))

    def finish_one(self, weeks: Floats) -> None:
        """Work until one more segment is done in each trial, or a late release may begin."""
        cell = self._work()
        self._weeks = self._clock.weeks_at(self._worked)
        is_call = cell >= self._slots * len(self._trial)
        self._call(self._trial[is_call])
        self._note(self._trial[~is_call], cell[~is_call], weeks)

    def _call(self, trials: Ints) -> None:
        """Let the next late release begin, where it is one of the first."""
        called = self._called[trials]
        self._may_begin[called, trials] = True
        self._called[trials] = called + 1
        self._left[-1, trials] = self._called_at[called + 1, trials] - self._worked[trials]
        left = self._left[: self._slots, trials]
        held = self._backlog.release[self._segment[: self._slots, trials]]
        held = np.where(np.isinf(left), len(self._first), held)
        slot = held.argmax(axis=0)
        last = held[slot, np.arange(len(trials))]
        goes_in = last > self._late[called]
        cell = slot * len(self._trial) + trials
        is_held = goes_in & (last < len(self._first))
        self._put_aside(called[is_held], trials[is_held], cell[is_held])
        self._begin(trials[goes_in], cell[goes_in])

    def _put_aside(self, row: Ints, trials: Ints, cell: Ints) -> None:
        segment = self._segment.ravel()[cell]
        self._aside[row, trials] = self._backlog.release[segment]
        self._aside_segment[row, trials] = segment
        self._aside_left[row, trials] = self._left.ravel()[cell]
        self._aside_later[row, trials] = self._later.ravel()[cell]
        self._weight[trials] -= self._share.ravel()[cell]
        self._share.ravel()[cell] = 0.0
        self._filled[trials] -= 1

    def _take(self, trials: Ints, cell: Ints) -> Ints:
        """Take the first of what may begin, of the queue, and of what lies aside."""
        release = self._queue[np.minimum(self._next[trials], len(self._queue) - 1)]
        for row, late in enumerate(self._late):
            release = np.where(self._may_begin[row, trials], np.minimum(late, release), release)
        release = np.minimum(release, self._aside[:, trials].min(axis=0))
        has_own = release < len(self._own)
        own = self._own[release[has_own], trials[has_own]]
        self._share.ravel()[cell[has_own]] = own
        self._weight[trials[has_own]] += own
        return np.asarray(release)

    def _to_come(self, trials: Ints, release: Ints) -> Floats:
        coming = super()._to_come(trials, release)
        usual = self._usually_to_come[release, trials]
        return np.where(np.isin(release, self._late), np.maximum(coming, usual), usual)

    def _begin(self, trials: Ints, cell: Ints) -> None:
        """Begin what was taken, and go on where it was with what had lain aside."""
        queued = self._queue[np.minimum(self._next[trials], len(self._queue) - 1)]
        super()._begin(trials, cell)
        release = self._backlog.release[self._segment.ravel()[cell]]
        is_begun = np.isfinite(self._left.ravel()[cell])
        self._next[trials[is_begun & (release == queued)]] += 1
        for row, late in enumerate(self._late):
            self._may_begin[row, trials[is_begun & (release == late)]] = False
            back = is_begun & (release == self._aside[row, trials])
            again, there = trials[back], cell[back]
            self._segment.ravel()[there] = self._aside_segment[row, again]
            self._left.ravel()[there] = self._aside_left[row, again]
            self._later.ravel()[there] = self._aside_later[row, again]
            self._aside[row, again] = len(self._first)
