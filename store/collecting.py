"""Reading without the garbage collector, which has nothing to find among what is being read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_SHARE = 0.25


@dataclass(slots=True)
class _Frozen:
    """How many objects were there after the last walk over all, and were frozen since."""

    before: int = 0
    since: int = 0


_frozen = _Frozen()


@contextmanager
def collecting_later() -> Iterator[None]:
    """Let garbage be collected afterwards; reference counts work on.

    Of hundreds of thousands of new rows every single one is kept, and the collector walks over
    all of them again and again: a third of the time of a load. Afterwards they are frozen, so that
    it does not do so later either, while somebody waits. Where two threads read at once it may
    begin again when the first of them has ended.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            _frozen.since += gc.get_count()[0]  # new ones, less those that went meanwhile
            gc.freeze()
            gc.enable()


def collect_frozen() -> bool:
    """Let go what is garbage among what was frozen, where it may be much; tell whether it was.

    What is frozen and in no cycle goes by itself, so that there is little to find unless much was
    frozen. Walking over everything takes a while: it is done once a quarter as much as there was
    has come since the last time, as the collector does itself with what is old.
    https://devguide.python.org/internals/garbage-collector/#collecting-the-oldest-generation
    """
    if _frozen.since <= _frozen.before * _SHARE:
        return False
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _frozen.before, _frozen.since = gc.get_freeze_count(), 0
    return True
