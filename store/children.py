"""The rows that hang on issues, always replaced as a whole."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Table, delete
from sqlalchemy.orm import Session

from store.bulk import Row, insert_rows
from store.derive import derive_spans, distinct_events
from store.placeholders import container_ids, label_ids, release_ids, sprint_ids
from store.records import IssueRecord
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

_COLUMNS: dict[Table, tuple[str, ...]] = {
    field_event: (
        *("issue_id", "position", "at", "field", "before", "after"),
        *("before_category", "after_category"),
    ),
    status_span: ("issue_id", "start_at", "end_at", "category"),
    estimate_span: ("issue_id", "start_at", "end_at", "points"),
    membership: ("issue_id", "release_id", "start_at", "end_at"),
    sprint_membership: ("issue_id", "sprint_id", "start_at", "end_at"),
    issue_label: ("issue_id", "label_id"),
    issue_container: ("issue_id", "container_id"),
    dependency: ("issue_id", "blocked"),
    need: ("issue_id", "ext_id", "customer", "is_important"),
}


def delete_children(session: Session, issue_ids: Sequence[int]) -> None:
    """Forget events, spans, labels, links, containers and needs of these issues."""
    if issue_ids:
        for table in _COLUMNS:
            session.execute(delete(table).where(table.c.issue_id.in_(issue_ids)))


def insert_children(session: Session, source_id: int, records: Mapping[int, IssueRecord]) -> None:
    """Write all that hangs on issues that have nothing yet, by the issues' row ids."""
    spans = {issue_id: derive_spans(record) for issue_id, record in records.items()}
    releases = [(i, span) for i, told in spans.items() for span in told.releases]
    sprints = [(i, span) for i, told in spans.items() for span in told.sprints]
    labels = [(i, name) for i, told in records.items() for name in set(told.labels)]
    holders = [(i, ext_id) for i, told in records.items() for ext_id in set(told.containers)]
    releases_at = release_ids(session, source_id, (span.value for _, span in releases))
    sprints_at = sprint_ids(session, source_id, (span.value for _, span in sprints))
    labels_at = label_ids(session, source_id, (name for _, name in labels))
    holders_at = container_ids(session, source_id, (ext_id for _, ext_id in holders))
    rows: dict[Table, list[Row]] = {
        field_event: _event_rows(records),
        status_span: [
            (i, span.start, span.end, span.value.value)
            for i, told in spans.items()
            for span in told.categories
        ],
        estimate_span: [
            (i, span.start, span.end, span.value)
            for i, told in spans.items()
            for span in told.estimates
        ],
        membership: [(i, releases_at[span.value], span.start, span.end) for i, span in releases],
        sprint_membership: [
            (i, sprints_at[span.value], span.start, span.end) for i, span in sprints
        ],
        issue_label: [(i, labels_at[name]) for i, name in labels],
        issue_container: [(i, holders_at[ext_id]) for i, ext_id in holders],
        dependency: [(i, e) for i, told in records.items() for e in dict.fromkeys(told.blocks)],
        need: [
            (i, one.ext_id, one.customer, one.is_important)
            for i, told in records.items()
            for one in {each.ext_id: each for each in told.needs}.values()
        ],
    }
    for table, names in _COLUMNS.items():
        insert_rows(session, table, names, rows[table])


def _event_rows(records: Mapping[int, IssueRecord]) -> list[Row]:
    return [
        (
            issue_id,
            position,
            event.at,
            event.field,
            event.before,
            event.after,
            event.before_category and event.before_category.value,
            event.after_category and event.after_category.value,
        )
        for issue_id, record in records.items()
        for position, event in enumerate(distinct_events(record))
    ]
