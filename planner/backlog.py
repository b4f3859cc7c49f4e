"""One ordered backlog of releases, worked on by one team, a few at once."""

from dataclasses import dataclass

import numpy as np

from planner.growth import Growth
from planner.timeline import Bools, Floats, Ints
from planner.workpath import WorkPath

_ROUNDS = 3  # of "so much has joined, so it takes so long, so so much has joined"


@dataclass(frozen=True, slots=True)
class Backlog:
    """Releases in plan order, each cut into one segment or more; sizes in items.

    Segments of a release stand together and are worked on one after the other; `release` is the
    one that each belongs to. `extra` (releases, trials) is work that only its size is not known
    of. Whatever is extra, or joins, comes after a release's last segment.
    """

    sizes: Floats
    release: Ints
    extra: Floats
    growth: Growth

    @property
    def is_last(self) -> Bools:
        return np.append(self.release[1:] != self.release[:-1], True)

    @property
    def first_segment(self) -> Ints:
        return np.asarray(np.searchsorted(self.release, np.arange(len(self.extra))))

    @property
    def open(self) -> Floats:
        """What is open now and stays: (releases, trials)."""
        known = np.bincount(self.release, self.sizes, len(self.extra)).astype(float)
        return np.asarray((known[:, None] + self.extra) * self.growth.stays)


def finish_weeks(
    backlog: Backlog, path: WorkPath, reserved: Floats, at_once: int, asked: Bools
) -> Floats:
    """Give when each segment is done: (segments, trials), in weeks of work, inf beyond the path.

    Only the first `at_once` unfinished releases are worked on. `reserved` (releases, trials) is
    the share that is a release's own while all that have one are worked on: rows for the first
    ones alone; all else is split evenly between those that are worked on. What is done leaves its
    share to the others as they share already: then it is as if it had never been there. So no
    release ever gets less because another one has less to do, and nothing is lost. Nobody works on
    when the segments that are `asked` about are done: what others say then is worth nothing.
    """
    desk = Desk(backlog, path, reserved, min(at_once, len(backlog.extra)), asked)
    weeks = np.full((len(backlog.sizes), len(path.a_week)), np.inf)
    for _ in range(len(backlog.sizes)):
        if not asked.all() and not desk.is_asked.any():
            break
        desk.finish_one(weeks)
    return weeks


class Desk:
    """What is being worked on, in every trial: one slot a release, one column a trial.

    Each trial is at a moment of its own; between two finishes the shares stay the same, so time
    is counted in work done. An empty slot holds infinite work.
    """

    def __init__(
        self, backlog: Backlog, path: WorkPath, reserved: Floats, slots: int, asked: Bools
    ) -> None:
        trials = len(path.a_week)
        self._backlog, self._path = backlog, path
        self._is_last, self._first = backlog.is_last, backlog.first_segment
        self._open = backlog.open
        self._grows = bool(backlog.growth.joins.any())
        self._trial = np.arange(trials)
        self._worked = np.zeros(trials)
        self._weeks = np.zeros(trials)
        self._asked, self._all_asked = asked, bool(asked.all())
        self._unanswered = np.full(trials, int(asked.sum()))
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

    @property
    def is_asked(self) -> Bools:
        """Tell in which trials something that is asked about is not done."""
        return np.asarray(self._unanswered > 0)

    def finish_one(self, weeks: Floats) -> None:
        """Work until one more segment is done in each trial, and note when."""
        cell = self._work()
        self._look_at_the_time()
        self._note(self._trial, cell, weeks)

    def _note(self, trials: Ints, cell: Ints, weeks: Floats) -> None:
        segment = self._segment.ravel()[cell]
        weeks.ravel()[segment * len(self._trial) + trials] = self._weeks[trials]
        if not self._all_asked:
            self._unanswered[trials] -= self._asked[segment]
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

    def _look_at_the_time(self) -> None:
        looked_at = None if self._all_asked else self.is_asked
        self._weeks = self._path.weeks_at(self._worked, looked_at)
        if not self._all_asked:  # what is beyond the path stays beyond it
            self._unanswered[np.isinf(self._weeks)] = 0

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
        """Give what a release will have besides its known items: extra work, and what joins.

        Things join until it is done, or rather until it would be at an even share of the mean
        pace: a moment that no other release's size can bring forward.
        """
        growth = self._backlog.growth
        at = release * len(self._trial) + trials
        extra = self._backlog.extra.ravel()[at] * growth.stays.ravel()[at]
        if not self._grows:
            return np.asarray(extra)
        joins = growth.joins.ravel()[at]
        begun, is_open = self._weeks[trials], self._open.ravel()[at]
        pace = self._path.a_week[trials] / self._slots
        joined = np.zeros(len(trials))
        for _ in range(_ROUNDS):
            joined = joins * growth.joined_by(begun + (is_open + joined) / pace)
        return np.asarray(extra + joined)
