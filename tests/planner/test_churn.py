"""What a release's growth is taken to be."""

import numpy as np
import pytest

from planner.category import Category
from planner.churn import USUAL_EXIT, churn_of
from planner.scope import scope_at
from tests.planner.build import NOW, Work, release, timeline


def _churn(work: list[Work], **facts: object) -> tuple[float, float, int]:
    churn = churn_of(scope_at(timeline(work, [release("A", **facts)]), 0, NOW), 52)
    assert len(churn.added) == 52
    return churn.added_a_week, churn.exit_share, churn.weeks


def test_the_plan_of_the_first_two_weeks_is_not_growth() -> None:
    planned = [Work(80, places=[(0, 70, None)]) for _ in range(20)]
    later = [Work(80, places=[(0, day, None)]) for day in (3, 10, 17, 24, 31, 38, 45, 52)]
    added, exit_share, weeks = _churn(planned + later)
    assert weeks == 8
    assert added == pytest.approx(1.0)
    assert 0 < exit_share < USUAL_EXIT


def test_a_young_release_has_no_growth_yet() -> None:
    assert _churn([Work(80, places=[(0, 12, None)])]) == (0.0, USUAL_EXIT, 0)


def test_todays_members_say_nothing_about_growth() -> None:
    assert _churn([Work(80, places=[(0, 70, None)])], hindsight=True) == (0.0, 0.0, 0)


def test_what_left_is_measured_against_what_stayed() -> None:
    stays = [Work(80, places=[(0, 70, None)]) for _ in range(10)]
    leaves = [Work(80, places=[(0, 70, day)]) for day in range(1, 50, 5)]
    canceled = [Work(80, [(20, Category.CANCELED)], [(0, 70, None)])]
    quiet, busy, both = (_churn(w)[1] for w in (stays, stays + leaves, stays + leaves + canceled))
    assert quiet < USUAL_EXIT < busy < both


def test_the_weeks_before_a_release_grew_hold_its_own_average() -> None:
    work = [Work(80, places=[(0, 70, None)]), Work(80, places=[(0, 3, None)])]
    churn = churn_of(scope_at(timeline(work, [release("A")]), 0, NOW), 52)
    assert np.ptp(churn.added[:44]) == 0
    assert churn.added[-1] == 1
