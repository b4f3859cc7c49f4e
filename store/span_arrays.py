"""Spans of all items as arrays, cut at what was known at a moment."""

from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import ColumnElement, Select, Table, select
from sqlalchemy.orm import Session

from planner.category import CODES
from planner.timeline import Ints, Spans
from store.reading import as_ints, as_times, load_columns, positions_of, seconds, seconds_if_known
from store.tables import estimate_span, membership, sprint_membership, status_span

_CODE_OF = {category.value: code for code, category in enumerate(CODES)}


def load_categories(session: Session, as_of: datetime, item_ids: Ints) -> Spans:
    """Load what every item's status meant; values are category codes."""
    item, told, start, end = _load(session, status_span, status_span.c.category, as_of)
    codes = as_ints(_CODE_OF[category] for category in told)
    return _of_items(Spans(as_ints(item), codes, as_times(start), as_times(end)), item_ids)


def load_estimates(session: Session, as_of: datetime, item_ids: Ints) -> Spans:
    """Load what every item was estimated at, in points."""
    item, told, start, end = _load(session, estimate_span, estimate_span.c.points, as_of)
    points = np.array(told, dtype=np.float64)
    return _of_items(Spans(as_ints(item), points, as_times(start), as_times(end)), item_ids)


def load_memberships(session: Session, as_of: datetime, item_ids: Ints) -> Spans:
    """Load when every item was in which release; values are the releases' row ids."""
    item, told, start, end = _load(session, membership, membership.c.release_id, as_of)
    spans = Spans(as_ints(item), as_ints(told), as_times(start), as_times(end))
    return _of_items(spans, item_ids)


def load_sprint_memberships(session: Session, as_of: datetime, item_ids: Ints) -> Spans:
    """Load when every item was in which sprint; values are the sprints' row ids."""
    item, told, start, end = _load(session, sprint_membership, sprint_membership.c.sprint_id, as_of)
    spans = Spans(as_ints(item), as_ints(told), as_times(start), as_times(end))
    return _of_items(spans, item_ids)


def with_positions(spans: Spans, row_ids: Ints) -> Spans:
    """Turn values that are row ids into positions among `row_ids`, leaving out any others."""
    at = positions_of(spans.value.astype(np.int64), row_ids)
    there = at >= 0
    return Spans(spans.item[there], at[there], spans.start[there], spans.end[there])


def _load(
    session: Session, table: Table, value: ColumnElement[Any], as_of: datetime
) -> list[tuple[Any, ...]]:
    statement: Select[Any] = select(
        table.c.issue_id,
        value,
        seconds(table.c.start_at),
        seconds_if_known(table.c.end_at, as_of),
    ).where(table.c.start_at <= as_of)
    return load_columns(session, statement)


def _of_items(spans: Spans, item_ids: Ints) -> Spans:
    """Name items by position; spans of items that did not exist yet are left out."""
    item = positions_of(spans.item, item_ids)
    there = item >= 0
    return Spans(item[there], spans.value[there], spans.start[there], spans.end[there])
