"""Flow metrics, each against a case counted by hand."""

from dataclasses import replace

import numpy as np

from planner import metrics
from planner.category import Category
from planner.history import history_at
from planner.timeline import SprintFacts
from tests.planner.build import NOW, Work, ago, history, timeline

DOING, DONE, CANCELED = Category.DOING, Category.DONE, Category.CANCELED


def _sprint(number: int, days_ago: float, **figures: float) -> SprintFacts:
    start, end = ago(days_ago + 14), ago(days_ago)
    closed = end if end <= NOW else None
    return SprintFacts(
        f"s:{number}",
        f"Sprint {number}",
        "s:team",
        start,
        end,
        closed,
        **figures,  # type: ignore[arg-type]
    )


def test_weeks_without_a_finish_count_as_zero() -> None:
    assert metrics.weekly_throughput(history([1, 2, 15]), 4).tolist() == [0, 1, 0, 2]


def test_weeks_end_at_the_cutoff_and_leave_out_what_is_older() -> None:
    counted = metrics.counts_back(np.array([0.0, 6.99, 7.0, 27.9, 28.0, -1.0]), 28, 7)
    assert counted.tolist() == [1, 0, 1, 2]


def test_history_is_as_long_as_since_the_first_finish() -> None:
    assert metrics.history_weeks(history([3, 36])) == 5
    assert metrics.history_weeks(history([])) == 0


def test_lead_time_is_from_created_and_cycle_time_from_started() -> None:
    line = timeline([Work(30, [(20, DOING), (5, DONE)]), Work(9, [(4, DONE)]), Work(3)])
    team = history_at(line, 0, NOW)
    assert metrics.lead_time_days(team).tolist() == [25, 5]
    assert metrics.cycle_time_days(team).tolist() == [15]


def test_wip_is_what_was_started_and_is_neither_done_nor_canceled() -> None:
    work = [
        Work(30, [(20, DOING)]),
        Work(30, [(20, DOING), (5, DONE)]),
        Work(30, [(9, DOING), (5, CANCELED)]),
        Work(30),
    ]
    team = history_at(timeline(work), 0, NOW)
    assert metrics.work_in_progress(team) == 1
    assert metrics.item_age_days(team).tolist() == [20]


def test_estimated_share_looks_at_finished_items() -> None:
    team = history([1, 2, 3, 4])
    assert metrics.estimated_share(replace(team, points=np.array([1, np.nan, 3, 0]))) == 0.75
    assert metrics.estimated_share(history([])) == 0.0


def test_velocity_and_carry_over_are_of_completed_sprints_only() -> None:
    figures = {"committed_items": 8, "completed_items": 6}
    sprints = (
        _sprint(2, 14, completed_points=21, **figures),
        _sprint(1, 28, completed_points=13),
        _sprint(3, 0.5),
        _sprint(4, -13.5, completed_points=99),
    )
    team = replace(history([1]), sprints=sprints)
    assert metrics.velocity(team, 5).tolist() == [13, 21]
    assert metrics.velocity(team, 1).tolist() == [21]
    carried = metrics.carry_over(team, 5)
    assert [(one.sprint, one.carried_items) for one in carried] == [("Sprint 2", 2)]
