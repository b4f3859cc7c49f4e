"""From rows to arrays: columns, times, and rows' positions."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

import numpy as np
from sqlalchemy import BigInteger, ColumnElement, Select, case, literal
from sqlalchemy.orm import Session

from planner.timeline import Ints, Spans, Times
from store.columns import EpochSeconds

NO_TIME = int(np.iinfo(np.int64).min)  # what a time that has not come is inside an array


def load_columns(session: Session, statement: Select[Any]) -> list[tuple[Any, ...]]:
    """Run a query and give its columns, all of one length."""
    rows = session.execute(statement).all()
    if not rows:
        return [() for _ in statement.selected_columns]
    return list(zip(*rows, strict=True))


def seconds(column: ColumnElement[datetime]) -> ColumnElement[int]:
    """Read a time as seconds since 1970, which is what a timeline's times are inside."""
    return EpochSeconds(column)


def seconds_if_known(column: ColumnElement[datetime], as_of: datetime) -> ColumnElement[int]:
    """Read a time that has come by `as_of`; `NO_TIME` for one that nobody could know yet."""
    return case((column <= as_of, EpochSeconds(column)), else_=literal(NO_TIME, BigInteger()))


def as_times(values: Iterable[int]) -> Times:
    """Take seconds since 1970 for the times that they are."""
    return as_ints(values).view("datetime64[s]")


def as_ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)


def positions_of(wanted: Ints, ids: Ints) -> Ints:
    """Find each id's position in `ids`; -1 for one that is not there."""
    if not len(ids):
        return np.full(len(wanted), -1, dtype=np.int64)
    order = np.argsort(ids)
    at = np.minimum(np.searchsorted(ids, wanted, sorter=order), len(ids) - 1)
    return np.where(ids[order[at]] == wanted, order[at], -1)


def tidy_spans(spans: Spans) -> Spans:
    """Put spans in the order of their items and time, without those shorter than a second.

    The order depends on nothing but the spans: two databases that know the same say the same.
    """
    order = np.lexsort((spans.value, spans.start, spans.item))
    order = order[spans.start[order] != spans.end[order]]
    return Spans(spans.item[order], spans.value[order], spans.start[order], spans.end[order])
