"""What is left of an item in progress."""

from dataclasses import replace

import numpy as np
import pytest

from planner.category import Category
from planner.credit import LEAST_LEFT, UNKNOWN_LEFT, work_left
from planner.inputs import History
from tests.planner.build import ago, history, steady
from tests.planner.plans import an_item


def _with_cycles(*days: int) -> History:
    plain = history(steady(4)[: len(days)])
    return replace(plain, started_at=plain.finished_at - np.array(days) * np.timedelta64(1, "D"))


def _left(team: History, days: float) -> float:
    return work_left(team)(an_item("A", category=Category.DOING, started_at=ago(days)))


def test_it_is_the_mean_part_to_come_of_what_took_longer() -> None:
    team = _with_cycles(2, 4, 8, 8, 10)
    assert _left(team, 0) == 1
    assert _left(team, 4) == pytest.approx(1 - (4 / 8 + 4 / 8 + 4 / 10) / 3)


def test_something_is_always_left_and_never_more_than_the_whole() -> None:
    team = _with_cycles(2, 4, 8, 8, 10)
    assert _left(team, 400) == LEAST_LEFT
    assert _left(team, -3) == 1


def test_a_team_without_cycle_times_gets_half_and_what_is_not_begun_is_whole() -> None:
    assert _left(history(steady(4)), 3) == UNKNOWN_LEFT
    put_back = an_item("A", started_at=ago(9))
    assert work_left(_with_cycles(2, 4, 8, 8, 10))(put_back) == 1
