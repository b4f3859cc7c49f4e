"""When people are told to get ready, and when to hold."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from planner.pings import Kind, Ping, Said, Why, ping_due
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

ENTERED = Said(Kind.ENTER, 1)
HELD = Said(Kind.NOT_YET, 2)
WALKS = st.lists(st.tuples(st.integers(0, 3), snapshots()), max_size=25)


def ping(snapshot: Snapshot, said: Said | None = None, today: date = TODAY) -> Ping | None:
    return ping_due(snapshot, said, today, WEEKDAYS)


def why(snapshot: Snapshot, said: Said | None = None, today: date = TODAY) -> Why | None:
    due = ping(snapshot, said, today)
    return None if due is None else due.why


def walk(steps: Sequence[tuple[int, Snapshot]]) -> list[Ping]:
    """Say what is due at each step, so many days apart."""
    pings: list[Ping] = []
    today = TODAY
    for days, snapshot in steps:
        today += timedelta(days=days)
        due = ping(snapshot, pings[-1].said if pings else None, today)
        pings += [] if due is None else [due]
    return pings


def free(days: int) -> Snapshot:
    """A release without a due date, and P85 so many working days ahead."""
    return a_snapshot(p50=ahead(0), p70=ahead(0), p85=ahead(days))


@given(WALKS)
def test_whatever_happens_get_ready_and_not_yet_take_turns(
    steps: list[tuple[int, Snapshot]],
) -> None:
    pings = walk(steps)
    assert all(one.kind is not other.kind for one, other in pairwise(pings))
    assert [one.number for one in pings] == list(range(1, len(pings) + 1))
    assert len({one.key for one in pings}) == len(pings)


@given(WALKS)
def test_nothing_is_said_twice_about_the_same_state(steps: list[tuple[int, Snapshot]]) -> None:
    assert walk(steps) == walk([step for days, one in steps for step in ((days, one), (0, one))])


@given(WALKS, st.lists(st.integers(0, 9), max_size=9))
def test_nothing_is_said_once_it_has_shipped(
    steps: list[tuple[int, Snapshot]], waits: list[int]
) -> None:
    assert walk([*steps, *((days, shipped()) for days in waits)]) == walk(steps)


@given(st.lists(st.integers(0, 40), max_size=40))
def test_between_two_words_p85_has_really_come_or_gone(days_left: list[int]) -> None:
    """Without a due date: in at 14 working days, out beyond 16, and nothing in between."""
    said: Said | None = None
    for days in days_left:
        due = ping(free(days), said)
        is_in = said is not None and said.kind is Kind.ENTER
        assert (due is not None) == (days > 16 if is_in else days <= 14)
        said = said if due is None else due.said


def test_p85_enters_where_there_is_no_date() -> None:
    assert why(free(15)) is None
    due = ping(free(14))
    assert due is not None
    assert (due.kind, due.why, due.stage, due.number) == (Kind.ENTER, Why.P85_NEAR, "T-14", 1)
    assert (due.days_left, due.drafts_by) == (14, ahead(7))
    assert due.key == "jira:A:T-14:1"


def test_a_committed_date_is_what_is_counted_back_from() -> None:
    far = dated(due=ahead(30), likelihood=0.95, p85=ahead(5))
    assert why(far) is None
    near = dated(due=ahead(14), likelihood=0.6, p85=ahead(25))
    assert why(near) is Why.DUE_NEAR
    assert why(near, ENTERED) is None


def test_a_committed_date_that_has_passed_is_none() -> None:
    yesterday = TODAY - timedelta(days=1)
    assert why(dated(due=yesterday, likelihood=0, p85=ahead(10))) is Why.P85_NEAR
    assert why(dated(due=yesterday, likelihood=0, p85=ahead(20))) is None
    assert why(dated(due=yesterday, likelihood=0, p85=ahead(20)), ENTERED) is Why.MOVED_OUT


def test_a_date_that_moves_out_is_told_once_it_is_two_days_beyond() -> None:
    for days, told in ((15, None), (16, None), (17, Why.MOVED_OUT)):
        assert why(free(days), ENTERED) is told
        assert why(dated(due=ahead(days), likelihood=0.9, p85=ahead(5)), ENTERED) is told
    assert why(a_snapshot(p85=None), ENTERED) is Why.MOVED_OUT


def test_a_committed_date_that_few_bet_on_is_no_launch() -> None:
    hopeless = dated(due=ahead(10), likelihood=0.2, p70=ahead(30), p85=ahead(40))
    for said in (None, ENTERED):
        due = ping(hopeless, said)
        assert due is not None
        assert (due.kind, due.why) == (Kind.NOT_YET, Why.OFF_TRACK)
    assert why(hopeless, HELD) is None
    close = replace(hopeless, p85=ahead(16))
    assert why(close) is Why.DUE_NEAR
    assert why(replace(hopeless, due_on=ahead(15))) is None


def test_after_not_yet_the_date_must_really_be_back() -> None:
    shaky = dated(due=ahead(10), likelihood=0.55, p70=ahead(12), p85=ahead(20))
    assert why(shaky, HELD) is None
    assert why(replace(shaky, p70=ahead(10)), HELD) is Why.DUE_NEAR
    assert why(replace(shaky, p85=ahead(14)), HELD) is Why.DUE_NEAR
    due = ping(free(14), HELD)
    assert due is not None
    assert (due.number, due.key) == (3, "jira:A:T-14:3")


def test_without_a_forecast_nobody_is_told_to_get_ready() -> None:
    assert why(refused(due_on=ahead(5))) is None
    assert why(refused(due_on=ahead(5)), HELD) is None
    assert why(a_snapshot(p85=None)) is None


def test_who_was_told_to_get_ready_hears_that_the_forecast_is_gone() -> None:
    due = ping(refused(reason="refusal.canceled"), ENTERED)
    assert due is not None
    assert (due.kind, due.why) == (Kind.NOT_YET, Why.NO_FORECAST)
    assert (due.days_left, due.drafts_by) == (None, None)


def test_drafts_are_never_due_in_the_past() -> None:
    due = ping(free(3))
    assert due is not None
    assert due.drafts_by == TODAY
