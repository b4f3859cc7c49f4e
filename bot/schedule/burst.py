"""Many small changes in a row end in one look at all of them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

QUIET = timedelta(seconds=30)  # nothing more has changed for so long: the burst is over
AT_MOST = timedelta(minutes=3)  # and some bursts never are


@dataclass(slots=True)
class Burst:
    """Does one thing again and again, and another one when that has brought something.

    `work` gives how much changed; `look` is called once nothing has changed for `quiet`, or changes
    have gone on for long. Not for two threads at once.
    """

    work: Callable[[], int]
    look: Callable[[], object]
    quiet: timedelta = QUIET
    _first_at: datetime | None = None
    _last_at: datetime | None = None

    def run(self, now: datetime) -> None:
        if self.work():
            self._first_at, self._last_at = self._first_at or now, now
        if self._first_at is None or self._last_at is None:
            return
        if now - self._last_at >= self.quiet or now - self._first_at >= AT_MOST:
            self._first_at = self._last_at = None
            self.look()
