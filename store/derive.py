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
    created_at = record.created_at
    places = record.events if record.places is None else record.places
    points = (event for event in record.events if event.field == "points")
    return DerivedSpans(
        categories=spans_backwards(_status_changes(record), record.category, created_at),
        estimates=tuple(_estimates(record, points)),
        releases=set_spans_backwards(_set_changes(places, "release"), record.releases, created_at),
        sprints=set_spans_backwards(_set_changes(places, "sprint"), record.sprints, created_at),
    )


def _set_changes(events: Iterable[FieldEvent], field: str) -> Iterator[Change[str | None]]:
    for event in events:
        if event.field == field:
            yield Change(event.at, event.before, event.after)
        elif event.field == "milestone":
            yield Change(event.at, _placed(event.before, field), _placed(event.after, field))


def _placed(value: str | None, field: str) -> str | None:
    """Take the id out of `release/ID` or `sprint/ID`, if it is of this field."""
    kind, _, ext_id = (value or "").partition("/")
    return ext_id if kind == field else None


def _status_changes(record: IssueRecord) -> list[Change[Category]]:
    """Follow what carries categories: statuses, and resolutions where they alone decide."""
    events = [e for e in record.events if e.field == "status" or e.after_category is not None]
    if not events:
        return _concluded_changes(record)
    told = [Change(event.at, _before(event), _after(event)) for event in events]
    last = max(told, key=lambda change: change.at)
    resolved_at = record.resolved_at
    if resolved_at is not None and resolved_at > last.at and last.after is not record.category:
        # The last step is missing from the history, yet the tracker says when it was taken.
        told.append(Change(resolved_at, last.after, record.category))
    return told


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


def _estimates(record: IssueRecord, events: Iterable[FieldEvent]) -> Iterator[Span[float]]:
    changes = [Change(event.at, _points(event.before), _points(event.after)) for event in events]
    for span in spans_backwards(changes, record.points, record.created_at):
        if span.value is not None:
            yield Span(span.value, span.start, span.end)


def _points(text: str | None) -> float | None:
    return float(text) if text else None
