"""Releases that somebody answers for."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from store.adoptions import (
    Adoption,
    adopt_release,
    drop_adoption,
    load_adoptions,
    release_owner,
)
from store.engine import make_sessions
from tests.store.samples import day


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def test_a_release_has_one_owner_the_last_who_adopted_it(either: Session) -> None:
    first = Adoption("shop:1.0", "T1", "U1", day(1))
    assert release_owner(either, "shop:1.0") is None
    assert adopt_release(either, "shop:1.0", "T1", "U1", day(1)) is None
    assert adopt_release(either, "shop:1.0", "T1", "U2", day(2)) == first
    assert release_owner(either, "shop:1.0") == "U2"
    assert load_adoptions(either) == (Adoption("shop:1.0", "T1", "U2", day(2)),)


def test_a_release_can_be_given_up(either: Session) -> None:
    adopt_release(either, "shop:1.0", "T1", "U1", day(1))
    adopt_release(either, "plan:spring", "T1", "U1", day(1))
    assert drop_adoption(either, "shop:1.0") == Adoption("shop:1.0", "T1", "U1", day(1))
    assert drop_adoption(either, "shop:1.0") is None
    assert [adopted.release_id for adopted in load_adoptions(either)] == ["plan:spring"]
