"""Histories made up by Hypothesis, and the same records as they stood at an earlier moment."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from planner.category import Category
from store.records import FieldEvent, IssueRecord
from tests.store.samples import an_issue, day

_RELEASES = ("1.0", "1.1", "2.0")
_SPRINTS = ("s1", "s2")
_SCALARS = {
    "type": ("Story", "Bug"),
    "team": ("t1", "t2", None),
    "assignee": ("ada", "bob", None),
    "parent": ("1", "2", "3", None),
    "points": ("1.0", "3.0", None),
}
_SETS = {"release": _RELEASES, "sprint": _SPRINTS, "label": ("a", "b")}

# Quarters of a second, so that changes fall into one second and before its end.
moments = st.integers(0, 40).map(lambda steps: day(0) + timedelta(seconds=steps / 4))


@st.composite
def an_issue_with_history(draw: st.DrawFn, ext_id: str) -> IssueRecord:
    """An issue whose state of today is exactly what its events lead to."""
    record = an_issue(
        ext_id,
        created_at=draw(moments),
        type=draw(st.sampled_from(("Story", "Bug"))),
        team=draw(st.sampled_from(("t1", "t2", None))),
        releases=tuple(sorted(draw(st.sets(st.sampled_from(_RELEASES))))),
        sprints=tuple(sorted(draw(st.sets(st.sampled_from(_SPRINTS))))),
        labels=tuple(sorted(draw(st.sets(st.sampled_from(("a", "b")))))),
        points=draw(st.sampled_from((1.0, 3.0, None))),
        is_subtask=draw(st.booleans()),
        is_container=draw(st.booleans()),
        blocks=("2",),
    )
    later = st.lists(moments.filter(lambda at: at >= record.created_at), max_size=6)
    for at in sorted(draw(later)):
        event = draw(_next_event(record, at))
        # A change that is repeated within one moment cannot be told from a doubled row.
        if event not in record.events:
            record = _with_event(record, event)
    return record


def as_it_stood(record: IssueRecord, at: datetime) -> IssueRecord | None:
    """Give the record that the tracker would have told at that moment; None before creation."""
    if record.created_at > at:
        return None
    then = record
    for event in reversed(record.events):
        if event.at > at:
            then = _apply(then, event.field, event.after, event.before, event.before_category)
    return replace(then, events=tuple(event for event in record.events if event.at <= at))


def _next_event(record: IssueRecord, at: datetime) -> st.SearchStrategy[FieldEvent]:
    return st.one_of(
        st.sampled_from(Category).map(
            lambda after: FieldEvent(at, "status", None, after, record.category, after)
        ),
        st.sampled_from([(f, value) for f, values in _SCALARS.items() for value in values]).map(
            lambda told: FieldEvent(at, told[0], _value(record, told[0]), told[1])
        ),
        st.sampled_from([(f, value) for f, values in _SETS.items() for value in values]).map(
            lambda told: _switch(record, at, *told)
        ),
    )


def _switch(record: IssueRecord, at: datetime, field: str, value: str) -> FieldEvent:
    is_in = value in getattr(record, f"{field}s")
    return FieldEvent(at, field, value if is_in else None, None if is_in else value)


def _value(record: IssueRecord, field: str) -> str | None:
    value = getattr(record, field)
    return None if value is None else str(value)


def _with_event(record: IssueRecord, event: FieldEvent) -> IssueRecord:
    now = _apply(record, event.field, event.before, event.after, event.after_category)
    return replace(now, events=(*record.events, event))


def _apply(
    record: IssueRecord, field: str, gone: str | None, come: str | None, category: Category | None
) -> IssueRecord:
    if field == "status":
        return replace(record, category=category or record.category)
    if field == "points":
        return replace(record, points=float(come) if come else None)
    told: dict[str, Any] = {field: come}
    if field in _SETS:
        values = (set(getattr(record, f"{field}s")) - {gone}) | ({come} if come else set())
        told = {f"{field}s": tuple(sorted(values))}
    return replace(record, **told)
