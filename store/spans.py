"""What was true of one field of one issue at any moment, from its changes; pure.

A history can be read from both ends: backwards from what the tracker shows now, or forwards from
what an issue was created with. Where it is consistent both give the same spans. The store reads
backwards, because "now" is what a tracker tells surely and "at creation" is what it never tells.

Real histories have gaps: a change whose `before` is not the `after` of the one ahead of it, or a
last `after` that is not the value of today. So a change's `after` is believed from its `at` on,
and its `before` only where nothing else speaks: ahead of the first change.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Change(NamedTuple, Generic[T]):
    """The field had `before` and has `after` from `at` on."""

    at: datetime
    before: T
    after: T


class Span(NamedTuple, Generic[T]):
    """`value` held from `start` (included) to `end` (excluded; None: it still does)."""

    value: T
    start: datetime
    end: datetime | None


def spans_backwards(
    changes: Iterable[Change[T]], now: T, created_at: datetime
) -> tuple[Span[T], ...]:
    """Give what a field held since creation, from today's value and its changes, oldest first.

    Changes that share a timestamp keep their order; the last of them holds.
    """
    ordered = sorted(changes, key=_at)
    if not ordered:
        return (Span(now, created_at, None),)
    # Where the last change and today disagree a change was lost, nobody knows when. Today's value
    # is what people see in the tracker, so it holds from the last moment that is known.
    values = (ordered[0].before, *(change.after for change in ordered[:-1]), now)
    return _cut(ordered, values, created_at)


def set_spans_backwards(
    changes: Iterable[Change[str | None]], now: Iterable[str], created_at: datetime
) -> tuple[Span[str], ...]:
    """Give when each value was in a set, from the set of today.

    A change with no `before` adds, one with no `after` removes, one with both moves.
    """
    today = frozenset(now)
    switches = _switches(changes, today)
    return tuple(
        Span(value, span.start, span.end)
        for value in sorted(switches)
        for span in spans_backwards(switches[value], value in today, created_at)
        if span.value
    )


def _at(change: Change[T]) -> datetime:
    return change.at


def _switches(
    changes: Iterable[Change[str | None]], known: frozenset[str]
) -> dict[str, list[Change[bool]]]:
    """Take a set's changes apart: for each value, when it came and when it went."""
    switches: dict[str, list[Change[bool]]] = {value: [] for value in known}
    for change in changes:
        if change.before is not None:
            gone = Change(change.at, before=True, after=False)
            switches.setdefault(change.before, []).append(gone)
        if change.after is not None:
            come = Change(change.at, before=False, after=True)
            switches.setdefault(change.after, []).append(come)
    return switches


def _cut(
    ordered: Sequence[Change[T]], values: Sequence[T], created_at: datetime
) -> tuple[Span[T], ...]:
    """Lay values end to end from creation on; empty spans vanish, equal neighbours join."""
    # A tracker imported from another one has changes older than its issues.
    starts = [created_at, *(max(change.at, created_at) for change in ordered)]
    ends = [*starts[1:], None]
    spans: list[Span[T]] = []
    for value, start, end in zip(values, starts, ends, strict=True):
        if end == start:
            continue
        if spans and spans[-1].value == value:
            start = spans.pop().start  # noqa: PLW2901 - the two are one span
        spans.append(Span(value, start, end))
    return tuple(spans)
