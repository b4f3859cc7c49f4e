"""Reading without the garbage collector, which has nothing to find among what is being read."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_later() -> Iterator[None]:
    """Let garbage be collected afterwards; reference counts work on.

    Of hundreds of thousands of new rows every single one is kept, and the collector walks over
    all of them again and again: a third of the time of a load. What was read goes to what is old
    without being walked over at all. Where two threads read at once it may begin again when the
    first of them has ended.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.freeze()
            gc.unfreeze()  # which puts all that was frozen into the oldest generation
            gc.enable()
