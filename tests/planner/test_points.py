"""A team that is forecast in points: the same laws, sizes in place of counts."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.answer import ReleaseForecast
from planner.category import Category
from planner.inputs import Capacity, Item, PlanInputs
from planner.note import Note
from planner.plan import forecast_plan
from planner.simulated import simulate_plan
from tests.planner.build import ago
from tests.planner.plans import (
    TRIALS,
    in_days,
    item_ends,
    not_earlier,
    open_items,
    plan_of,
    scope,
    team,
    weeks_of,
)
from tests.planner.pointed import pointed

FEW = settings(max_examples=30, deadline=None)
TEAMS = (pointed(), team("s:other", pace=4))
POINTS = (None, 0.0, 0.5, 1.0, 2.0, 8.0, 21.0)


def sized(name: str, points: Sequence[float | None], team: str = "s:team") -> list[Item]:
    items = open_items(name, len(points), team)
    return [replace(item, points=told) for item, told in zip(items, points, strict=True)]


@st.composite
def plans(draw: st.DrawFn) -> PlanInputs:
    """Give up to four releases of a team in points and one in items, some with work begun."""
    scopes = []
    for n in range(draw(st.integers(1, 4))):
        items = []
        for name in ("s:team", "s:other"):
            points = draw(st.lists(st.sampled_from(POINTS), max_size=8))
            items += sized(f"{n}{name}", points, name)
        begun = draw(st.integers(0, len(items)))
        doing = {"category": Category.DOING, "started_at": ago(1)}
        items = [replace(item, **doing) for item in items[:begun]] + items[begun:]  # type: ignore[arg-type]
        scopes.append(scope(f"R{n}", items, growing=draw(st.integers(0, 20))))
    return plan_of(scopes, TEAMS, wip_limit=draw(st.sampled_from([None, 1, 2])))


@FEW
@given(plans(), st.data(), st.sampled_from(POINTS), st.integers(0, 2**32))
def test_one_more_item_makes_no_release_earlier_in_any_trial(
    inputs: PlanInputs, data: st.DataObject, points: float | None, seed: int
) -> None:
    at = data.draw(st.integers(0, len(inputs.releases) - 1))
    before = inputs.releases[at]
    names = sorted({item.team for item in before.open_items})
    if not names:
        return
    more = sized("more", [points], data.draw(st.sampled_from(names)))
    grown = replace(before, items=(*before.items, *more))
    larger = replace(inputs, releases=(*inputs.releases[:at], grown, *inputs.releases[at + 1 :]))
    assert not_earlier(weeks_of(larger, seed), weeks_of(inputs, seed))


@FEW
@given(plans(), st.data(), st.integers(0, 2**32))
def test_a_larger_estimate_makes_no_release_earlier_in_any_trial(
    inputs: PlanInputs, data: st.DataObject, seed: int
) -> None:
    at = data.draw(st.integers(0, len(inputs.releases) - 1))
    before = inputs.releases[at]
    raised = [replace(i, points=i.points + 5 if i.points else i.points) for i in before.items]
    grown = replace(before, items=tuple(raised))
    larger = replace(inputs, releases=(*inputs.releases[:at], grown, *inputs.releases[at + 1 :]))
    assert not_earlier(weeks_of(larger, seed), weeks_of(inputs, seed))


@FEW
@given(plans(), st.integers(0, 2**32), st.integers(0, 60), st.integers(0, 100))
def test_more_capacity_makes_no_release_later_in_any_trial(
    inputs: PlanInputs, seed: int, begins: int, lasts: int
) -> None:
    first, last = in_days(begins).date(), in_days(begins + lasts).date()
    weeks = [
        weeks_of(replace(inputs, capacity=(Capacity(None, first, last, share),)), seed)
        for share in (0.0, 0.5, 1.0, 1.5)
    ]
    assert all(not_earlier(less, more) for less, more in pairwise(weeks))


def test_a_blocked_item_never_ends_before_its_blocker() -> None:
    large, small = sized("A", [21.0, 1.0])
    waiting = replace(small, blocked_by=(large.key,))
    inputs = plan_of([scope("A", [waiting]), scope("B", [large])], TEAMS)
    ends = item_ends(inputs, [large.key, small.key])
    assert not_earlier(ends[small.key], ends[large.key])


def _median(points: Sequence[float | None], name: str = "s:team") -> float:
    inputs = plan_of([scope("A", sized("A", points, name))], TEAMS)
    return float(np.median(weeks_of(inputs)))


def test_so_many_points_take_as_long_in_few_items_as_in_many() -> None:
    assert _median([8.0] * 5) == pytest.approx(_median([1.0] * 40))
    assert _median([8.0] * 20) > 3 * _median([1.0] * 20)


def test_what_nobody_has_estimated_has_a_typical_size() -> None:
    assert _median([1.0] * 20) < _median([None] * 20) < _median([8.0] * 20)
    assert _median([None] * 20) == _median([0.0] * 20) == _median([float("nan")] * 20)


def test_each_team_is_forecast_in_its_own_unit() -> None:
    assert _median([8.0] * 9, "s:other") == _median([None] * 9, "s:other")
    both = [*sized("A", [8.0] * 9), *sized("B", [8.0] * 9, "s:other")]
    inputs = plan_of([scope("A", both)], TEAMS)
    simulated = simulate_plan(inputs, inputs.releases, 1, TRIALS)
    assert simulated.units["s:team"].typical_points is not None
    assert simulated.units["s:other"].typical_points is None
    alone = [plan_of([scope("A", part)], TEAMS) for part in (both[:9], both[9:])]
    joined = np.maximum(*(weeks_of(each) for each in alone))
    np.testing.assert_allclose(simulated.weeks, joined)


def test_points_of_a_team_that_stays_with_items_move_nothing_to_the_byte() -> None:
    random = np.random.default_rng(1).choice([1.0, 3.0, 8.0], 180)
    estimated = replace(team("s:team"), points=random)
    items = [scope("A", sized("A", points)) for points in ([8.0, 1.0, None] * 5, [None] * 15)]
    weeks = [
        weeks_of(plan_of([items[0]], [estimated])),
        weeks_of(plan_of([items[1]], [team("s:team")])),
    ]
    assert weeks[0].tobytes() == weeks[1].tobytes()


def _answer(inputs: PlanInputs) -> ReleaseForecast:
    (answer,) = forecast_plan(inputs, np.random.default_rng(1)).answers
    assert isinstance(answer, ReleaseForecast)
    return answer


def _unit_notes(answer: ReleaseForecast) -> list[Note]:
    return [note for note in answer.assumptions if note.code in {"assume.points", "assume.items"}]


def test_an_answer_says_why_it_is_in_points_and_its_paces_are_in_items() -> None:
    release = scope("A", sized("A", [8.0] * 12))
    mine = pointed()
    in_points = _answer(plan_of([release], [mine]))
    in_items = _answer(plan_of([release], [replace(mine, points=np.full(360, np.nan))]))
    (note,) = _unit_notes(in_points)
    assert note.code == "assume.points"
    told = dict(note.values)
    assert told.keys() == {"team", "forecasts", "percent"}
    assert in_points.pace == in_items.pace
    assert not _unit_notes(in_items)


def test_an_answer_says_why_a_team_that_estimates_is_forecast_in_items() -> None:
    answer = _answer(plan_of([scope("A", sized("A", [8.0] * 9))], [pointed(points=np.ones(360))]))
    (note,) = _unit_notes(answer)
    assert note.code == "assume.items"
    assert dict(note.values).keys() == {"team", "forecasts"}
