"""The rows that hang on issues, always replaced as a whole."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Table, delete, insert
from sqlalchemy.orm import Session

from planner.category import Category
from store.derive import DerivedSpans, derive_spans, distinct_events
from store.placeholders import container_ids, label_ids, release_ids, sprint_ids
from store.records import FieldEvent, IssueRecord
from store.tables import (
    dependency,
    estimate_span,
    field_event,
    issue_container,
    issue_label,
    membership,
    need,
    sprint_membership,
    status_span,
)

_CHILDREN = (
    field_event,
    status_span,
    estimate_span,
    membership,
    sprint_membership,
    issue_label,
    issue_container,
    dependency,
    need,
)

_Rows = list[dict[str, Any]]


def delete_children(session: Session, issue_ids: Sequence[int]) -> None:
    """Forget events, spans, labels, links, containers and needs of these issues."""
    if issue_ids:
        for table in _CHILDREN:
            session.execute(delete(table).where(table.c.issue_id.in_(issue_ids)))


def insert_children(session: Session, source_id: int, records: Mapping[int, IssueRecord]) -> None:
    """Write all that hangs on issues that have nothing yet, by the issues' row ids."""
    events = {issue_id: distinct_events(record) for issue_id, record in records.items()}
    spans = {issue_id: derive_spans(record) for issue_id, record in records.items()}
    _insert(session, field_event, _event_rows(events))
    _insert(session, status_span, _category_rows(spans))
    _insert(session, estimate_span, _estimate_rows(spans))
    _insert(session, membership, _membership_rows(session, source_id, spans))
    _insert(session, sprint_membership, _sprint_rows(session, source_id, spans))
    _insert(session, issue_label, _label_rows(session, source_id, records))
    _insert(session, issue_container, _container_rows(session, source_id, records))
    _insert(session, dependency, _dependency_rows(records))
    _insert(session, need, _need_rows(records))


def _insert(session: Session, table: Table, rows: _Rows) -> None:
    if rows:
        session.execute(insert(table), rows)


def _event_rows(events: Mapping[int, Iterable[FieldEvent]]) -> _Rows:
    return [
        {
            "issue_id": issue_id,
            "position": position,
            "at": event.at,
            "field": event.field,
            "before": event.before,
            "after": event.after,
            "before_category": _value(event.before_category),
            "after_category": _value(event.after_category),
        }
        for issue_id, told in events.items()
        for position, event in enumerate(told)
    ]


def _category_rows(spans: Mapping[int, DerivedSpans]) -> _Rows:
    return [
        {
            "issue_id": issue_id,
            "start_at": span.start,
            "end_at": span.end,
            "category": span.value.value,
        }
        for issue_id, derived in spans.items()
        for span in derived.categories
    ]


def _estimate_rows(spans: Mapping[int, DerivedSpans]) -> _Rows:
    return [
        {"issue_id": issue_id, "start_at": span.start, "end_at": span.end, "points": span.value}
        for issue_id, derived in spans.items()
        for span in derived.estimates
    ]


def _membership_rows(session: Session, source_id: int, spans: Mapping[int, DerivedSpans]) -> _Rows:
    members = [(issue_id, span) for issue_id, told in spans.items() for span in told.releases]
    ids = release_ids(session, source_id, (span.value for _, span in members))
    return [
        {
            "issue_id": issue_id,
            "release_id": ids[span.value],
            "start_at": span.start,
            "end_at": span.end,
        }
        for issue_id, span in members
    ]


def _sprint_rows(session: Session, source_id: int, spans: Mapping[int, DerivedSpans]) -> _Rows:
    members = [(issue_id, span) for issue_id, told in spans.items() for span in told.sprints]
    ids = sprint_ids(session, source_id, (span.value for _, span in members))
    return [
        {
            "issue_id": issue_id,
            "sprint_id": ids[span.value],
            "start_at": span.start,
            "end_at": span.end,
        }
        for issue_id, span in members
    ]


def _label_rows(session: Session, source_id: int, records: Mapping[int, IssueRecord]) -> _Rows:
    labels = [(issue_id, name) for issue_id, told in records.items() for name in set(told.labels)]
    ids = label_ids(session, source_id, (name for _, name in labels))
    return [{"issue_id": issue_id, "label_id": ids[name]} for issue_id, name in labels]


def _container_rows(session: Session, source_id: int, records: Mapping[int, IssueRecord]) -> _Rows:
    holders = [(issue_id, e) for issue_id, told in records.items() for e in set(told.containers)]
    ids = container_ids(session, source_id, (ext_id for _, ext_id in holders))
    return [{"issue_id": issue_id, "container_id": ids[ext_id]} for issue_id, ext_id in holders]


def _need_rows(records: Mapping[int, IssueRecord]) -> _Rows:
    return [
        {
            "issue_id": issue_id,
            "ext_id": told.ext_id,
            "customer": told.customer,
            "is_important": told.is_important,
        }
        for issue_id, record in records.items()
        for told in {each.ext_id: each for each in record.needs}.values()
    ]


def _dependency_rows(records: Mapping[int, IssueRecord]) -> _Rows:
    return [
        {"issue_id": issue_id, "blocked": blocked}
        for issue_id, record in records.items()
        for blocked in dict.fromkeys(record.blocks)
    ]


def _value(category: Category | None) -> str | None:
    return category.value if category else None
