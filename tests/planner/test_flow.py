"""The flow of a team in figures that can be counted by hand."""

from dataclasses import replace

import pytest

from planner.category import Category
from planner.flow import flow_of
from planner.history import history_at
from planner.timeline import SprintFacts
from tests.planner.build import NOW, Work, ago, history, timeline


def test_figures_are_of_what_was_finished_and_what_goes_on() -> None:
    work = [
        Work(30, [(20, Category.DOING), (10, Category.DONE)]),
        Work(50, [(20, Category.DOING), (10, Category.DONE)]),
        Work(9, [(6, Category.DOING)]),
    ]
    sprint = SprintFacts("1", "Sprint 1", "s:team", ago(28), ago(14), ago(14), 20, 13, 8, 6)
    flow = flow_of(replace(history_at(timeline(work), 0, NOW), sprints=(sprint,)))
    assert flow.items_a_week == pytest.approx(2 / 12)
    assert flow.lead_time_days == pytest.approx((30, 37))
    assert flow.cycle_time_days == pytest.approx((10, 10))
    assert (flow.work_in_progress, flow.item_age_days) == (1, 6)
    assert (flow.velocity_points, flow.carried_items, flow.estimated_share) == (13, 2, 0)


def test_what_nobody_knows_is_none_and_not_zero() -> None:
    flow = flow_of(history([]))
    unknown = (flow.lead_time_days, flow.cycle_time_days, flow.item_age_days)
    assert unknown == (None, None, None)
    assert (flow.velocity_points, flow.carried_items) == (None, None)
