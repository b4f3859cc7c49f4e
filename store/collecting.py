"""Reading without the garbage collector, which has nothing to find among what is being read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


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


def collect_frozen() -> None:
    """Let whatever is garbage by now go, even what was frozen: it takes a while, so do it seldom.

    What is frozen and in no cycle goes by itself.
    """
    gc.unfreeze()
    gc.collect()
