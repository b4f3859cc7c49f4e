"""Events that Slack tells more than once."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from store.engine import make_sessions
from store.heard import KEPT, LEASE, hear_event, settle_event
from store.tables import heard_event
from tests.store.samples import day

SOON = timedelta(seconds=1)


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def test_an_event_is_taken_once(either: Session) -> None:
    assert hear_event(either, "Ev1", day(1))
    assert not hear_event(either, "Ev1", day(1) + SOON)
    assert hear_event(either, "Ev2", day(1) + SOON)


def test_an_event_that_nobody_came_back_from_is_taken_again(either: Session) -> None:
    assert hear_event(either, "Ev1", day(1))
    assert hear_event(either, "Ev1", day(1) + LEASE)
    assert not hear_event(either, "Ev1", day(1) + LEASE + SOON)


def test_an_answered_event_is_never_taken_again(either: Session) -> None:
    hear_event(either, "Ev1", day(1))
    settle_event(either, "Ev1", day(1) + SOON)
    assert not hear_event(either, "Ev1", day(1) + LEASE)


def test_old_events_are_forgotten(either: Session) -> None:
    hear_event(either, "Ev1", day(1))
    hear_event(either, "Ev2", day(1) + KEPT + SOON)
    assert either.execute(select(heard_event.c.event_id)).scalars().all() == ["Ev2"]
