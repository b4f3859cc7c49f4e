"""Several requests at once, their answers in order, and never many in memory."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from itertools import islice
from typing import TypeVar

_Thing = TypeVar("_Thing")
_Answer = TypeVar("_Answer")


def in_order(
    pool: Executor, call: Callable[[_Thing], _Answer], things: Iterable[_Thing], ahead: int
) -> Iterator[_Answer]:
    """Give `call(thing)` for each thing in turn while the next `ahead` are on their way."""
    pending: deque[Future[_Answer]] = deque()
    try:
        for thing in things:
            pending.append(pool.submit(call, thing))
            if len(pending) >= ahead:
                yield pending.popleft().result()
        while pending:
            yield pending.popleft().result()
    finally:
        for future in pending:
            future.cancel()


def in_chunks(things: Iterable[_Thing], size: int) -> Iterator[list[_Thing]]:
    iterator = iter(things)
    while chunk := list(islice(iterator, size)):
        yield chunk
