"""A search that finds too much, cut into searches that do not."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta

_NARROWEST = timedelta(minutes=2)
_ANYWHERE = timedelta(hours=26)  # between the first and the last time zone of the earth

Count = Callable[[str], int]
Ends = Callable[[str], tuple[datetime, datetime]]


def windows(query: str, count: Count, ends: Ends, most: int) -> Iterator[str]:
    """Give queries by time of creation that find `most` rows at most, and together everything.

    Creation never changes, so nothing wanders from one window to another. The bounds are bare
    times, which mean different moments in different zones: as each stands on both sides of a cut
    nothing is lost or found twice, and looking a day further finds where to cut. What was created
    within two minutes is not cut further.
    """
    if count(query) <= most:
        yield query
        return
    first, last = ends(query)
    yield from _cut(query, count, most, None, None, first - _ANYWHERE, last + _ANYWHERE)


def _cut(
    query: str,
    count: Count,
    most: int,
    low: datetime | None,
    high: datetime | None,
    first: datetime,
    last: datetime,
) -> Iterator[str]:
    middle = first + (last - first) / 2
    for begin, end, earliest, latest in (
        (low, middle, first, middle),
        (middle, high, middle, last),
    ):
        part = _bounded(query, begin, end)
        if count(part) <= most or latest - earliest <= _NARROWEST:
            yield part
        else:
            yield from _cut(query, count, most, begin, end, earliest, latest)


def _bounded(query: str, begin: datetime | None, end: datetime | None) -> str:
    lower = f' AND created >= "{begin:%Y-%m-%d %H:%M}"' if begin else ""
    upper = f' AND created < "{end:%Y-%m-%d %H:%M}"' if end else ""
    return f"{query}{lower}{upper}"
