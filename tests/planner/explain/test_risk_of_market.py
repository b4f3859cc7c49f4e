"""Freezes, windows and dates of the market that a release runs into, each with its days."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from planner.explain.plan_view import PlanView
from planner.explain.risk import Risk
from planner.explain.risks import risks_of
from planner.inputs import Capacity, PlanInputs
from planner.launch.market import MarketEvent
from planner.launch.plan import LaunchPlan
from tests.planner.explain.plans import MINE, done, forecast_of, inputs_of, waiting

CALM = inputs_of(done(0) + waiting(20, 0) + waiting(5, 1))
TODAY = forecast_of(CALM).today
DAY = timedelta(days=1)


def risks(inputs: PlanInputs = CALM, **told: Any) -> dict[str, Risk]:
    found = risks_of(PlanView(inputs), forecast_of(inputs), **told)
    return {risk.note.code.partition(".")[2]: risk for risk in found}


def due(day: date, *capacity: Capacity) -> PlanInputs:
    scopes = tuple(
        replace(scope, due_on=day) if scope.release.id == MINE else scope for scope in CALM.releases
    )
    return replace(CALM, releases=scopes, capacity=capacity)


def aimed(first: date, last: date) -> LaunchPlan:
    return LaunchPlan(MINE, window=(first, last))


def test_a_date_in_a_freeze_is_told_with_its_days() -> None:
    day = TODAY + 200 * DAY
    freeze = Capacity(None, day - DAY, day + DAY, 0)
    values = dict(risks(due(day, freeze))["date_in_freeze"].note.values)
    assert values == {
        "day": day.isoformat(),
        "first": (day - DAY).isoformat(),
        "last": (day + DAY).isoformat(),
    }
    assert "date_in_freeze" not in risks(due(day, replace(freeze, share=0.5)))
    assert "date_in_freeze" not in risks(due(day, replace(freeze, team="Somebody else")))
    assert "date_in_freeze" not in risks(due(day + 2 * DAY, freeze))


def test_a_freeze_between_p50_and_p85_is_in_its_way() -> None:
    middle = forecast_of(CALM).percentile(50)
    assert middle is not None
    freeze = Capacity(None, middle, middle + 13 * DAY, 0)
    frozen = replace(CALM, capacity=(freeze,))
    late = forecast_of(frozen).percentile(85)
    values = risks(frozen)["range_over_freeze"].note.values
    assert values["first"] == middle.isoformat()
    assert late is not None
    assert values["late"] == late.isoformat()
    far = Capacity(None, late + 400 * DAY, late + 410 * DAY, 0)
    assert "range_over_freeze" not in risks(replace(CALM, capacity=(far,)))


def test_a_window_that_may_be_missed_is_told_by_its_days_or_its_event() -> None:
    last = TODAY + DAY
    found = risks(said=aimed(TODAY, last))["misses_window"].note.values
    assert (found["last"], found["percent"]) == (last.isoformat(), 5)
    fair = MarketEvent("Trade fair", TODAY, last)
    named = risks(said=aimed(TODAY, last), market=(fair,))
    assert named["misses_event"].note.values["event"] == "Trade fair"
    assert "misses_window" not in named


def test_a_window_that_is_safe_is_no_risk() -> None:
    assert risks(said=aimed(TODAY, TODAY + 900 * DAY)) == {}
    assert risks(said=LaunchPlan(MINE)) == {}


def test_a_date_outside_of_the_window_is_told() -> None:
    day = TODAY + 900 * DAY
    found = risks(due(day), said=aimed(TODAY, day - DAY))
    assert found["date_outside_window"].note.values["day"] == day.isoformat()
    assert "date_outside_window" not in risks(due(day), said=aimed(TODAY, day))
