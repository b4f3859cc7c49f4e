"""One source's pace: how soon the next request may go out, over all its threads."""

import time
from threading import Lock


class Limiter:
    """Lets `per_second` requests through, evenly, and none before a pause has ended."""

    def __init__(self, per_second: float) -> None:
        self._gap = 1.0 / per_second
        self._next = 0.0
        self._lock = Lock()

    def wait(self) -> None:
        """Return when the next request may go out."""
        with self._lock:
            begin = max(time.monotonic(), self._next)
            self._next = begin + self._gap
        time.sleep(max(begin - time.monotonic(), 0.0))

    def pause(self, seconds: float) -> None:
        """Let nothing out for so long: the tracker has asked for it."""
        with self._lock:
            self._next = max(self._next, time.monotonic() + seconds)
