"""Columns of integers that are read in one piece are what they are cell by cell."""

from collections.abc import Sequence

import pytest
from sqlalchemy import BigInteger, ColumnElement, Engine, Select, cast, literal, select, union_all
from sqlalchemy.orm import Session

from store.reading import NO_TIME, as_times
from store.whole_columns import load_ints

_ROWS = [(1, NO_TIME), (-7, 0), (9_007_199_254_740_993, 1_764_331_200)]


def _query(rows: Sequence[tuple[int, int | None]]) -> Select[tuple[int, int]]:
    told = union_all(*(select(_told("a", a), _told("b", b)) for a, b in rows)).subquery()
    return select(told.c.a, told.c.b)


def _told(name: str, value: int | None) -> ColumnElement[int]:
    return cast(literal(value, BigInteger()), BigInteger()).label(name)


def test_every_integer_comes_back_as_it_was_beside_its_neighbour(engine: Engine) -> None:
    with Session(engine) as session:
        first, second = load_ints(session, _query(_ROWS))
    assert sorted(zip(first.tolist(), second.tolist(), strict=True)) == sorted(_ROWS)


def test_no_rows_are_empty_columns(engine: Engine) -> None:
    nothing = _query(_ROWS).where(literal(1) == literal(0))
    with Session(engine) as session:
        assert [len(told) for told in load_ints(session, nothing)] == [0, 0]


def test_a_null_is_an_error_and_moves_no_rows_against_each_other(engine: Engine) -> None:
    with Session(engine) as session, pytest.raises(ValueError, match="has a NULL in it"):
        load_ints(session, _query([(1, 2), (3, None)]))


def test_the_mark_of_no_time_is_no_time() -> None:
    assert as_times([NO_TIME, 0]).astype(str).tolist() == ["NaT", "1970-01-01T00:00:00"]
