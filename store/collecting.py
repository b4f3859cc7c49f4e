"""Reading without the garbage collector, which has nothing to find among what is being read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

_GROWN = 1.25


@dataclass(slots=True)
class _LeftOver:
    """`most` is how much may be frozen until it is walked over again."""

    most: int = 0


_left_over = _LeftOver()


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
            gc.freeze()
            gc.enable()


def collect_frozen() -> bool:
    """Let go what is garbage among what was frozen, where it may be much; tell whether it was.

    What is frozen and in no cycle goes by itself, so that there is little to find unless what is
    frozen has grown. Walking over everything takes a while: it is done once it has grown by a
    quarter since the last time, as the collector does itself with what is old.
    https://devguide.python.org/internals/garbage-collector/#collecting-the-oldest-generation
    """
    frozen = gc.get_freeze_count()
    if frozen <= _left_over.most:
        return False
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    _left_over.most = int(gc.get_freeze_count() * _GROWN)
    return True
