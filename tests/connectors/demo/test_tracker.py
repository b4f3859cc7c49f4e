"""The demo's trackers keep what every tracker promises."""

from datetime import UTC, datetime, timedelta
from itertools import chain

import pytest

from connectors.demo.tracker import demo_trackers
from tests.connectors.demo.scene import NOW, company, issues_of


def test_the_same_seed_and_day_give_the_same_company() -> None:
    morning, night = NOW.replace(hour=0), NOW.replace(hour=23)

    assert demo_trackers(7, morning) == demo_trackers(7, night)


def test_another_seed_is_another_history_and_another_fingerprint() -> None:
    for one, other in zip(company(1), company(2), strict=True):
        assert one.fingerprint != other.fingerprint
        assert [i.title for i in issues_of(one)] != [i.title for i in issues_of(other)]
        assert [i.resolved_at for i in issues_of(one)] != [i.resolved_at for i in issues_of(other)]


def test_any_integer_is_a_seed() -> None:
    assert company(-1)[0] != company(1)[0]


def test_the_trackers_are_called_what_the_company_calls_them() -> None:
    assert [(tracker.name, tracker.kind) for tracker in company(1)] == [
        ("shop-jira", "demo"),
        ("platform-linear", "demo"),
    ]


def test_a_time_without_a_zone_is_refused() -> None:
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(ValueError, match="no time zone"):
        demo_trackers(1, naive)


def test_nothing_is_known_of_what_happens_after_the_trackers_own_time() -> None:
    for tracker in company(1):
        told = tracker.server_time()
        assert told == datetime(2026, 3, 12, tzinfo=UTC)
        for issue in issues_of(tracker):
            assert issue.created_at < told
            assert issue.updated_at is not None
            assert issue.updated_at < told
            assert all(event.at < told for event in issue.events)


def test_pages_are_whole_and_hold_about_a_hundred_issues() -> None:
    for tracker in company(1):
        pages = list(tracker.changed(None))

        assert [len(page.issues) for page in pages[:-1]] == [100] * (len(pages) - 1)
        assert 0 < len(pages[-1].issues) <= 100


@pytest.mark.parametrize("days", [0, 1, 3, 30, 400])
def test_changed_gives_exactly_what_changed_since_then(days: int) -> None:
    for tracker in company(1):
        since = tracker.server_time() - timedelta(days=days)

        pages = tracker.changed(since)

        told = {issue.ext_id for page in pages for issue in page.issues}
        stamps = {issue.ext_id: issue.updated_at for issue in issues_of(tracker)}
        assert told == {ext_id for ext_id, at in stamps.items() if at and at >= since}


def test_read_gives_the_issues_that_are_there_and_no_others() -> None:
    shop, _ = company(1)
    wanted = [issue.ext_id for issue in issues_of(shop)[5:8]]

    pages = list(shop.read([*wanted, "no-such-id"]))

    assert [issue.ext_id for page in pages for issue in page.issues] == wanted


def test_a_census_sees_every_issue_with_its_last_change() -> None:
    for tracker in company(1):
        seen = {(stamp.ext_id, stamp.updated_at) for stamp in tracker.census()}

        assert seen == {(issue.ext_id, issue.updated_at) for issue in issues_of(tracker)}


def test_ids_and_keys_belong_to_one_issue_each() -> None:
    issues = list(chain.from_iterable(issues_of(tracker) for tracker in company(1)))

    assert len({issue.ext_id for issue in issues}) == len(issues)
    assert len({issue.key for issue in issues}) == len(issues)
    assert {issue.key.split("-")[0] for issue in issues} == {"SHOP", "PLAT", "PART"}


@pytest.mark.parametrize("days", [1, 5, 40])
def test_a_later_look_at_the_same_scene_only_adds_and_says_what_changed(days: int) -> None:
    later = NOW + timedelta(days=days)
    pairs = zip(company(1), company(1, later, NOW.date()), strict=True)

    for before, after in pairs:
        assert after.fingerprint == before.fingerprint
        known = {issue.ext_id: issue for issue in issues_of(before)}
        told = {i.ext_id: i for i in issues_of(after)}
        touched = {i.ext_id for page in after.changed(before.server_time()) for i in page.issues}
        assert known.keys() <= told.keys()
        assert {ext_id for ext_id in told if told[ext_id] != known.get(ext_id)} == touched
        for ext_id, issue in known.items():
            assert told[ext_id].events[: len(issue.events)] == issue.events
