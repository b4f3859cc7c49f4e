"""One ordered backlog of releases, as one team works on it."""

from dataclasses import dataclass

import numpy as np

from planner.growth import Growth
from planner.timeline import Bools, Floats, Ints


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
    def known(self) -> Floats:
        """What is known to be open in each release."""
        return np.bincount(self.release, self.sizes, len(self.extra)).astype(float)

    def open(self, release: int) -> Floats:
        """Give what is open in a release now and stays, in each trial."""
        return np.asarray((self.known[release] + self.extra[release]) * self.growth.stays[release])

    def work_of_first(self, releases: int) -> Floats:
        """Give what is open in so many releases and stays, with all that would ever join them."""
        known, work = self.known, np.zeros(self.extra.shape[1])
        for release in range(min(releases, len(known))):
            open_now = known[release] + self.extra[release]
            open_now *= self.growth.stays[release]
            work += open_now
            work += self.growth.joins[release]
        return work
