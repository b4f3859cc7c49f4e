"""Each risk with the evidence that shows it, and none without."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import numpy as np

from planner.category import Category
from planner.explain.plan_view import PlanView
from planner.explain.rerun import scope_of, with_scope
from planner.explain.risk import Risk
from planner.explain.risks import risks_of
from planner.inputs import Capacity, Item, PlanInputs
from planner.timeline import DateMove, SprintFacts
from tests.planner.build import Work, ago, release
from tests.planner.explain.plans import MINE, done, forecast_of, inputs_of, waiting

CALM = inputs_of(done(0) + waiting(20, 0) + waiting(5, 1))


def risks(inputs: PlanInputs, *, is_committed: bool = False) -> dict[str, Risk]:
    found = risks_of(PlanView(inputs), forecast_of(inputs), is_committed=is_committed)
    return {risk.note.code.partition(".")[2]: risk for risk in found}


def told(inputs: PlanInputs, code: str) -> dict[str, Any]:
    return dict(risks(inputs)[code].note.values)


def with_items(inputs: PlanInputs, *changed: Item) -> PlanInputs:
    scope = scope_of(inputs, MINE)
    assert scope is not None
    news = {item.key: item for item in changed}
    items = tuple(news.get(item.key, item) for item in scope.items)
    return with_scope(inputs, replace(scope, items=items))


def first_open(inputs: PlanInputs, count: int = 1, release_id: str = MINE) -> tuple[Item, ...]:
    scope = scope_of(inputs, release_id)
    assert scope is not None
    return scope.open_items[:count]


def test_a_calm_release_has_no_risk() -> None:
    assert risks(CALM) == {}


def test_nothing_threatens_what_is_done() -> None:
    inputs = inputs_of(done(0))
    assert risks(inputs, is_committed=True) == {}


def test_items_that_wait_are_named() -> None:
    first, second = first_open(CALM, 2)
    found = risks(with_items(CALM, replace(first, blocked_by=(second.key,))))
    assert set(found) == {"blocked"}
    assert [item.key for item in found["blocked"].items] == [first.key]
    assert dict(found["blocked"].note.values) == {"count": 1, "open": 20}


def test_waiting_for_work_of_a_later_release_is_worse() -> None:
    (first,) = first_open(CALM)
    (later,) = first_open(CALM, release_id="s:B")
    found = risks(with_items(CALM, replace(first, blocked_by=(later.key,))))
    assert [*found] == ["blocked_by_later", "blocked"]
    assert dict(found["blocked_by_later"].note.values) == {"count": 1, "later": "B"}


def test_waiting_for_another_team_names_the_team() -> None:
    inputs = inputs_of(done(0) + waiting(20, 0) + waiting(1, 1, team=1))
    (first,) = first_open(inputs)
    (theirs,) = first_open(inputs, release_id="s:B")
    assert told(with_items(inputs, replace(first, blocked_by=(theirs.key,))), "other_team") == {
        "count": 1,
        "team": "Other",
    }


def test_private_work_of_another_team_does_not_give_the_team_away() -> None:
    inputs = inputs_of(done(0) + waiting(20, 0) + waiting(1, 1, team=1))
    (first,) = first_open(inputs)
    (theirs,) = first_open(inputs, release_id="s:B")
    later = scope_of(inputs, "s:B")
    assert later is not None
    hidden = with_scope(inputs, replace(later, items=(replace(theirs, restricted=True),)))
    blocked = with_items(hidden, replace(first, blocked_by=(theirs.key,)))
    assert "other_team" not in risks(blocked)


def test_items_in_progress_for_too_long_are_stale() -> None:
    quick = [
        Work(d + 9, [(d + 2, Category.DOING), (d, Category.DONE)], [(0, 200.0, None)])
        for d in range(1, 100, 2)
    ]
    old, young = (Work(90, [(d, Category.DOING)], [(0, 90, None)]) for d in (30, 1))
    found = risks(inputs_of([*quick, *waiting(9, 0), old, young]))["stale"]
    assert dict(found.note.values) == {"count": 1, "days": 2, "team": "Team"}
    assert len(found.items) == 1


def test_one_pair_of_shoulders_is_a_risk_from_five_items_on() -> None:
    def held(by_ann: int, by_bob: int) -> PlanInputs:
        items = first_open(CALM, by_ann + by_bob)
        names = ["Ann"] * by_ann + ["Bob"] * by_bob
        owned = (replace(item, assignee=name) for item, name in zip(items, names, strict=True))
        return with_items(CALM, *owned)

    assert told(held(6, 4), "one_person") == {"count": 6, "assigned": 10}
    assert "one_person" not in risks(held(5, 5))
    assert "one_person" not in risks(held(4, 0))


def test_missing_estimates_count_where_the_team_estimates() -> None:
    points = np.ones(len(CALM.teams[0].points))
    estimating = replace(CALM, teams=(replace(CALM.teams[0], points=points), *CALM.teams[1:]))
    assert told(estimating, "unestimated") == {"count": 20, "team": "Team"}


def test_growing_faster_than_it_is_finished_is_scope_creep() -> None:
    slow = [Work(d + 9, [(d, Category.DONE)], [(0, 200.0, None)]) for d in range(1, 150, 10)]
    inputs = inputs_of(slow + waiting(20, 0) + waiting(6, 0, joined=10))
    assert told(inputs, "scope_creep") == {"added": 6, "finished": 3, "weeks": 4}
    young = inputs_of(done(1) + waiting(6, 0, joined=10))
    assert "scope_creep" not in risks(young)  # its first weeks are its plan


def test_a_source_without_membership_history_cannot_tell_of_creep() -> None:
    slow = [Work(d + 9, [(d, Category.DONE)], [(0, 200.0, None)]) for d in range(1, 150, 10)]
    work = slow + waiting(20, 0) + waiting(6, 0, joined=10)
    inputs = inputs_of(work, (release("A", hindsight=True), release("B")))
    assert "scope_creep" not in risks(inputs)


def test_a_team_that_finishes_less_by_more_than_noise_is_told_with_both_figures() -> None:
    finishes = [*np.arange(28.5, 112.5, 1.0), 3.0, 17.0]
    work = [Work(d + 9, [(d, Category.DONE)], [(0, 200.0, None)]) for d in finishes]
    assert told(inputs_of(work + waiting(20, 0)), "falling") == {
        "team": "Team",
        "now": 0.5,
        "usual": 7.0,
        "weeks": 4,
        "before": 12,
    }


def test_what_sprints_leave_undone_is_carried_over() -> None:
    sprints = tuple(
        SprintFacts(
            f"s:{n}",
            f"Sprint {n}",
            "s:team",
            ago(60 - 14 * n),
            ago(46 - 14 * n),
            ago(46 - 14 * n),
            committed_items=10,
            completed_items=5,
        )
        for n in range(3)
    )
    sprinting = replace(CALM, teams=(replace(CALM.teams[0], sprints=sprints), *CALM.teams[1:]))
    assert told(sprinting, "carried_over") == {
        "carried": 15,
        "committed": 30,
        "sprints": 3,
        "team": "Team",
    }


def test_others_who_get_ready_need_a_date() -> None:
    assert [*risks(CALM, is_committed=True)] == ["no_date"]
    due = DateMove(ago(50), date(2027, 3, 1))
    dated = inputs_of(done(0) + waiting(20, 0), (release("A", due_moves=(due,)), release("B")))
    assert risks(dated, is_committed=True) == {}


def test_days_off_count_until_the_date() -> None:
    off = np.arange("2026-03-09", "2026-03-12", dtype="datetime64[D]")
    late = np.array(["2030-01-01"], dtype="datetime64[D]")
    resting = replace(CALM, calendar=replace(CALM.calendar, holidays=np.append(off, late)))
    until = forecast_of(resting).percentile(85)
    assert until is not None
    assert told(resting, "days_off") == {"days": 3, "until": until.isoformat()}


def test_a_stretch_with_less_capacity_is_told_as_far_as_it_matters() -> None:
    today = forecast_of(CALM).today
    first, last = today - timedelta(days=3), today + timedelta(days=4)
    stretches = (
        Capacity("s:team", first, last, 0.5),
        Capacity("s:other", first, last, 0.1),
        Capacity(None, today + timedelta(days=5), today + timedelta(days=6), 1.5),
    )
    assert told(replace(CALM, capacity=stretches), "less_capacity") == {
        "percent": 50,
        "first": today.isoformat(),
        "last": last.isoformat(),
    }
