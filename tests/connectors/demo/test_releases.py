"""Whatever the seed, the four releases of today stand as the scene wants them."""

from datetime import timedelta

import pytest

from connectors.demo.company import shared_release
from connectors.tracker import Tracker
from store.records import IssueRecord
from tests.connectors.demo.scene import (
    NOW,
    company,
    counted,
    finished,
    issues_of,
    members,
    release_named,
    still_open,
)

SEEDS = range(21)


def days_left(tracker: Tracker, name: str) -> int:
    due_on = release_named(tracker, name).due_on
    assert due_on is not None
    return (due_on - NOW.date()).days


def finished_within(issues: tuple[IssueRecord, ...], weeks: int) -> int:
    since = NOW - timedelta(weeks=weeks)
    return sum(i.resolved_at is not None and i.resolved_at >= since for i in finished(issues))


@pytest.mark.parametrize("seed", SEEDS)
def test_search_is_nearly_done_and_has_time(seed: int) -> None:
    shop, _ = company(seed)
    search = members(shop, "Search relevance 2.0")

    assert 7 <= len(still_open(search)) <= 16
    assert finished_within(search, weeks=8) >= 8
    assert 165 <= days_left(shop, "Search relevance 2.0") <= 175


@pytest.mark.parametrize("seed", SEEDS)
def test_checkout_is_in_both_trackers_with_one_date_and_work_going_on(seed: int) -> None:
    parts = [members(tracker, "Checkout redesign") for tracker in company(seed)]
    dates = {release_named(tracker, "Checkout redesign").due_on for tracker in company(seed)}

    assert len(dates) == 1
    assert 12 <= sum(len(still_open(part)) for part in parts) <= 28
    assert all(finished_within(part, weeks=8) >= 4 for part in parts)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_app_has_much_left_grew_of_late_and_its_date_has_moved(seed: int) -> None:
    _, platform = company(seed)
    app = release_named(platform, "Mobile app 3.0")
    inside = members(platform, "Mobile app 3.0")
    left = still_open(inside)
    joined = [i for i in inside if joined_within(i, app.ext_id, weeks=6)]

    assert 22 <= len(left) <= 33
    assert len(joined) >= finished_within(inside, weeks=6) - 3
    assert len(joined) >= 8
    assert len(app.due_moves) == 2
    # Without any further growth, the pace of late would use up more than half of the time there is.
    weeks_needed = len(left) / (finished_within(inside, weeks=8) / 8)
    assert weeks_needed > 0.5 * days_left(platform, "Mobile app 3.0") / 7


def joined_within(issue: IssueRecord, release: str, weeks: int) -> bool:
    joins = [e.at for e in issue.events if e.field == "release" and e.after == release]
    return (joins[-1] if joins else issue.created_at) >= NOW - timedelta(weeks=weeks)


@pytest.mark.parametrize("seed", SEEDS)
def test_some_of_the_app_waits_for_something_else(seed: int) -> None:
    _, platform = company(seed)
    open_ids = {issue.ext_id for issue in still_open(issues_of(platform))}
    blocked = {other for i in still_open(issues_of(platform)) for other in i.blocks}

    app = {issue.ext_id for issue in members(platform, "Mobile app 3.0")}
    assert app & blocked & open_ids


@pytest.mark.parametrize("seed", SEEDS)
def test_the_partners_team_has_too_little_behind_it_for_a_forecast(seed: int) -> None:
    _, platform = company(seed)
    team = next(team.ext_id for team in platform.entities().teams if team.name == "Partners")
    theirs = tuple(i for i in counted(issues_of(platform)) if i.team == team)

    assert 1 <= len(finished(theirs)) < 5
    assert min(i.created_at for i in theirs) > NOW - timedelta(weeks=4)
    assert len(still_open(members(platform, "Partner API"))) >= 10


@pytest.mark.parametrize("seed", SEEDS)
def test_the_parking_lots_have_no_date_and_nothing_is_done_in_them(seed: int) -> None:
    for tracker, name in zip(company(seed), ("Someday", "Ideas"), strict=True):
        parked = members(tracker, name)

        assert release_named(tracker, name).due_on is None
        assert len(still_open(parked)) >= 8
        assert not finished(parked)


@pytest.mark.parametrize("seed", SEEDS)
def test_nothing_else_is_open_today_and_ten_releases_of_each_team_are_out(seed: int) -> None:
    today = (
        {"Checkout redesign", "Search relevance 2.0", "Someday"},
        {"Checkout redesign", "Mobile app 3.0", "Partner API", "Ideas"},
    )
    for tracker, names in zip(company(seed), today, strict=True):
        releases = tracker.entities().releases
        shipped = [release for release in releases if release.is_released]

        assert {release.name for release in releases if not release.is_released} == names
        assert len(shipped) == 10
        for release in shipped:
            assert not still_open(members(tracker, release.name))
            assert release.released_on is not None
            assert release.released_on < NOW.date()


@pytest.mark.parametrize("seed", [-1, 0, 1])
def test_the_shared_release_names_its_part_in_each_tracker(seed: int) -> None:
    shared = shared_release(seed)

    assert shared.members == tuple(
        (tracker.name, release_named(tracker, shared.name).ext_id) for tracker in company(seed)
    )


def test_linear_tells_how_dates_moved_and_jira_does_not() -> None:
    shop, platform = company(1)
    dated = [release for release in platform.entities().releases if release.due_on]

    assert all(not release.due_moves for release in shop.entities().releases)
    assert all(release.due_moves[-1].due_on == release.due_on for release in dated)
    assert any(len(release.due_moves) > 1 for release in dated if release.is_released)


def test_a_scene_goes_on_until_its_releases_ship() -> None:
    later = NOW + timedelta(weeks=40)

    for tracker in company(1, later, NOW.date()):
        open_now = {r.name for r in tracker.entities().releases if not r.is_released}
        assert open_now in ({"Someday"}, {"Ideas"})
