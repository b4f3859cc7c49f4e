"""Sprints follow each other every two weeks, carry work over and report what they did."""

from datetime import timedelta
from itertools import pairwise

import pytest

from connectors.tracker import Tracker
from planner.category import Category
from store.records import SprintRecord
from tests.connectors.demo.scene import NOW, company, issues_of

SEEDS = (1, 2, 3)


def sprints_of(tracker: Tracker, name: str) -> list[SprintRecord]:
    team = next(team.ext_id for team in tracker.entities().teams if team.name == name)
    return [sprint for sprint in tracker.entities().sprints if sprint.team == team]


@pytest.mark.parametrize("seed", SEEDS)
def test_a_sprint_begins_every_two_weeks_and_one_is_planned_ahead(seed: int) -> None:
    for tracker, name in zip(company(seed), ("Shop", "Apps and platform"), strict=True):
        sprints = sprints_of(tracker, name)
        starts = [sprint.start_at for sprint in sprints if sprint.start_at]

        assert len(sprints) == len(starts) >= 50
        assert {later - earlier for earlier, later in pairwise(starts)} == {timedelta(days=14)}
        assert starts[-1] > NOW > starts[-2]


@pytest.mark.parametrize("seed", SEEDS)
def test_closed_sprints_report_what_was_planned_and_what_was_done(seed: int) -> None:
    for tracker in company(seed):
        for sprint in tracker.entities().sprints:
            assert sprint.end_at is not None
            is_over = sprint.end_at < tracker.server_time()
            assert (sprint.completed_at is not None) == is_over
            assert (sprint.completed_items is not None) == is_over
            assert (sprint.completed_points is not None) == is_over


@pytest.mark.parametrize("seed", SEEDS)
def test_most_sprints_do_not_finish_all_they_planned(seed: int) -> None:
    for tracker, name in zip(company(seed), ("Shop", "Apps and platform"), strict=True):
        figures = [
            (sprint.committed_items, sprint.completed_items)
            for sprint in sprints_of(tracker, name)
            if sprint.committed_items is not None and sprint.completed_items is not None
        ]
        short = [planned > done for planned, done in figures]

        assert 0.5 < sum(short) / len(short) < 0.98
        assert 0.6 < sum(d for _, d in figures) / sum(p for p, _ in figures) < 1


@pytest.mark.parametrize("seed", SEEDS)
def test_the_report_of_a_sprint_counts_what_the_issues_tell(seed: int) -> None:
    shop, _ = company(seed)
    for sprint in sprints_of(shop, "Shop")[:-2]:
        done = 0
        for issue in issues_of(shop):
            if sprint.ext_id not in issue.sprints or not sprint.end_at:
                continue
            past = [e for e in issue.events if e.field == "status" and e.at <= sprint.end_at]
            done += bool(past) and past[-1].after_category is Category.DONE
        assert done == sprint.completed_items, sprint.name


@pytest.mark.parametrize("seed", SEEDS)
def test_jira_keeps_an_issue_in_its_closed_sprints_and_linear_moves_it_on(seed: int) -> None:
    shop, platform = (issues_of(tracker) for tracker in company(seed))

    assert any(len(issue.sprints) > 1 for issue in shop)
    assert all(len(issue.sprints) <= 1 for issue in platform)
    assert any(e.field == "sprint" and e.before and e.after for i in platform for e in i.events)
