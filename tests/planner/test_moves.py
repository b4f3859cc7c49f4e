"""What changed between two looks."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.moves import Change, changes_between, days_later, p85_moved
from planner.snapshot import Snapshot
from tests.planner.snapshots import (
    TODAY,
    WEEKDAYS,
    a_snapshot,
    ahead,
    dated,
    forecasts,
    refused,
    shipped,
    snapshots,
)

_TURNED = {Change.FOUND: Change.LOST, Change.LOST: Change.FOUND}


def changes(before: Snapshot, now: Snapshot) -> frozenset[Change]:
    return changes_between(before, now, TODAY, WEEKDAYS)


@given(forecasts() | snapshots())
def test_what_is_the_same_has_not_changed(one: Snapshot) -> None:
    assert changes(one, one) == frozenset()


@given(forecasts(), forecasts() | st.just(refused()))
def test_a_move_is_a_move_in_both_directions(one: Snapshot, other: Snapshot) -> None:
    there, back = changes(one, other), changes(other, one)
    assert back == {_TURNED.get(change, change) for change in there}


@given(st.dates(), st.dates())
def test_as_many_days_later_as_the_other_is_earlier(one: date, other: date) -> None:
    assert days_later(one, other, WEEKDAYS) == -days_later(other, one, WEEKDAYS)


@pytest.mark.parametrize(
    ("before", "now", "has_moved"),
    [
        (10, 12, False),
        (10, 13, True),
        (13, 10, True),
        (60, 65, False),
        (60, 66, False),  # a tenth of 66 days is more than 6
        (60, 67, True),
        (1, 4, True),
    ],
)
def test_p85_moves_by_three_working_days_and_a_tenth_of_what_is_left(
    before: int, now: int, has_moved: bool
) -> None:
    first, second = a_snapshot(p85=ahead(before)), a_snapshot(p85=ahead(now))
    assert p85_moved(first, second, TODAY, WEEKDAYS) is has_moved
    assert changes(first, second) == ({Change.P85} if has_moved else frozenset())


def test_weekends_are_no_days_to_move_by() -> None:
    friday = TODAY + timedelta(days=4)
    later = friday + timedelta(days=4)  # Tuesday: two working days
    assert days_later(friday, later, WEEKDAYS) == 2
    assert changes(a_snapshot(p85=friday), a_snapshot(p85=later)) == frozenset()


def test_a_date_that_is_lost_beyond_the_horizon_has_moved() -> None:
    assert changes(a_snapshot(), a_snapshot(p85=None)) == {Change.P85}
    assert changes(a_snapshot(p85=None), a_snapshot(p85=None)) == frozenset()


def test_a_release_with_nothing_left_does_not_move_because_a_week_has_passed() -> None:
    before = a_snapshot(open_items=0, p85=TODAY - timedelta(days=7))
    assert changes(before, a_snapshot(open_items=0, p85=TODAY)) == frozenset()
    assert changes(before, a_snapshot(p85=TODAY)) == {Change.P85}


def test_crossing_the_due_date_is_a_change_however_small_the_step() -> None:
    before = dated(due=ahead(10), likelihood=0.86, p85=ahead(10))
    now = dated(due=ahead(10), likelihood=0.84, p85=ahead(11))
    assert changes(before, now) == {Change.CROSSED, Change.HEALTH}


def test_another_due_date_is_a_change() -> None:
    before = dated(due=ahead(40), likelihood=0.95)
    assert changes(before, replace(before, due_on=ahead(41))) == {Change.DUE}
    free = changes(before, a_snapshot())
    assert free == {Change.DUE, Change.HEALTH}


def test_a_forecast_is_found_and_lost() -> None:
    assert changes(refused(), a_snapshot()) == {Change.FOUND}
    assert changes(shipped(), a_snapshot()) == {Change.FOUND}
    assert changes(a_snapshot(), refused()) == {Change.LOST}
    assert changes(refused(), refused(reason="refusal.empty")) == frozenset()
    assert changes(a_snapshot(), shipped()) == frozenset()
