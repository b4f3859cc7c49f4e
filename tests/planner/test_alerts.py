"""What is worth telling at once: real moves, against what was heard last."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.alerts import shipments, slips
from planner.digest import Line
from planner.moves import Change
from planner.snapshot import Snapshot
from tests.planner.snapshots import (
    TODAY,
    WEEKDAYS,
    a_snapshot,
    ahead,
    dated,
    refused,
    shipped,
    snapshots,
)

YESTERDAY = datetime.combine(TODAY - timedelta(days=3), time(9), tzinfo=UTC)


def told(before: Snapshot, now: Snapshot) -> tuple[Line, ...]:
    heard = replace(before, taken_at=YESTERDAY)
    return slips([now], {before.release_id: heard}, TODAY, WEEKDAYS)


def changes(before: Snapshot, now: Snapshot) -> frozenset[Change]:
    return frozenset().union(*(line.changes for line in told(before, now)))


def test_a_move_of_three_working_days_and_a_tenth_is_told_with_its_days() -> None:
    (line,) = told(a_snapshot(p85=ahead(20)), a_snapshot(p85=ahead(24)))
    assert (line.changes, line.p85_days) == (frozenset({Change.P85}), 4)
    assert told(a_snapshot(p85=ahead(20)), a_snapshot(p85=ahead(22))) == ()
    assert told(a_snapshot(p85=ahead(60)), a_snapshot(p85=ahead(64))) == ()  # of 64 that is little


def test_a_move_back_is_told_as_well() -> None:
    (line,) = told(a_snapshot(p85=ahead(24)), a_snapshot(p85=ahead(20)))
    assert line.p85_days == -4


def test_a_release_on_the_boundary_of_its_health_does_not_talk_all_day() -> None:
    below = dated(due=ahead(30), likelihood=0.84, p85=ahead(31))
    above = dated(due=ahead(30), likelihood=0.86, p85=ahead(30))
    assert told(below, above) == told(above, below) == ()


def test_a_health_that_really_changed_is_told() -> None:
    well = dated(due=ahead(30), likelihood=0.90, p85=ahead(29))
    ill = dated(due=ahead(30), likelihood=0.80, p85=ahead(31))
    assert changes(well, ill) == {Change.HEALTH, Change.CROSSED}


def test_another_committed_date_is_told_even_where_the_forecast_is_the_same() -> None:
    before = dated(due=ahead(40), likelihood=0.95)
    assert changes(before, replace(before, due_on=ahead(45))) == {Change.DUE}


def test_a_forecast_that_is_lost_or_found_is_told() -> None:
    assert changes(a_snapshot(), refused()) == {Change.LOST}
    assert changes(refused(), a_snapshot()) == {Change.FOUND}


def test_a_committed_date_that_went_by_is_told_once() -> None:
    over = dated(due=TODAY - timedelta(days=1), likelihood=0.0)
    assert Change.PASSED in changes(over, over)
    heard = {over.release_id: replace(over, taken_at=datetime.combine(TODAY, time(9), tzinfo=UTC))}
    assert slips([over], heard, TODAY, WEEKDAYS) == ()


def test_a_release_that_nobody_listened_to_yet_is_not_told() -> None:
    assert slips([a_snapshot()], {}, TODAY, WEEKDAYS) == ()


def test_what_has_shipped_is_no_slip_but_a_shipment_and_that_once() -> None:
    before = a_snapshot()
    assert told(before, shipped()) == ()
    assert [line.now for line in shipments([shipped()], {"jira:A": before})] == [shipped()]
    assert shipments([shipped()], {"jira:A": shipped()}) == ()
    assert shipments([shipped()], {}) == ()


def test_the_longest_slip_stands_first_behind_what_lost_its_date() -> None:
    before = {
        one.release_id: replace(one, taken_at=YESTERDAY) for one in map(a_snapshot, ("A", "B", "C"))
    }
    now = [a_snapshot("A", p85=ahead(36)), a_snapshot("B", p85=ahead(50)), refused("C")]
    assert [line.now.name for line in slips(now, before, TODAY, WEEKDAYS)] == ["C", "B", "A"]


@given(now=snapshots())
def test_what_was_just_told_is_not_told_again(now: Snapshot) -> None:
    heard = {now.release_id: replace(now, taken_at=datetime.combine(TODAY, time(9), tzinfo=UTC))}
    assert slips([now], heard, TODAY, WEEKDAYS) == ()


@given(before=snapshots(), now=snapshots(), day=st.integers(0, 3))
def test_a_smaller_move_is_never_told_where_a_larger_one_is_not(
    before: Snapshot, now: Snapshot, day: int
) -> None:
    if before.p85 is None or now.p85 is None or now.p85 < before.p85 or told(before, now):
        return
    nearer = replace(now, p85=max(before.p85, now.p85 - timedelta(days=day)))
    assert Change.P85 not in changes(before, nearer)
