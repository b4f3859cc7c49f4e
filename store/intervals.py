"""And, or, not over stretches of time: sorted, disjoint, half-open intervals of seconds; pure."""

from collections.abc import Iterable

Interval = tuple[int, int]  # from the first second (included) to the last (excluded)
Intervals = tuple[Interval, ...]

FOREVER = 2**62  # the end of what still holds


def tidy(intervals: Iterable[Interval]) -> Intervals:
    """Sort intervals, drop empty ones, and join those that touch or overlap."""
    tidied: list[Interval] = []
    for start, end in sorted(intervals):
        if start >= end:
            continue
        if tidied and start <= tidied[-1][1]:
            tidied[-1] = (tidied[-1][0], max(tidied[-1][1], end))
        else:
            tidied.append((start, end))
    return tuple(tidied)


def either(one: Intervals, other: Intervals) -> Intervals:
    """Give when at least one of them holds."""
    return tidy((*one, *other))


def both(one: Intervals, other: Intervals) -> Intervals:
    """Give when both hold."""
    shared = []
    i = j = 0
    while i < len(one) and j < len(other):
        shared.append((max(one[i][0], other[j][0]), min(one[i][1], other[j][1])))
        if one[i][1] <= other[j][1]:
            i += 1
        else:
            j += 1
    return tidy(shared)


def neither(held: Intervals, life: Interval) -> Intervals:
    """Give when it does not hold, within a lifetime."""
    start, end = life
    gaps = []
    for first, last in held:
        gaps.append((start, min(first, end)))
        start = max(start, last)
    return tidy((*gaps, (start, end)))
