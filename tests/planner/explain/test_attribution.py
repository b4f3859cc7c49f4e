"""A move is split exactly, whoever changed what."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.answer import Refusal, ReleaseForecast, Shipped
from planner.calendar import WorkCalendar
from planner.category import Category
from planner.explain.attribution import Attribution, attribute
from planner.explain.mixing import Factor, changed_factors, mixed
from planner.explain.rerun import scope_of, with_scope
from planner.inputs import PlanInputs
from planner.seed import fingerprint
from tests.planner.build import EVERY_DAY, NOW, Work, ago, release
from tests.planner.explain.plans import MINE, SEED, done, forecast_of, inputs_of, waiting

WEEK_AGO = ago(7)


def moved(old: PlanInputs, new: PlanInputs) -> Attribution:
    return attribute(old, new, MINE, SEED)


def days_of(found: Attribution) -> dict[Factor, int]:
    assert found.parts is not None
    return {part.factor: part.days for part in found.parts}


def at(work: Sequence[Work], as_of: datetime, calendar: WorkCalendar = EVERY_DAY) -> PlanInputs:
    """What was known at a moment, of a timeline that may go on behind it."""
    return inputs_of(work, as_of=as_of, calendar=calendar)


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 15), st.integers(1, 9), st.integers(0, 20), st.booleans())
def test_the_parts_sum_to_the_move_exactly(
    joined: int, pace: int, ahead: int, is_holiday: bool
) -> None:
    work = (
        done(0, pace) + waiting(20, 0) + waiting(joined, 0, joined=3) + waiting(ahead, 1, joined=2)
    )
    off = np.array(["2026-03-10", "2026-03-11"] if is_holiday else [], dtype="datetime64[D]")
    old, new = at(work, WEEK_AGO), at(work, NOW, replace(EVERY_DAY, holidays=off))

    found = moved(old, new)

    was, now = (forecast_of(inputs).percentile(85) for inputs in (old, new))
    assert was is not None
    assert now is not None
    assert found.days == (now - was).days
    assert sum(days_of(found).values()) == found.days
    assert found.parts is not None
    assert sum(part.share for part in found.parts) == found.days


def test_more_scope_alone_is_all_of_the_move() -> None:
    work = done(0) + waiting(20, 0)
    old, new = inputs_of(work), inputs_of(work + waiting(12, 0))
    found = moved(old, new)
    assert found.days
    assert found.days > 0
    assert days_of(found) == {
        Factor.SCOPE: found.days,
        Factor.SPEED: 0,
        Factor.PROGRESS: 0,
        Factor.ORDER: 0,
    }
    assert found.evidence is not None
    assert found.evidence.joined == 12


def test_days_off_alone_are_all_of_the_move() -> None:
    work = done(0) + waiting(20, 0)
    off = np.arange("2026-03-03", "2026-03-13", dtype="datetime64[D]")
    found = moved(inputs_of(work), inputs_of(work, calendar=replace(EVERY_DAY, holidays=off)))
    assert found.days
    assert days_of(found)[Factor.CALENDAR] == found.days


def test_a_team_that_got_slower_is_told_with_its_pace() -> None:
    fast, slow = (done(0, pace) + waiting(20, 0) for pace in (8, 4))
    old = inputs_of(fast)
    new = replace(old, teams=inputs_of(slow).teams)
    found = moved(old, new)
    assert found.days
    assert found.days > 0
    assert days_of(found)[Factor.SPEED] == found.days
    assert found.evidence is not None
    assert found.evidence.pace[1] < found.evidence.pace[0]


def test_a_longer_queue_is_told_as_order() -> None:
    work = done(1) + waiting(20, 0)
    first = [release("B", started_on=date(2025, 1, 1)), release("A")]
    old, new = (
        inputs_of([*work, *waiting(queue, 1)], [release("A"), first[0]]) for queue in (2, 40)
    )
    found = moved(old, new)
    assert days_of(found)[Factor.ORDER] == found.days
    assert found.evidence is not None
    assert found.evidence.ahead_items == (2, 40)


def test_what_was_finished_and_taken_out_is_counted() -> None:
    left = Work(100, places=[(0, 100, 3)])
    finished = Work(100, [(2, Category.DONE)], [(0, 100, None)])
    work = [*done(0), *waiting(20, 0), left, finished]
    found = moved(at(work, WEEK_AGO), at(work, NOW))
    assert found.evidence is not None
    assert (found.evidence.left, found.evidence.passed_days) == (1, 7)
    assert found.evidence.finished >= 1


def test_all_factors_are_the_new_inputs_and_none_the_old() -> None:
    work = done(0) + waiting(20, 0) + waiting(3, 0, joined=3)
    old, new = at(work, WEEK_AGO), at(work, NOW)
    assert fingerprint(mixed(old, new, MINE, ())) == fingerprint(old)
    assert fingerprint(mixed(old, new, MINE, tuple(Factor))) == fingerprint(new)
    assert Factor.CALENDAR not in changed_factors(old, new, MINE)


def test_an_item_that_joined_stands_as_it_stood_then() -> None:
    joined = Work(100, [(6.5, Category.DOING), (2, Category.DONE)], [(0, 3, None)])
    work = [*done(0), *waiting(20, 0), joined]
    old, new = at(work, WEEK_AGO), at(work, NOW)
    scope = scope_of(mixed(old, new, MINE, (Factor.SCOPE,)), MINE)
    assert scope is not None
    key = f"S-{len(work) - 1}"
    (item,) = (item for item in scope.items if item.key == key)
    assert (item.category, item.finished_at) == (Category.TODO, None)


def test_a_team_that_is_new_is_in_every_mixture() -> None:
    old = inputs_of(done(0) + waiting(20, 0))
    new = inputs_of(done(0) + waiting(20, 0) + done(1, team=1) + waiting(3, 0, team=1))
    old = replace(old, teams=old.teams[:1])
    found = moved(old, new)
    assert sum(days_of(found).values()) == found.days


def test_what_could_not_be_forecast_is_not_split() -> None:
    old, new = inputs_of(waiting(20, 0)), inputs_of(done(0) + waiting(20, 0))
    found = moved(old, new)
    assert isinstance(found.before, Refusal)
    assert isinstance(found.after, ReleaseForecast)
    assert (found.days, found.parts, found.evidence) == (None, None, None)


def test_a_mixture_that_cannot_be_forecast_is_not_split_either() -> None:
    """The team that could be forecast then holds nothing now, and the other way round."""
    work = done(0) + done(0, team=1)
    stalled = [Work(d + 9, [(d, Category.DONE)], (), 1) for d in range(60, 90, 3)]
    old = inputs_of(done(0) + waiting(20, 0) + stalled)
    new = inputs_of(work + waiting(20, 0, team=1))
    found = moved(old, new)
    assert found.days is not None
    assert found.parts is None


def test_a_release_that_was_not_there_has_nothing_to_compare() -> None:
    inputs = inputs_of(done(0) + waiting(20, 0))
    with pytest.raises(LookupError, match="s:A"):
        moved(replace(inputs, releases=()), inputs)
    with pytest.raises(LookupError, match="s:A"):
        mixed(replace(inputs, releases=()), inputs, MINE, (Factor.SCOPE,))


def test_a_release_that_was_out_and_is_open_again_has_not_moved_by_days() -> None:
    inputs = inputs_of(done(0) + waiting(20, 0))
    scope = scope_of(inputs, MINE)
    assert scope is not None
    out = replace(scope, release=replace(scope.release, is_released=True))
    found = moved(with_scope(inputs, out), inputs)
    assert isinstance(found.before, Shipped)
    assert (found.days, found.parts) == (None, None)


def test_the_same_inputs_have_not_moved() -> None:
    inputs = inputs_of(done(0) + waiting(20, 0), as_of=NOW + timedelta(days=0))
    found = moved(inputs, inputs)
    assert found.days == 0
    assert set(days_of(found).values()) == {0}
