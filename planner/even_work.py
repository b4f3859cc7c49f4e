"""Virtual time of a team: what a release without a share of its own has got so far."""

from collections.abc import Sequence

import numpy as np

from planner.timeline import Floats


class EvenWork:
    """What a team has done by any virtual time, in one row of trials.

    `slots` releases are worked on until the first of `ends` (rows of virtual times, in order), and
    one fewer from each of them on. On top of its even part a release that has a share of its own
    gets `own` times what is split evenly, up to its end: both (releases, trials).
    """

    def __init__(self, slots: int, ends: Sequence[Floats], own: Floats, own_ends: Floats) -> None:
        self._slots, self._ends, self._own = slots, ends, own
        self._own_even = [self.even_by(end) for end in own_ends]
        self._all_own = np.zeros(own.shape[1])
        for share, even in zip(own, self._own_even, strict=True):
            self._all_own += share * even
        self._without_own = np.maximum.reduce(self._own_even) if self._own_even else None

    def even_by(self, time: Floats) -> Floats:
        """Give the work that was split evenly by then."""
        if not self._ends:
            return self._slots * time
        first = self._ends[0]
        if (time <= first).all():
            return self._slots * time
        even = self._slots * np.minimum(time, first)
        for end in self._ends[1:]:
            even += np.maximum(np.minimum(time, end) - first, 0.0)
        return even

    def all_by(self, time: Floats) -> Floats:
        """Give all the work that was done by then."""
        even = self.even_by(time)
        if self._without_own is None:
            return even
        if (even >= self._without_own).all():
            return even + self._all_own
        on_top = np.zeros(len(even))
        for share, until in zip(self._own, self._own_even, strict=True):
            on_top += share * np.minimum(even, until)
        return even + on_top

    def time_of(self, position: int, work: Floats) -> Floats:
        """Tell when so much is done in a release with a share of its own."""
        share = self._own[position]
        time = work / (1.0 + share * self._slots)
        for ended, end in enumerate(self._ends[:-1], start=1):
            by_then = end + share * self.even_by(end)
            slower = end + (work - by_then) / (1.0 + share * (self._slots - ended))
            np.copyto(time, slower, where=work > by_then)
        return np.asarray(time)
