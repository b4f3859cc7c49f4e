"""What a sync reads: all, what changed, a longer look back, the rest of a broken walk."""

from datetime import UTC, datetime, timedelta

import pytest

from connectors.due import Due, what_is_due
from connectors.tracker import EVERY_TIME, Rhythm
from store.cursors import Cursor
from store.walks import Walk

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
MINUTES, HOURS = timedelta(minutes=1), timedelta(hours=1)
SLOW = Rhythm(
    overlap=15 * MINUTES, trailing=12 * HOURS, trailing_every=HOURS, census_every=24 * HOURS
)
WHOLE = Due(None, None, is_whole=True, is_trailing=True, takes_census=True)


def a_cursor(*, census: float, trailing: float) -> Cursor:
    """Give a cursor of an hour ago, and how many hours ago its passes were."""
    return Cursor(NOON - HOURS, "f", NOON - census * HOURS, NOON - trailing * HOURS)


def test_everything_is_due_at_first_and_when_asked_for() -> None:
    assert what_is_due(None, None, SLOW, NOON) == WHOLE
    assert what_is_due(a_cursor(census=1, trailing=0), None, SLOW, NOON, full=True) == WHOLE


def test_a_delta_reads_from_the_overlap_before_the_cursor() -> None:
    due = what_is_due(a_cursor(census=1, trailing=0.5), None, SLOW, NOON)
    since = NOON - HOURS - 15 * MINUTES
    assert due == Due(since, None, is_whole=False, is_trailing=False, takes_census=False)


def test_once_in_a_while_it_looks_back_longer() -> None:
    due = what_is_due(a_cursor(census=1, trailing=1), None, SLOW, NOON)
    assert (due.since, due.is_trailing) == (NOON - 13 * HOURS, True)
    assert what_is_due(Cursor(NOON, "f", NOON, None), None, SLOW, NOON).is_trailing


def test_a_tracker_that_does_not_lag_is_never_read_back_longer() -> None:
    due = what_is_due(Cursor(NOON, "f"), None, EVERY_TIME, NOON)
    assert (due.since, due.is_trailing) == (NOON - 15 * MINUTES, False)


@pytest.mark.parametrize(("hours", "is_due"), [(23.9, False), (24, True)])
def test_a_census_is_taken_once_in_a_while(hours: float, is_due: bool) -> None:
    due = what_is_due(a_cursor(census=hours, trailing=0), None, SLOW, NOON)
    assert due.takes_census is is_due


def test_a_census_that_was_never_taken_is_due() -> None:
    assert what_is_due(Cursor(NOON, "f", None, NOON), None, SLOW, NOON).takes_census


def test_a_tracker_may_be_counted_every_time() -> None:
    assert what_is_due(Cursor(NOON, "f", NOON, NOON), None, EVERY_TIME, NOON).takes_census


@pytest.mark.parametrize("cursor", [None, a_cursor(census=0, trailing=0)])
def test_a_walk_that_broke_off_goes_on_from_when_it_began(cursor: Cursor | None) -> None:
    walk = Walk(NOON - 30 * HOURS, frozenset("1"))
    due = what_is_due(cursor, walk, SLOW, NOON)
    since = NOON - 42 * HOURS
    assert due == Due(since, walk, is_whole=True, is_trailing=True, takes_census=True)


def test_a_walk_that_had_read_nothing_is_begun_anew() -> None:
    walk = Walk(NOON - HOURS, frozenset())
    assert what_is_due(a_cursor(census=0, trailing=0), walk, SLOW, NOON) == WHOLE
