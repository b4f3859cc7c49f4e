"""An issue's spans, from its record: what the tracker told, or the little that can be concluded."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from planner.category import Category
from store.records import FieldEvent, IssueRecord
from store.spans import Change, Span, set_spans_backwards, spans_backwards


@dataclass(frozen=True, slots=True)
class DerivedSpans:
    """What held when. Releases and sprints are ext_ids; an estimate has no span while missing."""

    categories: tuple[Span[Category], ...]
    estimates: tuple[Span[float], ...]
    releases: tuple[Span[str], ...]
    sprints: tuple[Span[str], ...]


def distinct_events(record: IssueRecord) -> tuple[FieldEvent, ...]:
    """Give the events in the tracker's order, exact doubles once: real exports repeat rows.

    Spans are built from all of them. A repeated row changes no span, while "in, out, in again"
    within one second does, and has a double in it.
    """
    return tuple(dict.fromkeys(record.events))


def derive_spans(record: IssueRecord) -> DerivedSpans:
    """Build all spans of an issue; a field without events held today's value since creation."""
    by_field: dict[str, list[FieldEvent]] = {}
    for event in record.events:
        by_field.setdefault(event.field, []).append(event)
    created_at = record.created_at
    return DerivedSpans(
        categories=spans_backwards(
            _status_changes(record, by_field.get("status", [])), record.category, created_at
        ),
        estimates=tuple(_estimates(record, by_field.get("points", []))),
        releases=set_spans_backwards(
            _changes(by_field.get("release", [])), record.releases, created_at
        ),
        sprints=set_spans_backwards(
            _changes(by_field.get("sprint", [])), record.sprints, created_at
        ),
    )


def _changes(events: Iterable[FieldEvent]) -> Iterator[Change[str | None]]:
    return (Change(event.at, event.before, event.after) for event in events)


def _status_changes(record: IssueRecord, events: list[FieldEvent]) -> list[Change[Category]]:
    if not events:
        return _concluded_changes(record)
    return [Change(event.at, _before(event), _after(event)) for event in events]


def _before(event: FieldEvent) -> Category:
    # No status before is how some trackers tell of the creation: nothing held yet.
    if event.before is None and event.before_category is None:
        return _after(event)
    return event.before_category or Category.UNKNOWN


def _after(event: FieldEvent) -> Category:
    return event.after_category or Category.UNKNOWN


def _concluded_changes(record: IssueRecord) -> list[Change[Category]]:
    """Conclude the path of an issue that tells only when it was started and resolved."""
    changes = []
    before = Category.TODO
    if record.started_at is not None:
        changes.append(Change(record.started_at, before, Category.DOING))
        before = Category.DOING
    if record.resolved_at is not None:
        changes.append(Change(record.resolved_at, before, record.category))
    return changes


def _estimates(record: IssueRecord, events: list[FieldEvent]) -> Iterator[Span[float]]:
    changes = [Change(event.at, _points(event.before), _points(event.after)) for event in events]
    for span in spans_backwards(changes, record.points, record.created_at):
        if span.value is not None:
            yield Span(span.value, span.start, span.end)


def _points(text: str | None) -> float | None:
    return float(text) if text else None
