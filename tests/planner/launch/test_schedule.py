"""When people are told to get ready, when to hold, and when that it is out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.launch.plan import LaunchPlan, Tier
from planner.launch.schedule import Ping, ping_due, ping_gone
from planner.launch.stages import STAGES, T_0, T_PLUS_7, depth, stages_of
from planner.launch.word import Kind, Why, Word
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

PLAN = LaunchPlan("jira:A", "U0OWNER")
STRATEGIC = replace(PLAN, tier=Tier.STRATEGIC)
ENTERED = Word("T-14", Kind.ENTER, "T-14", TODAY)
HELD = Word("T-14", Kind.NOT_YET, None, TODAY)
STEPS = st.lists(st.tuples(st.integers(0, 3), snapshots()), max_size=25)
TIERS = st.sampled_from(Tier)
Step = tuple[int, Snapshot]


def ping(
    snapshot: Snapshot, last: Word | None = None, today: date = TODAY, plan: LaunchPlan = PLAN
) -> Ping | None:
    return ping_due(plan, snapshot, last, today, WEEKDAYS)


def why(
    snapshot: Snapshot, last: Word | None = None, today: date = TODAY, plan: LaunchPlan = PLAN
) -> Why | None:
    due = ping(snapshot, last, today, plan)
    return None if due is None else due.why


def word(due: Ping, today: date) -> Word:
    return Word(due.stage.name, due.kind, due.holds, today)


def walk(steps: Sequence[Step], plan: LaunchPlan = PLAN) -> list[Ping]:
    """Say what is due at each step, so many days apart."""
    pings: list[Ping] = []
    last, today = None, TODAY
    for days, snapshot in steps:
        today += timedelta(days=days)
        due = ping(snapshot, last, today, plan)
        if due is not None:
            last = word(due, today)
            pings.append(due)
    return pings


def said(steps: Sequence[Step], plan: LaunchPlan = PLAN) -> list[str]:
    """Give what is said as `T-14` and `not T-14`."""
    told = walk(steps, plan)
    return [("" if one.kind is Kind.ENTER else "not ") + one.stage.name for one in told]


def free(days: int) -> Snapshot:
    """A release without a due date, and P85 so many working days ahead."""
    return a_snapshot(p50=ahead(0), p70=ahead(0), p85=ahead(days))


@given(STEPS, TIERS)
def test_no_stage_is_entered_twice_without_a_not_yet_between(steps: list[Step], tier: Tier) -> None:
    pings = walk(steps, replace(PLAN, tier=tier))
    in_force: str | None = None
    for one in pings:
        if one.kind is Kind.ENTER:
            assert depth(one.stage.name) > depth(in_force)
            assert one.holds == one.stage.name
        else:
            assert one.holds is None or depth(one.holds) < depth(one.stage.name)
        in_force = one.holds


@given(STEPS, TIERS)
def test_nothing_is_said_but_the_stages_of_the_tier(steps: list[Step], tier: Tier) -> None:
    pings = walk(steps, replace(PLAN, tier=tier))
    assert {one.stage for one in pings} <= set(stages_of(tier))


@given(STEPS, TIERS)
def test_nothing_is_said_twice_about_the_same_state(steps: list[Step], tier: Tier) -> None:
    plan = replace(PLAN, tier=tier)
    doubled = [step for days, one in steps for step in ((days, one), (0, one))]
    assert walk(doubled, plan) == walk(steps, plan)


@given(STEPS, st.lists(st.integers(0, 9), max_size=9), TIERS)
def test_once_it_has_shipped_only_that_is_said_and_what_comes_a_week_later(
    steps: list[Step], waits: list[int], tier: Tier
) -> None:
    plan = replace(PLAN, tier=tier)
    before = len(walk(steps, plan))
    after = walk([*steps, *((days, shipped()) for days in waits)], plan)[before:]
    assert {one.stage for one in after} <= {T_0, T_PLUS_7}
    assert len({one.stage for one in after}) == len(after)
    assert all(one.kind is Kind.ENTER for one in after)


@given(STEPS, TIERS)
def test_two_not_yets_never_follow_each_other_without_something_to_take_back(
    steps: list[Step], tier: Tier
) -> None:
    for one, other in pairwise(walk(steps, replace(PLAN, tier=tier))):
        if one.kind is other.kind is Kind.NOT_YET:
            assert one.holds is not None
            assert depth(other.holds) < depth(one.holds)


@given(st.lists(st.integers(8, 40), max_size=40))
def test_between_two_words_p85_has_really_come_or_gone(days_left: list[int]) -> None:
    """Without a due date: in at 14 working days, out beyond 16, and nothing in between."""
    last: Word | None = None
    for days in days_left:
        due = ping(free(days), last)
        is_in = last is not None and last.kind is Kind.ENTER
        assert (due is not None) == (days > 16 if is_in else days <= 14)
        last = last if due is None else word(due, TODAY)


def test_the_table_is_that_of_the_tiers() -> None:
    names = {tier: [stage.name for stage in stages_of(tier)] for tier in Tier}
    assert names[Tier.STRATEGIC] == ["T-42", "T-14", "T-7", "T-3", "T-1", "T0", "T+7"]
    assert names[Tier.CUSTOMER] == ["T-14", "T-7", "T-1", "T0"]
    assert names[Tier.NOTES] == []


def test_a_launch_that_comes_nearer_is_told_stage_by_stage_and_each_once() -> None:
    days = [(0, free(left)) for left in range(50, -1, -1)]
    out = [(0, shipped())] + [(1, shipped())] * 20
    assert said([*days, *out], STRATEGIC) == ["T-42", "T-14", "T-7", "T-3", "T-1", "T0", "T+7"]
    assert said([*days, *out]) == ["T-14", "T-7", "T-1", "T0"]
    assert said([*days, *out], replace(PLAN, tier=Tier.NOTES)) == []


def test_who_adopts_late_hears_the_nearest_stage_alone() -> None:
    assert said([(0, free(2)), (0, free(2))], STRATEGIC) == ["T-3"]
    assert said([(0, free(6)), (0, free(10))]) == ["T-7", "not T-7"]


def test_a_passed_stage_is_not_said_again_even_if_it_never_was() -> None:
    assert said([(0, free(6)), (0, free(12)), (0, free(13))]) == ["T-7", "not T-7"]
    assert said([(0, free(6)), (0, free(12)), (0, free(30))]) == ["T-7", "not T-7", "not T-14"]


def test_one_not_yet_speaks_of_however_many_stages_were_left() -> None:
    steps = [(0, free(days)) for days in (40, 13, 6, 3, 60, 60)]
    assert said(steps, STRATEGIC) == ["T-42", "T-14", "T-7", "T-3", "not T-3"]
    far = [(0, free(days)) for days in (40, 13, 6, 3, 30, 13)]
    assert said(far, STRATEGIC) == ["T-42", "T-14", "T-7", "T-3", "not T-3", "T-14"]


def test_p85_enters_where_there_is_no_date() -> None:
    assert why(free(15)) is None
    due = ping(free(14))
    assert due is not None
    assert (due.kind, due.why, due.stage.name) == (Kind.ENTER, Why.P85_NEAR, "T-14")
    assert (due.days_left, due.due_by) == (14, ahead(7))
    assert due.key == "jira:A:T-14:1"


def test_a_committed_date_is_what_is_counted_back_from() -> None:
    far = dated(due=ahead(30), likelihood=0.95, p85=ahead(5))
    assert why(far) is None
    near = dated(due=ahead(14), likelihood=0.6, p85=ahead(25))
    assert why(near) is Why.DUE_NEAR
    assert why(near, ENTERED) is None


def test_a_launch_date_goes_before_the_committed_one() -> None:
    near = dated(due=ahead(5), likelihood=0.9, p85=ahead(4))
    launch = replace(PLAN, launch_on=ahead(14))
    due = ping(near, None, TODAY, launch)
    assert due is not None
    assert (due.why, due.stage.name, due.due_by) == (Why.LAUNCH_NEAR, "T-14", ahead(7))
    late = dated(due=ahead(40), likelihood=0.5, p50=ahead(30), p70=ahead(40), p85=ahead(50))
    assert why(late, None, TODAY, launch) is Why.OFF_TRACK


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
    for last in (None, ENTERED):
        due = ping(hopeless, last)
        assert due is not None
        assert (due.kind, due.why) == (Kind.NOT_YET, Why.OFF_TRACK)
    assert why(hopeless, HELD) is None
    close = replace(hopeless, p85=ahead(16))
    assert why(close) is Why.DUE_NEAR
    assert why(replace(hopeless, due_on=ahead(15))) is None


def promise(likelihood: float) -> Snapshot:
    """A date in 14 working days that is so likely, and P85 well beyond it."""
    return dated(due=ahead(14), likelihood=likelihood, p70=ahead(30), p85=ahead(40))


def test_odds_that_swing_around_even_are_said_once() -> None:
    swings = [(0, promise(odds)) for odds in (0.53, 0.48, 0.52, 0.41, 0.55)]
    assert said(swings) == ["T-14"]


def test_it_is_taken_back_once_it_clearly_does_not_hold() -> None:
    assert why(promise(0.4), ENTERED) is None
    assert why(promise(0.39), ENTERED) is Why.OFF_TRACK
    assert said([(0, promise(odds)) for odds in (0.53, 0.39, 0.53, 0.39)]) == ["T-14", "not T-14"]


def test_who_was_not_told_to_get_ready_is_not_told_to_below_even() -> None:
    for last in (None, HELD):
        due = ping(promise(0.48), last)
        assert (due is None) if last else (due is not None and due.why is Why.OFF_TRACK)


def test_a_launch_date_is_taken_back_by_the_same_odds() -> None:
    launch = replace(PLAN, launch_on=ahead(14))
    shaky = a_snapshot(p15=ahead(5), p50=ahead(15), p70=ahead(30), p85=ahead(40))
    assert why(shaky, None, TODAY, launch) is Why.OFF_TRACK  # P50 is a day too late
    assert why(shaky, ENTERED, TODAY, launch) is None  # P40 is a day before it
    clearly = replace(shaky, p50=ahead(22))
    assert why(clearly, ENTERED, TODAY, launch) is Why.OFF_TRACK
    assert why(replace(shaky, p15=None, p50=None), ENTERED, TODAY, launch) is Why.OFF_TRACK


def test_who_has_time_by_the_forecast_keeps_it_when_the_promise_is_off_track() -> None:
    hopeless = dated(due=ahead(10), likelihood=0.2, p70=ahead(30), p85=ahead(40))
    told = walk([(0, free(40)), (0, hopeless), (0, hopeless)], STRATEGIC)
    assert [(one.stage.name, one.kind, one.holds) for one in told] == [
        ("T-42", Kind.ENTER, "T-42"),
        ("T-14", Kind.NOT_YET, "T-42"),
    ]


def test_after_not_yet_the_date_must_really_be_back() -> None:
    shaky = dated(due=ahead(10), likelihood=0.55, p70=ahead(12), p85=ahead(20))
    assert why(shaky, HELD) is None
    assert why(replace(shaky, p70=ahead(10)), HELD) is Why.DUE_NEAR
    assert why(replace(shaky, p85=ahead(14)), HELD) is Why.DUE_NEAR
    assert why(free(14), HELD) is Why.P85_NEAR


def test_after_not_yet_no_earlier_stage_is_entered_only_to_be_doubted_again() -> None:
    hopeless = dated(due=ahead(8), likelihood=0.3, p70=ahead(30), p85=ahead(41))
    held = Word("T-42", Kind.NOT_YET, None, TODAY)
    for days in range(3):
        assert why(hopeless, held, TODAY + timedelta(days=days), STRATEGIC) is None
    assert why(free(41), held, TODAY, STRATEGIC) is Why.P85_NEAR


def test_without_a_forecast_nobody_is_told_to_get_ready() -> None:
    assert why(refused(due_on=ahead(5))) is None
    assert why(refused(due_on=ahead(5)), HELD) is None
    assert why(a_snapshot(p85=None)) is None


def test_who_was_told_to_get_ready_hears_that_the_forecast_is_gone() -> None:
    due = ping(refused(), ENTERED)
    assert due is not None
    assert (due.kind, due.why) == (Kind.NOT_YET, Why.NO_FORECAST)
    assert (due.days_left, due.due_by) == (None, None)


def test_who_was_told_to_get_ready_hears_that_a_release_is_canceled() -> None:
    due = ping(refused(reason="refusal.canceled", due_on=ahead(5)), ENTERED)
    assert due is not None
    assert (due.kind, due.why, due.holds) == (Kind.NOT_YET, Why.CANCELED, None)


def test_what_is_asked_for_is_never_due_in_the_past() -> None:
    due = ping(free(3))
    assert due is not None
    assert due.due_by == TODAY


def test_who_got_ready_hears_that_it_is_out_although_that_is_known_late() -> None:
    for days, told in ((0, Why.OUT), (20, Why.OUT), (21, None)):
        assert why(shipped(), ENTERED, ahead(days)) is told
    for days, told in ((0, Why.OUT_UNTOLD), (5, Why.OUT_UNTOLD), (6, None)):
        assert why(shipped(), None, ahead(days)) is told
    assert why(shipped(on=None)) is None
    assert why(shipped(on=None), ENTERED) is Why.OUT


def test_who_was_never_asked_to_get_ready_hears_so_with_that_it_is_out() -> None:
    early = Word("T-42", Kind.ENTER, "T-42", TODAY)
    for last, told in (
        (None, Why.OUT_UNTOLD),
        (HELD, Why.OUT_UNTOLD),
        (early, Why.OUT_UNTOLD),
        (ENTERED, Why.OUT),
    ):
        assert why(shipped(), last, TODAY, STRATEGIC) is told


def test_what_was_ahead_is_said_to_be_out_however_its_tracker_says_so() -> None:
    def known(out: Snapshot, days: int, last: Word | None = None) -> Why | None:
        due = ping_due(STRATEGIC, out, last, ahead(days), WEEKDAYS, was_ahead=True)
        return None if due is None else due.why

    assert known(shipped(on=None), 3) is Why.OUT_UNTOLD
    for days, told in ((8, Why.OUT_UNTOLD), (20, Why.OUT_UNTOLD), (21, None)):
        assert known(shipped(), days) is told
        assert known(shipped(), days, HELD) is told


def test_a_week_on_is_not_said_on_top_of_that_it_is_out() -> None:
    steps = [(0, free(13)), (11, shipped()), *((1, shipped()) for _ in range(9))]
    told = [(one.stage.name, one.why) for one in walk(steps, STRATEGIC)]
    assert told == [
        ("T-14", Why.P85_NEAR),
        ("T0", Why.OUT),
        ("T+7", Why.OUT_SINCE),
    ]
    out = Word("T0", Kind.ENTER, "T0", ahead(8))
    for days, said_then in ((8, None), (10, None), (11, Why.OUT_SINCE)):
        assert why(shipped(), out, ahead(days), STRATEGIC) is said_then


def test_a_week_later_it_is_looked_at_and_not_after_that() -> None:
    out = Word("T0", Kind.ENTER, "T0", TODAY)
    for days, told in ((6, None), (7, Why.OUT_SINCE), (12, Why.OUT_SINCE), (13, None)):
        assert why(shipped(), out, ahead(days), STRATEGIC) is told
        assert why(shipped(on=None), out, ahead(days), STRATEGIC) is told
        assert why(shipped(), out, ahead(days)) is None


@pytest.mark.parametrize("now_it_is", [free(6), refused()])
def test_what_was_said_to_be_out_and_is_not_is_said_once(now_it_is: Snapshot) -> None:
    out = Word("T0", Kind.ENTER, "T0", TODAY)
    due = ping(now_it_is, out)
    assert due is not None
    assert (due.kind, due.why, due.stage) == (Kind.NOT_YET, Why.REOPENED, T_0)
    assert ping(now_it_is, word(due, TODAY)) is None
    assert why(shipped(), word(due, TODAY)) is Why.OUT


def test_a_release_that_is_no_more_is_said_to_who_got_ready_for_it() -> None:
    gone = ping_gone(PLAN, free(6), ENTERED, is_merged=False)
    assert gone is not None
    assert (gone.kind, gone.why, gone.holds) == (Kind.NOT_YET, Why.GONE, None)
    merged = ping_gone(PLAN, free(6), ENTERED, is_merged=True)
    assert merged is not None
    assert merged.why is Why.MERGED
    for last in (None, HELD, Word("T0", Kind.ENTER, "T0", TODAY)):
        assert ping_gone(PLAN, free(6), last, is_merged=False) is None


def test_a_tier_that_changes_repeats_nothing() -> None:
    first = ping(free(13), None, TODAY, STRATEGIC)
    assert first is not None
    last = word(first, TODAY)
    assert ping(free(13), last) is None
    assert why(free(2), last) is Why.P85_NEAR  # T-7: there is no T-3 any more
    assert why(free(30), last, TODAY, replace(PLAN, tier=Tier.NOTES)) is Why.MOVED_OUT


def test_stages_stand_in_their_order() -> None:
    assert [depth(stage.name) for stage in STAGES] == list(range(len(STAGES)))
    assert depth(None) == -1
