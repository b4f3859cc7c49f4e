"""Asking a tracker again, as often and as late as it says, within bounds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import stamina

from connectors.tracker import RetriableError

ATTEMPTS = 5
DEADLINE_SECONDS = 900.0

_Answer = TypeVar("_Answer")
_caller = stamina.RetryingCaller(
    attempts=ATTEMPTS, timeout=DEADLINE_SECONDS, wait_initial=0.5, wait_max=30.0
)


def retried(call: Callable[[], _Answer]) -> _Answer:
    """Give what `call` gives; a RetriableError makes it be called again, from its start.

    Five times at most, within a quarter of an hour. The wait that a tracker asks for is kept in
    full; a longer one than that is not begun.

    Raises:
        TrackerError: the last one, or at once one that no repetition can help.
    """
    return _caller.on(_wait)(call)


def _wait(error: Exception) -> bool | float:
    """Say how long to wait before the next attempt: False for never, True for our own pace."""
    if not isinstance(error, RetriableError):
        return False
    asked = error.retry_after_seconds
    if asked is None:
        return True
    return asked if asked < DEADLINE_SECONDS else False


@contextmanager
def asked_once() -> Iterator[None]:
    """Let nothing be repeated in here, in the whole process: for whoever waits at a screen."""
    was = stamina.is_active()
    stamina.set_active(False)
    try:
        yield
    finally:
        stamina.set_active(was)
