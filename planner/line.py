"""The line of a team's releases, a few of them worked on at once: when each segment is done.

Time is told by what a release without a share of its own has got since the start, had it always
been worked on: the virtual time of processor sharing (Parekh and Gallager 1993). In it every
release takes as long as it is large, whatever stands beside it, so a place is free when the first
of those in work ends, and what is in work is a short sorted list (Kiefer and Wolfowitz 1955). All
trials are at the same release: nothing has to be looked up trial by trial but the weeks.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from planner.backlog import Backlog
from planner.clock import Clock
from planner.even_work import EvenWork
from planner.growth import joined_meanwhile
from planner.timeline import Bools, Floats
from planner.workpath import WorkPath

Whole = NDArray[np.integer[Any]]

_LEAST_REST = 1e-9


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
    return Line(backlog, path, reserved, min(at_once, len(backlog.extra)), asked).finish()


class Line:
    """Releases that are begun one after the other, each in the place that is free first.

    `_ends` are the virtual ends of those in work, the soonest first, and `_who` which they are:
    both (places, trials). The first releases may have a share of their own.
    """

    def __init__(
        self, backlog: Backlog, path: WorkPath, reserved: Floats, slots: int, asked: Bools
    ) -> None:
        self._backlog, self._path, self._slots = backlog, path, slots
        self._first, self._last = backlog.first_segment, np.flatnonzero(backlog.is_last)
        self._grows, self._pace = bool(backlog.growth.joins.any()), path.a_week / slots
        self._asked = np.bincount(backlog.release, asked, len(self._last)) > 0
        self._last_asked = int(np.flatnonzero(self._asked).max(initial=-1))
        trials = len(path.a_week)
        self._trial, self._clock = np.arange(trials), Clock.at_the_start(path)
        own = reserved[:slots]
        self._own = own / np.maximum(1.0 - own.sum(axis=0), _LEAST_REST)
        self._own_ends = np.zeros_like(self._own)
        self._ends = np.full((slots, trials), -np.inf)
        # As small as it can be: it is moved about all the time.
        self._who: Whole = np.zeros((slots, trials), dtype=np.min_scalar_type(len(self._last)))
        self._answered = np.zeros(trials)  # when all that is asked about, so far, is done
        self._begun: dict[int, Floats] = {}  # when, where more than a release's end is told
        self._weeks = np.full((len(backlog.sizes), trials), np.inf)

    def finish(self) -> Floats:
        """Work through the line, and tell the weeks."""
        now = np.zeros(len(self._trial))
        for release in range(self._slots):
            self._begin(release, now, now)
        even = EvenWork(self._slots, (), self._own, self._own_ends)
        untold = set(range(self._slots))
        if not self._begin_others(even):
            even = self._end_last()
            # Told as if others were begun for ever in the places of those that end.
            untold.update(np.unique(self._who).tolist())
        for release in sorted(untold & self._begun.keys()):
            self._tell_segments(release, even, Clock.at_the_start(self._path))
        return self._weeks

    def _begin_others(self, even: EvenWork) -> bool:
        """Begin all others in turn; tell whether all that is asked about was done before."""
        for release in range(self._slots, len(self._last)):
            now = self._ends[0]
            weeks = self._clock.weeks_at(even.all_by(now))
            self._note(self._who[0], weeks)
            is_over = np.isinf(weeks)
            if release > self._last_asked:
                is_over |= self._answered < now
            if is_over.all():
                return True
            self._begin(release, now, weeks)
            if release in self._begun:
                self._tell_segments(release, even, self._clock.copy())
        return False

    def _begin(self, release: int, now: Floats, weeks: Floats) -> None:
        """Begin a release at a virtual time, which is so many weeks from now."""
        end = self._size(release, weeks)
        if release < len(self._own):
            end /= 1.0 + self._own[release] * self._slots
            self._own_ends[release] = end
        end += now
        if self._first[release] < self._last[release]:
            self._begun[release] = now.copy()
        if self._asked[release]:
            np.maximum(self._answered, end, out=self._answered)
        self._take_place(release, end)

    def _size(self, release: int, weeks: Floats) -> Floats:
        size = self._backlog.open(release)
        if self._grows:
            joins = self._backlog.growth.joins[release]
            size += joined_meanwhile(joins, size, weeks, self._pace)
        return size

    def _take_place(self, release: int, end: Floats) -> None:
        """Drop the first of those in work, and put another in its place by when it ends."""
        ends, who = self._ends, self._who
        mine = np.full(len(end), release, dtype=who.dtype)
        for place in range(1, self._slots):
            # They swap where a mask is all ones: to choose where chance rules takes ten times as
            # long.
            differ = who[place] ^ mine
            differ &= -(end < ends[place]).astype(who.dtype)
            np.bitwise_xor(who[place], differ, out=who[place - 1])
            mine ^= differ
            np.minimum(end, ends[place], out=ends[place - 1])
            end = np.maximum(end, ends[place])
        ends[-1], who[-1] = end, mine

    def _end_last(self) -> EvenWork:
        """End those that are in work when there is nothing more to begin."""
        ends, who = self._ends, self._who
        if (who < len(self._own)).any():
            ends, who = self._end_with_own()
        even = EvenWork(self._slots, tuple(ends), self._own, self._own_ends)
        for end, releases in zip(ends, who, strict=True):
            self._note(releases, self._clock.weeks_at(even.all_by(end)))
        return even

    def _end_with_own(self) -> tuple[Floats, Whole]:
        """End the last ones where some have a share of their own: with fewer, it is worth less."""
        trials = len(self._trial)
        left = self._ends.copy()
        own = np.vstack((self._own, np.zeros(trials)))
        own = own[np.minimum(self._who, len(own) - 1), self._trial]
        ends, who = np.empty_like(self._ends), np.empty_like(self._who)
        for ended in range(self._slots):
            cell = left.argmin(axis=0) * trials + self._trial
            now, releases = left.ravel()[cell], self._who.ravel()[cell]
            ends[ended], who[ended] = now, releases
            left.ravel()[cell] = np.inf
            before = self._slots - ended
            if before > 1:
                left = now + (left - now) * ((1.0 + own * before) / (1.0 + own * (before - 1)))
            is_own = releases < len(self._own)
            self._own_ends[releases[is_own], self._trial[is_own]] = now[is_own]
        return ends, who

    def _note(self, releases: Whole, weeks: Floats) -> None:
        """Note when these releases are done, one in each trial."""
        cell = self._last.take(releases, mode="clip")
        cell *= len(self._trial)
        cell += self._trial
        self._weeks.ravel()[cell] = weeks

    def _tell_segments(self, release: int, even: EvenWork, clock: Clock) -> None:
        """Tell in weeks when all segments of a release but the last are done."""
        begun, stays = self._begun[release], self._backlog.growth.stays[release]
        done = 0.0
        for segment in range(self._first[release], self._last[release]):
            done += self._backlog.sizes[segment]
            if release < len(self._own):
                time = even.time_of(release, done * stays)
                np.minimum(time, self._own_ends[release], out=time)
            else:
                time = begun + done * stays
            self._weeks[segment] = clock.weeks_at(even.all_by(time))
