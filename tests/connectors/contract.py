"""What every tracker promises. A new connector is added to the list of test_contract.py."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

from connectors.tracker import Tracker
from planner.category import Category
from store.records import IssueRecord

Make = Callable[[], Tracker]
Promise = Callable[[Make], None]

FIELDS_OF_SETS = {"release": "releases", "sprint": "sprints"}


def issues_of(tracker: Tracker, since: datetime | None = None) -> Iterator[IssueRecord]:
    return (issue for page in tracker.changed(since) for issue in page.issues)


def moments_of(issue: IssueRecord) -> list[datetime]:
    told = (issue.created_at, issue.updated_at, issue.started_at, issue.resolved_at)
    return [*(moment for moment in told if moment), *(event.at for event in issue.events)]


def a_walk_brings_no_issue_twice(make: Make) -> None:
    ids = [issue.ext_id for issue in issues_of(make())]
    assert len(ids) == len(set(ids)) > 0


def keys_are_unique(make: Make) -> None:
    keys = [issue.key for issue in issues_of(make())]
    assert len(keys) == len(set(keys))


def a_whole_walk_brings_exactly_what_the_census_sees(make: Make) -> None:
    tracker = make()
    assert {issue.ext_id: issue.updated_at for issue in issues_of(tracker)} == {
        stamp.ext_id: stamp.updated_at for stamp in tracker.census()
    }


def the_census_sees_no_issue_twice(make: Make) -> None:
    ids = [stamp.ext_id for stamp in make().census()]
    assert len(ids) == len(set(ids))


def the_same_tracker_twice_tells_the_same(make: Make) -> None:
    one, other = make(), make()
    assert list(issues_of(one)) == list(issues_of(other)) == list(issues_of(one))
    assert one.entities() == other.entities()


def the_fingerprint_is_stable(make: Make) -> None:
    assert make().fingerprint == make().fingerprint != ""


def every_time_is_aware_utc_and_not_after_the_trackers(make: Make) -> None:
    tracker = make()
    horizon = tracker.server_time()
    assert horizon.tzinfo is UTC
    for issue in issues_of(tracker):
        for moment in moments_of(issue):
            assert moment.utcoffset() == timedelta(0)
            assert moment <= horizon


def every_history_is_in_order(make: Make) -> None:
    for issue in issues_of(make()):
        times = [event.at for event in issue.events]
        assert times == sorted(times)


def no_event_is_told_twice(make: Make) -> None:
    for issue in issues_of(make()):
        assert len(issue.events) == len(set(issue.events))


def only_a_field_with_a_history_has_events_that_are_believed(make: Make) -> None:
    tracker = make()
    told = {event.field for issue in issues_of(tracker) for event in issue.events}
    assert tracker.history <= told | {"sprint"}


def the_last_status_event_agrees_with_today(make: Make) -> None:
    for issue in issues_of(make()):
        told = [event for event in issue.events if event.after_category is not None]
        if told:
            assert told[-1].after_category is issue.category


def only_closed_issues_are_resolved(make: Make) -> None:
    for issue in issues_of(make()):
        assert (issue.resolved_at is None) == issue.category.is_open
        assert issue.resolved_at is None or issue.resolved_at >= issue.created_at


def no_status_of_today_is_unknown(make: Make) -> None:
    assert all(issue.category is not Category.UNKNOWN for issue in issues_of(make()))


def teams_releases_and_sprints_are_entities(make: Make) -> None:
    tracker = make()
    entities = tracker.entities()
    teams = {team.ext_id for team in entities.teams}
    releases = {release.ext_id for release in entities.releases}
    sprints = {sprint.ext_id for sprint in entities.sprints}
    for issue in issues_of(tracker):
        assert issue.team in teams
        assert set(issue.releases) <= releases
        assert set(issue.sprints) <= sprints
    assert {sprint.team for sprint in entities.sprints} <= teams


def entities_have_unique_ids(make: Make) -> None:
    entities = make().entities()
    for things in (entities.teams, entities.sprints, entities.releases):
        ids = [thing.ext_id for thing in things]
        assert len(ids) == len(set(ids))


def parents_are_ids_and_nobody_is_its_own(make: Make) -> None:
    issues = {issue.ext_id: issue for issue in issues_of(make())}
    keys = {issue.key for issue in issues.values()} - issues.keys()
    for issue in issues.values():
        assert issue.parent not in keys
        assert issue.parent != issue.ext_id
        assert issue.ext_id not in issue.blocks
        assert not keys.intersection(issue.blocks)


def reading_by_id_equals_the_walk(make: Make) -> None:
    tracker = make()
    walked = list(issues_of(tracker))[::3]
    ids = [issue.ext_id for issue in walked]
    read = {issue.ext_id: issue for page in tracker.read(ids) for issue in page.issues}
    assert [read[ext_id] for ext_id in ids] == walked
    assert len(read) == len(ids)


def ids_that_are_gone_are_simply_not_there(make: Make) -> None:
    assert [page.issues for page in make().read(["no-such-issue"]) if page.issues] == []


def what_changed_lately_is_part_of_the_whole(make: Make) -> None:
    tracker = make()
    whole = list(issues_of(tracker))
    lately = list(issues_of(tracker, tracker.server_time() - timedelta(days=7)))
    assert [issue for issue in whole if issue in lately] == lately
    since = tracker.server_time() + timedelta(days=1)
    assert list(issues_of(tracker, since)) == []


PROMISES: tuple[Promise, ...] = (
    a_walk_brings_no_issue_twice,
    keys_are_unique,
    a_whole_walk_brings_exactly_what_the_census_sees,
    the_census_sees_no_issue_twice,
    the_same_tracker_twice_tells_the_same,
    the_fingerprint_is_stable,
    every_time_is_aware_utc_and_not_after_the_trackers,
    every_history_is_in_order,
    no_event_is_told_twice,
    only_a_field_with_a_history_has_events_that_are_believed,
    the_last_status_event_agrees_with_today,
    only_closed_issues_are_resolved,
    no_status_of_today_is_unknown,
    teams_releases_and_sprints_are_entities,
    entities_have_unique_ids,
    parents_are_ids_and_nobody_is_its_own,
    reading_by_id_equals_the_walk,
    ids_that_are_gone_are_simply_not_there,
    what_changed_lately_is_part_of_the_whole,
)
