"""Walks that end, and lose nothing on the way."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connectors.jira.ahead import in_order
from connectors.jira.positions import walk_positions
from connectors.jira.scope import Scope, quoted
from connectors.jira.startat import pages_of
from connectors.jira.tokens import token_pages
from connectors.jira.windows import windows
from connectors.tracker import FatalError

Row = dict[str, Any]


@given(
    count=st.integers(0, 40),
    a_page=st.integers(2, 9),
    deleted=st.lists(st.tuples(st.integers(0, 12), st.integers(0, 39)), max_size=12),
)
def test_rows_that_vanish_during_a_walk_hide_no_others(
    count: int, a_page: int, deleted: list[tuple[int, int]]
) -> None:
    rows = [{"id": str(number)} for number in range(count)]
    calls = 0

    def fetch(start: int) -> Row:
        nonlocal calls
        for _, number in [one for one in deleted if one[0] == calls]:
            rows[:] = [row for row in rows if row["id"] != str(number)]
        calls += 1
        return {"issues": rows[start : start + a_page], "total": len(rows)}

    found = [row["id"] for page in walk_positions(fetch) for row in page]
    assert len(found) == len(set(found))
    assert {row["id"] for row in rows} <= set(found)


def test_a_server_that_gives_single_rows_is_an_error() -> None:
    with pytest.raises(FatalError, match="one row a page"):
        list(walk_positions(lambda _: {"issues": [{"id": "1"}], "total": 5}))


def test_a_list_is_walked_by_what_came_and_not_by_what_was_asked_for() -> None:
    rows = [{"id": number} for number in range(7)]
    pages: list[Callable[[int], Row]] = [
        lambda at: {"values": rows[at : at + 3], "total": 7},
        lambda at: {"values": rows[at : at + 3], "isLast": at + 3 >= 7},
        lambda at: {"values": rows[at : at + 3]},
    ]
    assert [list(pages_of(fetch)) for fetch in pages] == [rows, rows, rows]


def test_a_list_without_an_end_is_an_error() -> None:
    with pytest.raises(FatalError, match="does not end"):
        for _ in pages_of(lambda _: {"values": [{}]}):
            pass
    tokens = iter(range(100_000))
    with pytest.raises(FatalError, match="does not end"):
        for _ in token_pages(lambda _: {"nextPageToken": str(next(tokens))}):
            pass


def test_a_last_page_may_carry_a_token() -> None:
    assert len(list(token_pages(lambda _: {"isLast": True, "nextPageToken": "more"}))) == 1


@given(
    minutes=st.lists(st.integers(0, 5_000), max_size=60, unique=True),
    ahead=st.integers(-12, 12),
    most=st.integers(3, 20),
)
def test_windows_find_everything_once_and_little_enough_in_any_zone(
    minutes: list[int], ahead: int, most: int
) -> None:
    begin = datetime(2026, 3, 2, tzinfo=UTC)
    moments = sorted(begin + timedelta(minutes=3 * one) for one in minutes)

    def find(query: str) -> list[datetime]:
        found = moments
        for part in query.split(" AND ")[1:]:
            _, comparison, day, minute = part.split(" ")
            bound = datetime.strptime(f"{day} {minute}", '"%Y-%m-%d %H:%M"').replace(tzinfo=UTC)
            bound -= timedelta(hours=ahead)
            found = [at for at in found if (at >= bound) == (comparison == ">=")]
        return found

    parts = list(
        windows("x", lambda one: len(find(one)), lambda _: (moments[0], moments[-1]), most)
    )
    assert sorted(at for part in parts for at in find(part)) == moments
    assert all(len(find(part)) <= most for part in parts)


def test_answers_come_in_order_and_a_failure_ends_it() -> None:
    with ThreadPoolExecutor(4) as pool:
        assert list(in_order(pool, lambda one: one * 2, range(20), 4)) == list(range(0, 40, 2))
        with pytest.raises(ZeroDivisionError):
            list(in_order(pool, lambda one: 1 // one, [1, 0, 1], 2))


def test_a_scope_is_bounded_and_loses_its_order() -> None:
    scope = Scope(("A",), 'text ~ "order by me" order by created')
    assert list(scope.queries()) == ['project in ("A") AND (text ~ "order by me")']
    assert list(Scope(("A", "B")).queries()) == ['project in ("A", "B")']
    assert len(list(Scope(tuple(map(str, range(101)))).queries())) == 3
    assert quoted('a"b\\') == '"a\\"b\\\\"'
