"""The laws of a plan in which a release is not begun before a given week."""

from dataclasses import replace

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.inputs import Capacity, PlanInputs
from planner.simulated import simulate_plan
from planner.timeline import Floats
from tests.planner.plans import (
    TRIALS,
    an_item,
    in_days,
    not_earlier,
    open_items,
    plan_of,
    scope,
    team,
    weeks_of,
)
from tests.planner.test_simulated import plans

FEW = settings(max_examples=40, deadline=None)
ENDLESS = 1e6  # stands for infinite weeks, so that two of them can be compared


def late_weeks(inputs: PlanInputs, starts: dict[str, float], seed: int = 1) -> Floats:
    return simulate_plan(inputs, inputs.releases, seed, TRIALS, starts).weeks


def known(weeks: Floats) -> Floats:
    return np.nan_to_num(weeks, posinf=ENDLESS)


def still(inputs: PlanInputs, **facts: object) -> PlanInputs:
    """Let nothing join or leave any release."""
    releases = tuple(
        replace(each, release=replace(each.release, hindsight=True)) for each in inputs.releases
    )
    return replace(inputs, releases=releases, **facts)  # type: ignore[arg-type]


@FEW
@given(plans(), st.data(), st.integers(0, 2**32))
def test_a_later_start_is_never_earlier_for_that_release_in_any_trial(
    inputs: PlanInputs, data: st.DataObject, seed: int
) -> None:
    at = data.draw(st.integers(0, len(inputs.releases) - 1))
    release_id = inputs.releases[at].release.id
    starts = sorted(data.draw(st.lists(st.floats(0.2, 80), min_size=2, max_size=3)))
    ends = known(weeks_of(inputs, seed))[:, at]
    for weeks in starts:
        later = known(late_weeks(inputs, {release_id: weeks}, seed))[:, at]
        assert not_earlier(later, ends)
        if inputs.releases[at].open_items:
            assert (later >= weeks).all()
        ends = later


@FEW
@given(plans(), st.data(), st.floats(0.2, 80), st.integers(0, 2**32))
def test_with_one_at_a_time_and_no_growth_no_other_release_is_later_in_any_trial(
    inputs: PlanInputs, data: st.DataObject, weeks: float, seed: int
) -> None:
    """With several at once, one that was put off takes its share from those beside it later on.

    And where releases grow, one that waits longer has more work for those behind it.
    """
    inputs = still(inputs, wip_limit=1)
    at = data.draw(st.integers(0, len(inputs.releases) - 1))
    then = known(late_weeks(inputs, {inputs.releases[at].release.id: weeks}, seed))
    others = np.delete(np.arange(len(inputs.releases)), at)
    assert not_earlier(known(weeks_of(inputs, seed))[:, others] + 1e-6, then[:, others])


@FEW
@given(plans(), st.data(), st.floats(0.2, 80), st.integers(0, 2**32))
def test_however_many_at_once_the_last_of_the_others_is_never_later(
    inputs: PlanInputs, data: st.DataObject, weeks: float, seed: int
) -> None:
    inputs = still(inputs)
    at = data.draw(st.integers(0, len(inputs.releases) - 1))
    others = np.delete(np.arange(len(inputs.releases)), at)
    if not len(others):
        return
    then = known(late_weeks(inputs, {inputs.releases[at].release.id: weeks}, seed))
    before = known(weeks_of(inputs, seed))
    assert not_earlier(before[:, others].max(axis=1) + 1e-6, then[:, others].max(axis=1))
    assert not_earlier(then.max(axis=1) + 1e-6, before.max(axis=1))


@FEW
@given(plans(), st.integers(0, 2**32))
def test_a_start_now_changes_nothing_to_the_byte(inputs: PlanInputs, seed: int) -> None:
    starts = {each.release.id: 0.0 for each in inputs.releases}
    assert late_weeks(inputs, starts, seed).tobytes() == weeks_of(inputs, seed).tobytes()


def test_until_then_its_team_works_on_the_others_and_then_turns_to_it() -> None:
    first, second = open_items("A", 12), open_items("B", 90)
    inputs = still(plan_of([scope("A", first), scope("B", second)], wip_limit=1))
    usual = weeks_of(inputs)
    late = late_weeks(inputs, {"s:A": 3.0})
    alone = weeks_of(still(plan_of([scope("A", first)], wip_limit=1)))[:, 0]
    interrupted = np.isfinite(late).all(axis=1) & (usual[:, 1] > alone + 3)
    assert interrupted.any()
    # All of the second is done when all was done anyway: no week is lost, none worked twice.
    np.testing.assert_allclose(late[interrupted, 1], usual[interrupted, 1], rtol=1e-9)
    assert (late[interrupted, 0] < late[interrupted, 1]).all()
    assert (late[:, 0] > alone)[interrupted].all()


def test_a_team_with_nothing_else_waits_and_loses_the_time() -> None:
    inputs = still(plan_of([scope("A", open_items("A", 12))]))
    usual, late = weeks_of(inputs)[:, 0], late_weeks(inputs, {"s:A": 30.0})[:, 0]
    assert (late > 30).all()
    assert np.median(late) > np.median(usual) + 25


def test_one_that_waits_goes_on_growing() -> None:
    still_one = scope("A", open_items("A", 12))
    growing = scope("A", open_items("A", 12), growing=20)
    plain, grows = still(plan_of([still_one])), plan_of([growing])
    starts: tuple[dict[str, float], ...] = ({}, {"s:A": 20.0})
    gained = [np.median(late_weeks(grows, at)) - np.median(late_weeks(plain, at)) for at in starts]
    assert 0 < gained[0] < gained[1]


def test_two_that_start_late_keep_the_order_of_the_plan() -> None:
    scopes = [scope(name, open_items(name, 9)) for name in "ABC"]
    inputs = still(plan_of(scopes, wip_limit=1))
    late = late_weeks(inputs, {"s:A": 6.0, "s:B": 6.0})
    ended = np.isfinite(late).all(axis=1)
    assert ended.any()
    assert (late[:, 0] > 6).all()
    assert (late[:, 1] > late[:, 0])[ended].all()


def test_what_it_blocks_waits_with_it() -> None:
    blocker = an_item("A-1")
    blocked = an_item("B-1", "s:other", blocked_by=("A-1",))
    teams = (team("s:team"), team("s:other", pace=4))
    inputs = plan_of([scope("A", [blocker]), scope("B", [blocked])], teams)
    assert (late_weeks(inputs, {"s:A": 10.0})[:, 1] > 10).all()


def test_a_start_within_a_freeze_is_a_start_behind_it() -> None:
    first, last = in_days(8).date(), in_days(40).date()
    inputs = plan_of(
        [scope("A", open_items("A", 3))], capacity=(Capacity("s:team", first, last, 0.0),)
    )
    days = np.ceil(np.round(late_weeks(inputs, {"s:A": 20 / 7}) * 7, 9))
    assert (days > 40).all()


def test_a_start_counts_in_weeks_of_the_calendar_however_little_is_done_in_them() -> None:
    inputs = plan_of(
        [scope("A", open_items("A", 1))],
        capacity=(Capacity("s:team", in_days(1).date(), in_days(2000).date(), 0.2),),
    )
    late = late_weeks(inputs, {"s:A": 10.0})
    assert (late > 10).all()
    assert np.median(late) < np.median(weeks_of(inputs)) + 10.5


def test_a_start_beyond_the_horizon_never_ends() -> None:
    inputs = plan_of([scope("A", open_items("A", 3)), scope("B", open_items("B", 3))])
    late = late_weeks(inputs, {"s:A": 5000.0})
    assert np.isinf(late[:, 0]).all()
    assert np.isfinite(late[:, 1]).any()


def test_what_is_done_stays_done_and_a_complete_release_does_not_wait() -> None:
    inputs = plan_of([scope("A", ()), scope("B", open_items("B", 3))])
    np.testing.assert_array_equal(late_weeks(inputs, {"s:A": 9.0}), weeks_of(inputs))
