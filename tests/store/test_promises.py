"""Promises over a tracker's due dates."""

from datetime import date

from planner.timeline import DateMove, ReleaseFacts
from store.promises import with_promises
from tests.store.samples import day

FIRST, SECOND, THIRD = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)


def facts(*moves: DateMove) -> ReleaseFacts:
    return ReleaseFacts("shop:1", "1.0", "version", ("shop",), due_moves=moves)


def test_a_promise_goes_before_the_trackers_date_from_when_it_was_made() -> None:
    told = facts(DateMove(day(1), FIRST), DateMove(day(3), SECOND))

    promised = with_promises(told, [DateMove(day(2), THIRD)])

    assert promised.due_moves == (DateMove(day(1), FIRST), DateMove(day(2), THIRD))


def test_a_promise_that_is_taken_back_leaves_what_the_tracker_says_by_then() -> None:
    told = facts(DateMove(day(1), FIRST), DateMove(day(3), SECOND))

    promised = with_promises(told, [DateMove(day(2), THIRD), DateMove(day(4), None)])

    assert promised.due_moves[-1] == DateMove(day(4), SECOND)


def test_nothing_promised_changes_nothing() -> None:
    told = facts(DateMove(day(1), FIRST))
    assert with_promises(told, ()) is told
