"""Spans of all items as arrays, cut at what was known at a moment."""

from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, Table, case, select
from sqlalchemy.orm import Session

from planner.category import CODES
from planner.timeline import Ints, Spans
from store.reading import as_ints, as_times, load_columns, positions_of, seconds, seconds_if_known
from store.tables import estimate_span, membership, sprint_membership, status_span
from store.whole_columns import load_ints

_CODE_OF = {category.value: code for code, category in enumerate(CODES)}


def load_categories(session: Session, as_of: datetime, item_ids: Ints) -> Spans:
    """Load what every item's status meant; values are category codes."""
    code = case(_CODE_OF, value=status_span.c.category)
    return _load(session, _spans_of(status_span, code, as_of), item_ids)


def load_estimates(session: Session, as_of: datetime, item_ids: Ints) -> Spans:
    """Load what every item was estimated at, in points."""
    # Cell by cell: written out as texts, not every float would come back as it is.
    statement = _spans_of(estimate_span, estimate_span.c.points, as_of)
    item, told, start, end = load_columns(session, statement)
    points = np.array(told, dtype=np.float64)
    return _of_items(Spans(as_ints(item), points, as_times(start), as_times(end)), item_ids)


def load_memberships(session: Session, as_of: datetime, item_ids: Ints) -> Spans:
    """Load when every item was in which release; values are the releases' row ids."""
    statement = _spans_of(membership, membership.c.release_id, as_of)
    return _load(session, statement, item_ids)


def load_sprint_memberships(session: Session, as_of: datetime, item_ids: Ints) -> Spans:
    """Load when every item was in which sprint; values are the sprints' row ids."""
    statement = _spans_of(sprint_membership, sprint_membership.c.sprint_id, as_of)
    return _load(session, statement, item_ids)


def with_positions(spans: Spans, row_ids: Ints) -> Spans:
    """Turn values that are row ids into positions among `row_ids`, leaving out any others."""
    at = positions_of(spans.value.astype(np.int64), row_ids)
    there = at >= 0
    return Spans(spans.item[there], at[there], spans.start[there], spans.end[there])


def _spans_of(table: Table, value: ColumnElement[Any], as_of: datetime) -> Select[Any]:
    return select(
        table.c.issue_id,
        value.label("value"),
        seconds(table.c.start_at).label("start"),
        seconds_if_known(table.c.end_at, as_of).label("end"),
    ).where(table.c.start_at <= as_of)


def _load(session: Session, statement: Select[Any], item_ids: Ints) -> Spans:
    """Load spans whose values are integers."""
    item, value, start, end = load_ints(session, statement)
    return _of_items(Spans(item, value, as_times(start), as_times(end)), item_ids)


def _of_items(spans: Spans, item_ids: Ints) -> Spans:
    """Name items by position; spans of items that did not exist yet are left out."""
    item = positions_of(spans.item, item_ids)
    there = item >= 0
    return Spans(item[there], spans.value[there], spans.start[there], spans.end[there])
