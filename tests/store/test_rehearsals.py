"""What was rehearsed on the past."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.record import Settled
from store.engine import make_sessions
from store.rehearsals import load_rehearsals, load_rehearsed_at, save_rehearsals
from store.ticks import load_last_tick

NOW = datetime(2026, 5, 1, 5, tzinfo=UTC)
DAY = date(2026, 4, 1)
ONE = Settled("s:1", NOW - timedelta(days=90), (DAY, DAY, DAY, DAY, DAY, None), DAY)
TWO = Settled("s:2", NOW - timedelta(days=40), (DAY,) * 6, date(2026, 4, 20))


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def test_a_rehearsal_takes_the_place_of_the_one_before(either: Session) -> None:
    assert load_rehearsed_at(either) is None
    save_rehearsals(either, [ONE], NOW)
    save_rehearsals(either, [ONE, TWO], NOW + timedelta(days=1))
    assert load_rehearsals(either, NOW) == (ONE, TWO)
    assert load_rehearsed_at(either) == NOW + timedelta(days=1)
    save_rehearsals(either, [], NOW)
    assert load_rehearsals(either, NOW) == ()


def test_a_question_about_the_past_sees_only_what_was_out(either: Session) -> None:
    save_rehearsals(either, [ONE, TWO], NOW)
    assert load_rehearsals(either, datetime(2026, 4, 10, tzinfo=UTC)) == (ONE,)


def test_the_schedule_keeps_a_time_of_its_own(either: Session) -> None:
    save_rehearsals(either, [ONE], NOW)
    assert load_last_tick(either) is None
