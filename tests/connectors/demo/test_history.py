"""Every issue's history is whole: it leads, step by step, to what the issue is now."""

from collections import Counter
from datetime import datetime
from itertools import pairwise

import pytest

from connectors.demo.rhythm import is_workday
from planner.category import Category
from store.records import FieldEvent, IssueRecord
from tests.connectors.demo.scene import NOW, company, counted, finished, issues_of

SEEDS = (1, 2, 3)
SETS = ("release", "sprint", "label")


def all_issues(seed: int) -> tuple[IssueRecord, ...]:
    return tuple(issue for tracker in company(seed) for issue in issues_of(tracker))


def of_field(issue: IssueRecord, name: str) -> list[FieldEvent]:
    return [event for event in issue.events if event.field == name]


@pytest.mark.parametrize("seed", SEEDS)
def test_events_stand_in_time_order_after_the_creation(seed: int) -> None:
    for issue in all_issues(seed):
        moments = [issue.created_at, *(event.at for event in issue.events)]

        assert all(earlier < later for earlier, later in pairwise(moments)), issue.key


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ["status", "points", "priority", "assignee"])
def test_each_change_begins_where_the_one_before_ended(seed: int, name: str) -> None:
    for issue in all_issues(seed):
        events = of_field(issue, name)
        points = None if issue.points is None else str(issue.points)
        now = points if name == "points" else getattr(issue, name)

        assert all(before.after == after.before for before, after in pairwise(events)), issue.key
        assert not events or events[-1].after == now, issue.key


@pytest.mark.parametrize("seed", SEEDS)
def test_the_categories_of_a_change_of_status_follow_each_other_too(seed: int) -> None:
    for issue in all_issues(seed):
        events = of_field(issue, "status")

        assert all(b.after_category is a.before_category for b, a in pairwise(events)), issue.key
        assert not events or events[-1].after_category is issue.category, issue.key


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", SETS)
def test_sets_gain_what_they_lack_and_lose_what_they_hold(seed: int, name: str) -> None:
    for issue in all_issues(seed):
        held = set(getattr(issue, f"{name}s"))
        for event in reversed(of_field(issue, name)):
            if event.after is not None:
                assert event.after in held, issue.key
                held.remove(event.after)
            if event.before is not None:
                assert event.before not in held, issue.key
                held.add(event.before)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_last_change_is_the_stamp_unless_a_link_was_drawn_later(seed: int) -> None:
    for issue in all_issues(seed):
        last = issue.events[-1].at if issue.events else issue.created_at
        assert issue.updated_at is not None
        assert issue.updated_at >= last
        assert issue.updated_at == last or issue.blocks


@pytest.mark.parametrize("seed", SEEDS)
def test_nobody_finishes_anything_on_a_day_off(seed: int) -> None:
    for issue in all_issues(seed):
        for event in of_field(issue, "status"):
            assert is_workday(event.at.date()), issue.key


@pytest.mark.parametrize("seed", SEEDS)
def test_only_closed_issues_have_a_date_of_resolution(seed: int) -> None:
    for issue in all_issues(seed):
        assert (issue.resolved_at is None) == issue.category.is_open
        if issue.category is Category.DONE and not issue.is_container:
            assert issue.started_at is not None
            assert issue.resolved_at is not None
            assert issue.started_at < issue.resolved_at


@pytest.mark.parametrize("seed", SEEDS)
def test_parents_and_blocked_issues_are_there_and_nothing_blocks_in_a_circle(seed: int) -> None:
    for tracker in company(seed):
        issues = {issue.ext_id: issue for issue in issues_of(tracker)}
        for issue in issues.values():
            assert issue.parent is None or issue.parent in issues
            # Only older issues block, so no chain of links can come back.
            assert all(issues[other].created_at > issue.created_at for other in issue.blocks)


@pytest.mark.parametrize("seed", SEEDS)
def test_two_years_hold_about_nine_hundred_issues_a_team(seed: int) -> None:
    for tracker in company(seed):
        issues = counted(issues_of(tracker))
        days = (NOW - min(issue.created_at for issue in issues)).days

        assert 800 <= len(issues) <= 1150
        assert 725 <= days <= 740


@pytest.mark.parametrize("seed", SEEDS)
def test_a_good_part_of_the_work_is_in_no_release(seed: int) -> None:
    for tracker in company(seed):
        done = finished(counted(issues_of(tracker)))

        assert 0.38 <= sum(not issue.releases for issue in done) / len(done) <= 0.62


@pytest.mark.parametrize("seed", SEEDS)
def test_the_jira_team_estimates_most_issues_and_the_linear_team_fewer(seed: int) -> None:
    shop, platform = (
        [issue.points is not None for issue in finished(counted(issues_of(tracker)))]
        for tracker in company(seed)
    )

    assert 0.85 <= sum(shop) / len(shop) <= 0.95
    assert 0.62 <= sum(platform) / len(platform) <= 0.78


@pytest.mark.parametrize("seed", SEEDS)
def test_august_and_the_turn_of_the_year_are_quiet(seed: int) -> None:
    def a_week(quiet: bool) -> float:
        issues = (i for tracker in company(seed) for i in finished(issues_of(tracker)))
        moments = [i.resolved_at for i in issues if i.resolved_at and not i.is_subtask]
        return sum(is_quiet(at) is quiet for at in moments) / (9 + 4 if quiet else 104 - 9 - 4)

    assert a_week(quiet=True) < 0.9 * a_week(quiet=False)


def is_quiet(at: datetime) -> bool:
    return at.month == 8 or (at.month, at.day) >= (12, 18) or (at.month, at.day) <= (1, 3)


@pytest.mark.parametrize("seed", SEEDS)
def test_some_work_comes_back_is_dropped_moved_or_done_for_two_releases(seed: int) -> None:
    issues = all_issues(seed)
    events = [event for issue in issues for event in issue.events]

    reopened = [e for e in events if e.before_category is Category.DONE]
    moved = [e for e in events if e.field == "release" and e.before and e.after]
    added = [e for e in events if e.field == "release" and not e.before]
    removed = [e for e in events if e.field == "release" and not e.after]
    assert len(reopened) >= 10
    assert len(moved) >= 5
    assert len(added) >= 20
    assert len(removed) >= 5
    assert sum(issue.category is Category.CANCELED for issue in issues) >= 40
    assert any(len(issue.releases) > 1 for issue in issues)


@pytest.mark.parametrize("seed", SEEDS)
def test_hardly_any_title_comes_twice(seed: int) -> None:
    for tracker in company(seed):
        titles = Counter(issue.title for issue in issues_of(tracker))

        assert sum(titles.values()) - len(titles) <= 5


@pytest.mark.parametrize("seed", SEEDS)
def test_everybody_finishes_something_and_not_all_the_same(seed: int) -> None:
    for tracker in company(seed):
        done = Counter(i.assignee for i in finished(counted(issues_of(tracker))))
        of_old = [count for name, count in done.items() if count > 10]

        assert None not in done
        assert len(of_old) == 7
        assert max(of_old) > 1.15 * min(of_old)
