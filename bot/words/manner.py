"""Whose forms of dates and numbers an answer is said in, and whose it was asked in.

They belong to the circumstances, and not to any one phrase: what renders a row of a table four
calls down has no business knowing who reads it. A context variable keeps them for one answer; no
other thread, and no answer after it, sees them.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from bot.words.region import HOUSE, Region

_said: ContextVar[Region] = ContextVar("said", default=HOUSE)
_asked: ContextVar[Region] = ContextVar("asked", default=HOUSE)


def says() -> Region:
    """Give the region of whoever reads what is said now."""
    return _said.get()


def reads() -> Region:
    """Give the region of whoever wrote what is read now."""
    return _asked.get()


@contextmanager
def talking_with(region: Region) -> Iterator[None]:
    """Read and say everything in here as one person does."""
    asked = _asked.set(region)
    try:
        with telling(region):
            yield
    finally:
        _asked.reset(asked)


@contextmanager
def telling(region: Region) -> Iterator[None]:
    """Say everything in here for readers of this region, whoever asked for it."""
    said = _said.set(region)
    try:
        yield
    finally:
        _said.reset(said)
