"""A timeline of the past holds what could be known then, to the byte."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date, datetime
from typing import Any

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session, sessionmaker

from planner.timeline import Spans, Timeline
from store.definitions import AllOf, AnyOf, Match, Not, ReleaseDefinition, upsert_definitions
from store.entities import save_entities
from store.issues import mark_vanished, upsert_issues
from store.records import DueMove, Entities, IssueRecord, ReleaseRecord, SprintRecord, TeamRecord
from store.timeline import load_timeline
from tests.store.histories import an_issue_with_history, as_it_stood, moments
from tests.store.samples import a_source, day

_ENTITIES = Entities(
    teams=(TeamRecord("t1", "Web"),),
    sprints=(SprintRecord("s1", "Sprint 1", "t1", day(0), day(1)),),
    releases=(
        ReleaseRecord("1.0", "One", "version", due_moves=(DueMove(day(-1), date(2024, 2, 1)),)),
    ),
)
_DEFINITIONS = (
    ReleaseDefinition("either", "Either", (), AnyOf((Match("release", ("One", "2.0")),))),
    ReleaseDefinition(
        "bugs",
        "Bugs of team Web",
        ("the bugs",),
        AllOf((Match("type", ("bug",)), Match("team", ("web",)), Not(Match("label", ("a",))))),
    ),
    ReleaseDefinition("epic", "Epic one", (), Match("epic", ("SHOP-1",))),
)


def frozen(value: Any) -> Any:
    """Give a value that is equal only for the same bytes of the same type."""
    if isinstance(value, np.ndarray):
        return (value.dtype.str, value.shape, value.tobytes())
    if isinstance(value, Spans | Timeline):
        return {field.name: frozen(getattr(value, field.name)) for field in fields(value)}
    return value


def a_past(session: Session, records: Sequence[IssueRecord], gone_at: datetime | None) -> None:
    """Store records, entities and definitions, and what a census missed."""
    source_id = a_source(session)
    save_entities(session, source_id, _ENTITIES, day(0))
    upsert_issues(session, source_id, records)
    upsert_definitions(session, _DEFINITIONS)
    if gone_at is not None:
        mark_vanished(session, source_id, ["1"], gone_at)


@settings(
    deadline=None,
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.tuples(*(an_issue_with_history(ext_id) for ext_id in ("1", "2", "3"))),
    st.none() | moments,
    moments,
)
def test_a_past_timeline_is_that_of_a_database_that_only_knew_the_past(
    sessions: sessionmaker[Session],
    records: tuple[IssueRecord, ...],
    gone_at: datetime | None,
    as_of: datetime,
) -> None:
    then = [record for told in records if (record := as_it_stood(told, as_of)) is not None]
    with sessions() as session:
        a_past(session, records, gone_at)
        remembered = frozen(load_timeline(session, as_of))
        session.rollback()
        # The other way round: the order of arrival must not show either.
        a_past(session, then[::-1], gone_at if gone_at and gone_at <= as_of else None)
        known = frozen(load_timeline(session, as_of))
        session.rollback()
    assert remembered == known
