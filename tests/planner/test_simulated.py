"""The laws of a plan that is simulated as a whole."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.category import Category
from planner.inputs import Capacity, Item, PlanInputs, Scope
from planner.simulated import simulate_plan
from tests.planner.build import ago
from tests.planner.plans import (
    TRIALS,
    an_item,
    done_items,
    in_days,
    item_ends,
    not_earlier,
    open_items,
    plan_of,
    scope,
    team,
    weeks_of,
)

FEW = settings(max_examples=40, deadline=None)
TWO_TEAMS = (team("s:team"), team("s:other", pace=4))


@st.composite
def plans(draw: st.DrawFn) -> PlanInputs:
    """Give up to five releases of two teams, some growing, some with work in progress."""
    scopes = []
    for n in range(draw(st.integers(1, 5))):
        items: list[Item] = []
        for name in ("s:team", "s:other"):
            items += open_items(f"{n}{name}", draw(st.integers(0, 12)), name)
            done = draw(st.lists(st.floats(0.5, 80), max_size=4))
            items += done_items(f"{n}{name}", [ago(days) for days in done], name)
        begun = draw(st.integers(0, len(items)))
        items = [_begun(item) for item in items[:begun]] + items[begun:]
        scopes.append(scope(f"R{n}", items, growing=draw(st.integers(0, 20))))
    return plan_of(scopes, TWO_TEAMS, wip_limit=draw(st.sampled_from([None, 1, 2, 3])))


def _begun(item: Item) -> Item:
    if item.category is Category.DONE:
        return item
    return replace(item, category=Category.DOING, started_at=ago(5))


@FEW
@given(plans(), st.data(), st.integers(0, 2**32))
def test_more_open_items_make_no_release_earlier_in_any_trial(
    inputs: PlanInputs, data: st.DataObject, seed: int
) -> None:
    at = data.draw(st.integers(0, len(inputs.releases) - 1))
    before = inputs.releases[at]
    name = data.draw(st.sampled_from(sorted({i.team for i in before.open_items}) or ["none"]))
    if name == "none":
        return
    more = open_items("more", data.draw(st.integers(1, 9)), name)
    grown = replace(before, items=(*before.items, *more))
    larger = replace(inputs, releases=(*inputs.releases[:at], grown, *inputs.releases[at + 1 :]))
    assert not_earlier(weeks_of(larger, seed), weeks_of(inputs, seed))


@FEW
@given(plans(), st.integers(0, 2**32), st.integers(0, 90), st.integers(0, 200))
def test_more_capacity_makes_no_release_later_in_any_trial(
    inputs: PlanInputs, seed: int, begins: int, lasts: int
) -> None:
    first, last = in_days(begins).date(), in_days(begins + lasts).date()
    weeks = [
        weeks_of(replace(inputs, capacity=(Capacity(None, first, last, share),)), seed)
        for share in (0.0, 0.4, 1.0, 1.7)
    ]
    assert all(not_earlier(less, more) for less, more in pairwise(weeks))
    np.testing.assert_allclose(weeks[2], weeks_of(inputs, seed), atol=1e-9)


@FEW
@given(plans(), st.integers(0, 2**32), st.integers(1, 9))
def test_a_release_put_behind_all_others_makes_none_of_them_earlier(
    inputs: PlanInputs, seed: int, items: int
) -> None:
    last = scope("Last", open_items("last", items), growing=3)
    longer = replace(inputs, releases=(*inputs.releases, last))
    assert not_earlier(weeks_of(longer, seed)[:, :-1], weeks_of(inputs, seed))


def test_with_one_at_a_time_a_release_behind_moves_nothing_to_the_byte() -> None:
    first = scope("A", open_items("A", 9), growing=4)
    alone = plan_of([first], wip_limit=1)
    longer = plan_of([first, scope("B", open_items("B", 5), growing=9)], wip_limit=1)
    assert weeks_of(longer)[:, 0].tobytes() == weeks_of(alone)[:, 0].tobytes()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_hundred_epics_of_two_end_with_one_of_two_hundred(seed: int) -> None:
    """The last of many small ones ends exactly with a single large one: no surplus is lost."""
    many = [scope(f"E{n}", open_items(f"E{n}", 2)) for n in range(100)]
    one = [scope("E", open_items("E", 200))]
    weeks = [weeks_of(plan_of(scopes, wip_limit=1), seed)[:, -1] for scopes in (many, one)]
    assert weeks[0].tobytes() == weeks[1].tobytes()
    assert np.isfinite(weeks[0]).any()


@FEW
@given(st.lists(st.integers(1, 30), min_size=2, max_size=8), st.integers(0, 2**32))
def test_however_many_at_once_the_last_ends_when_all_work_is_done(
    sizes: list[int], seed: int
) -> None:
    scopes = [scope(f"E{n}", open_items(f"E{n}", size)) for n, size in enumerate(sizes)]
    ends = [weeks_of(plan_of(scopes, wip_limit=at_once), seed).max(axis=1) for at_once in (1, 2, 5)]
    np.testing.assert_allclose(ends[1], ends[0], rtol=1e-6)
    np.testing.assert_allclose(ends[2], ends[0], rtol=1e-6)


def test_what_is_beyond_the_limit_is_not_begun() -> None:
    scopes = [scope(f"R{n}", open_items(f"R{n}", 6)) for n in range(3)]
    first, second, third = weeks_of(plan_of(scopes, wip_limit=2)).T
    alone = weeks_of(plan_of(scopes, wip_limit=1))[:, 0]
    ended = np.isfinite(third)
    assert (third > np.minimum(first, second))[ended].all()
    assert (first > alone)[ended].all()


def test_the_limit_is_seen_from_where_the_team_lately_finished_something() -> None:
    busy = [
        scope(f"R{n}", [*open_items(f"R{n}", 6), *done_items(f"R{n}", [ago(n + 1)])])
        for n in range(3)
    ]
    calm = [scope(f"R{n}", open_items(f"R{n}", 6)) for n in range(3)]
    inputs = plan_of(busy)
    assert simulate_plan(inputs, inputs.releases, 1, TRIALS).at_once == {"s:team": 3}
    inputs = plan_of(calm)
    assert simulate_plan(inputs, inputs.releases, 1, TRIALS).at_once == {"s:team": 1}


@st.composite
def blocked_plans(draw: st.DrawFn) -> PlanInputs:
    """Give items of two teams in three releases that block each other at random, even in rings."""
    items = [
        an_item(f"I-{n}", draw(st.sampled_from(["s:team", "s:other"])))
        for n in range(draw(st.integers(2, 12)))
    ]
    keys = [item.key for item in items]
    blocked = [
        replace(item, blocked_by=tuple(draw(st.lists(st.sampled_from(keys), max_size=2))))
        for item in items
    ]
    places = [draw(st.integers(0, 2)) for _ in items]
    scopes = [
        scope(f"R{n}", [i for i, place in zip(blocked, places, strict=True) if place == n])
        for n in range(3)
    ]
    return plan_of(scopes, TWO_TEAMS, wip_limit=draw(st.sampled_from([1, 2])))


def _rings(items: Sequence[Item]) -> set[frozenset[str]]:
    """Find pairs that wait for each other, over whatever others, by walking every link."""
    blockers = {item.key: set(item.blocked_by) for item in items}

    def reached(key: str) -> set[str]:
        found: set[str] = set()
        ahead = [key]
        while ahead:
            new = blockers.get(ahead.pop(), set()) - found
            found |= new
            ahead += new
        return found

    reach = {key: reached(key) for key in blockers}
    return {frozenset((a, b)) for a in reach for b in reach[a] if a in reach.get(b, set())}


@FEW
@given(blocked_plans(), st.integers(0, 2**32))
def test_a_blocked_item_never_ends_before_its_blocker_in_any_trial(
    inputs: PlanInputs, seed: int
) -> None:
    items = [item for each in inputs.releases for item in each.items]
    ends = item_ends(inputs, [item.key for item in items], seed)
    weeks = weeks_of(inputs, seed)
    rings = _rings(items)
    for position, each in enumerate(inputs.releases):
        for item in each.items:
            assert not_earlier(weeks[:, position], ends[item.key])
            for blocker in item.blocked_by:
                if frozenset((item.key, blocker)) not in rings:
                    after, before = ends[item.key], ends[blocker]
                    assert ((after > before) | np.isinf(before)).all()


@FEW
@given(blocked_plans(), st.integers(0, 2**32))
def test_a_link_makes_no_release_earlier_in_any_trial(inputs: PlanInputs, seed: int) -> None:
    free = replace(inputs, releases=tuple(_unblocked(each) for each in inputs.releases))
    assert not_earlier(weeks_of(inputs, seed), weeks_of(free, seed))


def _unblocked(each: Scope) -> Scope:
    return replace(each, items=tuple(replace(item, blocked_by=()) for item in each.items))


def test_items_that_block_each_other_are_told_and_their_links_not_followed() -> None:
    ring = [an_item(f"I-{n}", blocked_by=(f"I-{(n + 1) % 3}",)) for n in range(3)]
    inputs = plan_of([scope("A", ring)])
    simulated = simulate_plan(inputs, inputs.releases, 1, TRIALS)
    assert simulated.cycles == (("I-0", "I-1", "I-2"),)
    assert np.isfinite(simulated.weeks).any()


def test_an_item_in_two_releases_is_finished_once_and_both_wait_for_it() -> None:
    shared = open_items("S", 8)
    own = open_items("B", 4)
    weeks = weeks_of(plan_of([scope("A", shared), scope("B", [*shared[:3], *own])], wip_limit=1))
    apart = weeks_of(plan_of([scope("A", shared), scope("B", own)], wip_limit=1))
    np.testing.assert_array_equal(weeks, apart)
    only = weeks_of(plan_of([scope("A", shared), scope("B", shared[:3])], wip_limit=1))
    assert (only[:, 1] <= only[:, 0]).all()
    assert np.median(only[:, 1]) < np.median(only[:, 0])


def test_a_release_in_two_teams_ends_with_the_last_of_them_in_the_same_trial() -> None:
    mine, theirs = open_items("M", 9), open_items("T", 9, "s:other")
    both, one, other = (
        weeks_of(plan_of([scope("A", items)], TWO_TEAMS))[:, 0]
        for items in ([*mine, *theirs], mine, theirs)
    )
    np.testing.assert_array_equal(both, np.maximum(one, other))


def test_work_in_progress_is_not_done_from_scratch() -> None:
    cycles = replace(
        team("s:team"), started_at=team("s:team").finished_at - np.timedelta64(10, "D")
    )
    fresh = open_items("A", 9)
    begun = [_begun(item) for item in fresh]
    weeks = [weeks_of(plan_of([scope("A", items)], [cycles])) for items in (fresh, begun)]
    assert (weeks[1] <= weeks[0]).all()
    assert np.median(weeks[1]) < np.median(weeks[0])


def test_an_epic_that_nobody_has_broken_down_has_the_size_of_a_finished_one() -> None:
    plain = scope("A", open_items("A", 3))
    with_epics = replace(plain, unbroken_in=("s:team",) * 2)
    as_drawn = weeks_of(plan_of([with_epics], reference_sizes=(5, 5, 5)))
    as_known = weeks_of(plan_of([scope("A", open_items("A", 13))]))
    np.testing.assert_allclose(as_drawn, as_known)
    assert not_earlier(weeks_of(plan_of([with_epics])), weeks_of(plan_of([plain])))


def test_nothing_ends_within_a_freeze() -> None:
    first, last = in_days(8).date(), in_days(40).date()
    inputs = plan_of(
        [scope("A", open_items("A", 20))], capacity=(Capacity("s:team", first, last, 0.0),)
    )
    days = np.ceil(np.round(weeks_of(inputs) * 7, 9))
    assert not ((days > 7) & (days <= 40)).any()
    assert (days <= 7).any() or (days > 40).any()


def test_what_ends_beyond_the_horizon_is_infinite() -> None:
    weeks = weeks_of(plan_of([scope("A", open_items("A", 10_000))], [team("s:team", pace=1)]))
    assert np.isinf(weeks).all()


def test_the_same_seed_gives_the_same_bytes_and_another_others() -> None:
    inputs = plan_of([scope("A", open_items("A", 9), growing=5)])
    assert weeks_of(inputs, 5).tobytes() == weeks_of(inputs, 5).tobytes()
    assert weeks_of(inputs, 5).tobytes() != weeks_of(inputs, 6).tobytes()


def test_nothing_left_is_done_now() -> None:
    assert (weeks_of(plan_of([scope("A", done_items("A", [ago(3)]))])) == 0).all()
