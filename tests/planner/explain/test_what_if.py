"""What if: the laws of a plan with something changed."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.answer import ReleaseForecast
from planner.explain.rerun import answer_of, replay, scope_of
from planner.explain.what_if import Effect, WhatIf, busiest_team, changed_inputs, effect_of
from planner.inputs import Capacity, PlanInputs
from tests.planner.build import NOW, release
from tests.planner.explain.plans import MINE, done, inputs_of, plan_of, waiting

THEIRS = "s:B"
TODAY = NOW.date()
INPUTS = inputs_of(
    done(0) + waiting(20, 0) + waiting(12, 1) + waiting(2, 0, team=1) + done(1, team=1)
)


def tried(what_if: WhatIf, inputs: PlanInputs = INPUTS) -> Effect:
    return effect_of(what_if, inputs, plan_of(inputs))


def p85(answer: object) -> date:
    assert isinstance(answer, ReleaseForecast)
    day = answer.percentile(85)
    assert day is not None
    return day


def open_keys(inputs: PlanInputs) -> list[str]:
    scope = scope_of(inputs, MINE)
    assert scope is not None
    return [item.key for item in scope.open_items]


@settings(max_examples=8, deadline=None)
@given(st.integers(1, 18), st.integers(1, 30))
def test_less_is_never_later_and_more_never_earlier(dropped: int, added: int) -> None:
    keys = tuple(open_keys(INPUTS)[:dropped])
    less, more = tried(WhatIf(MINE, drop=keys)), tried(WhatIf(MINE, add=added))
    assert p85(less.after) <= p85(less.before)
    assert p85(more.after) >= p85(more.before)


def test_what_is_dropped_is_gone_and_what_is_added_is_the_busiest_teams() -> None:
    keys = open_keys(INPUTS)
    changed = changed_inputs(INPUTS, WhatIf(MINE, drop=(keys[0],), add=3))
    scope = scope_of(changed, MINE)
    assert scope is not None
    assert keys[0] not in {item.key for item in scope.items}
    new = [item for item in scope.open_items if item.key not in keys]
    assert [item.team for item in new] == ["s:team"] * 3
    assert len({item.key for item in new}) == 3


def test_dropping_everything_leaves_a_release_that_is_complete() -> None:
    effect = tried(WhatIf(MINE, drop=tuple(open_keys(INPUTS))))
    assert isinstance(effect.after, ReleaseForecast)
    assert not effect.after.scope.open_items


def test_the_capacity_of_its_teams_counts_from_tomorrow_on() -> None:
    known = Capacity(None, date(2026, 5, 1), date(2026, 5, 2), 0.0)
    changed = changed_inputs(replace(INPUTS, capacity=(known,)), WhatIf(MINE, capacity=0.5))
    assert changed.capacity[0] == known
    assert [(each.team, each.share) for each in changed.capacity[1:]] == [
        ("s:other", 0.5),
        ("s:team", 0.5),
    ]
    assert {each.first for each in changed.capacity[1:]} == {date(2026, 3, 3)}


def test_half_the_capacity_is_later_and_moves_the_other_releases_of_the_team() -> None:
    effect = tried(WhatIf(MINE, capacity=0.5))
    assert p85(effect.after) > p85(effect.before)
    moved = {each.before.scope.release.id: each.days for each in effect.others}
    assert (moved[THEIRS] or 0) >= 3


def test_a_release_can_be_planned_first_or_behind_another_one() -> None:
    names = ("A", "B", "C")
    inputs = inputs_of(waiting(1, 0), [release(name) for name in names])

    def order(what_if: WhatIf) -> str:
        changed = changed_inputs(inputs, what_if)
        return "".join(scope.release.name for scope in changed.releases)

    before = "".join(scope.release.name for scope in inputs.releases)
    last = f"s:{before[-1]}"
    assert order(WhatIf(last, first=True)) == before[-1] + before[:-1]
    assert order(WhatIf(f"s:{before[0]}", after=last)) == before[1:] + before[0]


def test_how_many_releases_are_worked_on_at_once_can_be_changed() -> None:
    assert changed_inputs(INPUTS, WhatIf(MINE, releases_at_once=1)).wip_limit == 1


LAST = date(2027, 9, 30)
DAYS = st.dates(TODAY, LAST)


@settings(max_examples=12, deadline=None)
@given(st.sampled_from([MINE, THEIRS]), DAYS, DAYS, st.sampled_from([1.0, 0.5]))
def test_a_later_start_is_never_earlier_and_nothing_ends_before_it(
    release_id: str, one: date, other: date, capacity: float
) -> None:
    sooner, later = (
        tried(WhatIf(release_id, start=day, capacity=capacity)).after
        for day in (min(one, other), max(one, other))
    )
    at_once = tried(WhatIf(release_id, capacity=capacity)).after
    assert isinstance(at_once, ReleaseForecast)
    assert isinstance(sooner, ReleaseForecast)
    assert isinstance(later, ReleaseForecast)
    assert (at_once.days <= sooner.days).all()
    assert (sooner.days <= later.days).all()
    assert (later.days >= (max(one, other) - TODAY).days).all()
    assert (later.days[1:] >= later.days[:-1]).all()


@pytest.mark.parametrize("days", [0, 1, -1, -400])
def test_a_start_that_is_no_later_than_tomorrow_changes_nothing_to_the_byte(days: int) -> None:
    plan = plan_of(INPUTS)
    effect = effect_of(WhatIf(MINE, start=TODAY + timedelta(days)), INPUTS, plan)
    assert repr(effect.after) == repr(effect.before)
    assert effect.after.days.tobytes() == effect.before.days.tobytes()  # type: ignore[union-attr]
    assert effect.others == ()


def test_a_release_that_starts_later_lets_the_other_one_go_ahead() -> None:
    effect = tried(WhatIf(MINE, start=TODAY + timedelta(120)))
    assert p85(effect.after) > p85(effect.before)
    moved = {each.before.scope.release.id: each.days for each in effect.others}
    assert (moved[THEIRS] or 0) <= -3


def test_a_team_with_nothing_else_to_do_is_later_by_the_wait_at_every_percentile() -> None:
    """The wait is known to the day: it is not stretched as the work is."""
    alone = inputs_of(done(0) + waiting(20, 0))
    effect = tried(WhatIf(MINE, start=TODAY + timedelta(71)), alone)
    assert isinstance(effect.before, ReleaseForecast)
    assert isinstance(effect.after, ReleaseForecast)
    for percent in (15, 50, 70, 85):
        before, after = effect.before.percentile(percent), effect.after.percentile(percent)
        assert before is not None
        assert after is not None
        assert (after - before).days == pytest.approx(70, abs=7)


def test_a_start_that_comes_before_its_turn_moves_nothing() -> None:
    """The second release begins when the first is done: a wait that is over by then is none."""
    alone = replace(INPUTS, wip_limit=1)
    effect = tried(WhatIf(THEIRS, start=TODAY + timedelta(2)), alone)
    assert (p85(effect.after) - p85(effect.before)).days <= 1


def test_a_release_without_a_start_has_the_answer_that_its_scale_alone_gives() -> None:
    """A start moves no other team's release by a byte of a day."""
    apart = inputs_of(done(0) + waiting(20, 0) + done(1, team=1) + waiting(9, 1, team=1))
    plan = plan_of(apart)
    then = replay(apart, plan.seed, plan, {MINE: TODAY + timedelta(60)})
    before, after = answer_of(plan, THEIRS), answer_of(then, THEIRS)
    assert isinstance(before, ReleaseForecast)
    assert isinstance(after, ReleaseForecast)
    np.testing.assert_array_equal(before.days, after.days)
    assert plan.inputs_hash != then.inputs_hash


def test_nothing_changed_changes_nothing() -> None:
    effect = tried(WhatIf(MINE))
    assert WhatIf(MINE).is_empty
    assert p85(effect.before) == p85(effect.after)
    assert effect.others == ()


def test_a_release_that_nobody_knows_has_no_what_if() -> None:
    assert changed_inputs(INPUTS, WhatIf("s:nowhere", add=3)) is INPUTS
    with pytest.raises(LookupError, match="s:nowhere"):
        tried(WhatIf("s:nowhere", add=3))


def test_nobody_is_busiest_in_an_empty_release() -> None:
    scope = scope_of(inputs_of([], as_of=NOW), MINE)
    assert scope is not None
    assert busiest_team(scope) is None
