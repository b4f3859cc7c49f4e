"""The global pause."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from store.engine import make_sessions
from store.switches import is_paused, set_paused
from store.tables import switch
from tests.store.samples import day


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def test_nothing_is_paused_until_somebody_says_so(either: Session) -> None:
    assert not is_paused(either)
    set_paused(either, True, "U1", day(1))
    assert is_paused(either)
    set_paused(either, False, "U2", day(2))
    assert not is_paused(either)


def test_who_switched_last_is_kept(either: Session) -> None:
    set_paused(either, True, "U1", day(1))
    set_paused(either, True, "U2", day(2))
    row = either.execute(select(switch)).one()
    assert (row.actor, row.changed_at) == ("U2", day(2))
