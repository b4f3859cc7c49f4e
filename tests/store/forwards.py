"""What was true of a field, read forwards from creation: the law for reading it backwards."""

from collections.abc import Iterable
from datetime import datetime
from typing import TypeVar

from store.spans import Change, Span

T = TypeVar("T")


def spans_forwards(
    changes: Iterable[Change[T]], first: T, created_at: datetime
) -> tuple[Span[T], ...]:
    """Give what a field held since creation, from its first value, one change after the other."""
    held = {created_at: first}
    for change in sorted(changes, key=lambda each: each.at):
        held[max(change.at, created_at)] = change.after
    starts = [
        start
        for before, start in zip((None, *held), held, strict=False)
        if before is None or held[before] != held[start]
    ]
    ends = [*starts[1:], None]
    return tuple(Span(held[start], start, end) for start, end in zip(starts, ends, strict=True))


def set_spans_forwards(
    changes: Iterable[Change[str | None]], first: Iterable[str], created_at: datetime
) -> tuple[Span[str], ...]:
    """Give when each value was in a set, from the set at creation."""
    told, at_creation = [*changes], frozenset(first)
    names = {name for change in told for name in (change.before, change.after) if name is not None}
    return tuple(
        Span(name, span.start, span.end)
        for name in sorted(names | at_creation)
        for span in spans_forwards(_of(name, told), name in at_creation, created_at)
        if span.value
    )


def _of(name: str, changes: Iterable[Change[str | None]]) -> list[Change[bool]]:
    return [
        Change(change.at, before=change.before == name, after=change.after == name)
        for change in changes
        if name in (change.before, change.after)
    ]
