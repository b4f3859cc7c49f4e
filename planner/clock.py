"""A clock that tells when work is done in each trial, on the path of a team's coming weeks."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from planner.timeline import Floats, Ints
from planner.workpath import WorkPath

_LEAST = 1e-12
_STEPS = 9  # single weeks for a few, before looking further
_COUNTED_AT_ONCE = 262_144  # weeks of trials: so many stay in a core's cache
_COUNTED_A_STEP = 4.0  # beyond it, weeks that are counted in the time of one step to the next
_TRIES = 3  # of them: where half have not arrived by then, all have to go far
_STRIDES = (128, 64, 32, 16, 8, 4, 2, 1)  # together beyond the horizon


@dataclass(slots=True)
class Clock:
    """Stands in one week of the path in each trial, and only goes on.

    `end` is the position on the path of the end of that week, and `before` and `after` are what
    is done by its begin and its end: to look them up takes longer than all the rest. `never` is
    inf for trials that are over; it is empty where none is.
    """

    path: WorkPath
    end: Ints
    before: Floats
    after: Floats
    never: Floats

    @classmethod
    def at_the_start(cls, path: WorkPath) -> Self:
        first, second = path.done[:2]
        return cls(path, path.first_end.copy(), first.copy(), second.copy(), np.zeros(0))

    def copy(self) -> Self:
        """Give another clock that stands at the same time."""
        done = (self.before.copy(), self.after.copy())
        return type(self)(self.path, self.end.copy(), *done, self.never.copy())

    def weeks_at(self, worked: Floats) -> Floats:
        """Tell when each trial has worked so much, in weeks and their fractions.

        It is inf beyond what is drawn at most. Time only goes on: `worked` must not fall between
        two calls.
        """
        path = self.path
        wanted = worked / path.scale
        behind = np.flatnonzero(self.after < wanted)
        if len(behind):
            self._turn_the_week(behind, wanted)
        span = self.after - self.before
        wanted -= self.before
        wanted /= np.maximum(span, _LEAST, out=span)
        wanted += (self.end - path.first_end) / len(wanted)
        if len(self.never):
            wanted += self.never
        return wanted

    def _turn_the_week(self, trials: Ints, wanted: Floats) -> None:
        """Go on to the week in which these trials have done so much, one week at least.

        `wanted` has one figure a trial, of those that stay as well.
        """
        done, width = self.path.done.ravel(), len(self.after)
        together = self._weeks_together(trials, wanted) if len(trials) > width / 2 else None
        end = self.end[trials] + width if together is None else together[trials]
        before, after, wanted = done[end - width], done[end], wanted[trials]
        still = np.flatnonzero(after < wanted)
        for step in range(_STEPS):
            if not len(still) or (step == _TRIES and len(still) > len(trials) / 2):
                break
            further = end[still] + width
            reached = done.take(further, mode="clip")
            end[still], before[still], after[still] = further, after[still], reached
            still = still[reached < wanted[still]]
        if len(still):
            end[still] = found = self._look_far(trials[still], wanted[still], end[still])
            before[still], after[still] = done[found - width], done[found]
        out = np.flatnonzero(np.isinf(after))
        if len(out):
            end[out] = found = self._draw_on(trials[out], wanted[out], end[out])
            before[out], after[out] = done[found - width], done[found]
        self.end[trials], self.before[trials], self.after[trials] = end, before, after

    def _weeks_together(self, trials: Ints, wanted: Floats) -> Ints | None:
        """Go on in all trials at once, no further than all are drawn; None where steps are few.

        To count is fastest where many weeks pass, as it takes the same time however many do. For
        trials that stay it says nothing. Others go on by one week at least, and not too far.
        """
        path, width = self.path, len(self.after)
        first = int(self.end.min()) // width + 1
        last = max(int(path.last_end.min()) // width, first)
        if (last - first) * width > _COUNTED_AT_ONCE:
            left = float((wanted[trials] - self.after[trials]).mean())
            if last - first > _COUNTED_A_STEP * left / path.usual_week:
                return None
        passed = (path.done[first:last] < wanted).sum(axis=0, dtype=np.uint8)  # fewer than 256
        return np.asarray((passed.astype(np.int64) + (first - 1)) * width + path.first_end)

    def _look_far(self, trials: Ints, wanted: Floats, early: Ints) -> Ints:
        """Find the week by whose end these trials have done so much, as far as is drawn.

        `early` is a week that is too early.
        """
        done, width = self.path.done.ravel(), len(self.after)
        last = self.path.last_end[trials]
        for stride in _STRIDES:
            further = np.minimum(early + stride * width, last)
            # Multiplied: to choose where chance rules takes ten times as long.
            early = early + (further - early) * (done[further] < wanted)
        return np.asarray(early + width)

    def _draw_on(self, trials: Ints, wanted: Floats, end: Ints) -> Ints:
        """Draw the weeks by whose end these trials have done so much; find it, if there is one."""
        path, width = self.path, len(self.after)
        drawn = path.last_end[trials]
        path.draw_until(trials, wanted)
        more = np.flatnonzero(path.last_end[trials] > drawn)
        if len(more):
            end[more] = self._look_far(trials[more], wanted[more], end[more] - width)
        over = np.flatnonzero(np.isinf(path.done.ravel()[end]))
        if len(over):
            if not len(self.never):
                self.never = np.zeros(width)
            self.never[trials[over]] = np.inf
            end[over] = path.beyond[trials[over]]
        return end
