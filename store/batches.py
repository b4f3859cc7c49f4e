"""Things in portions that one statement can take."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

AT_ONCE = 500  # issues a statement: SQLite takes 32,766 values in one
_Thing = TypeVar("_Thing")


def batches(things: Sequence[_Thing]) -> Iterator[Sequence[_Thing]]:
    """Cut into portions, in order."""
    return (things[start : start + AT_ONCE] for start in range(0, len(things), AT_ONCE))
