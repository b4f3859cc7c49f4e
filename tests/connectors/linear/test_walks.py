"""Walks to their end: nested lists, pages cut within a tie, issues that move meanwhile."""

from datetime import timedelta

from sqlalchemy.orm import Session, sessionmaker

from connectors.linear import document as listings
from connectors.sync import sync_tracker
from tests.connectors.contract import issues_of
from tests.connectors.linear.scene import APP, SHOP, WEB, add_project, add_release, make_tracker
from tests.connectors.linear.server import Linear
from tests.connectors.linear.truth import differences, stored_in, truth_of
from tests.connectors.linear.world import Row

Sessions = sessionmaker[Session]


def test_300_nested_relations_are_read_to_the_last(linear: Linear) -> None:
    world = linear.world
    others = [world.add_issue(APP) for _ in range(300)]
    for other in others:
        world.relate("issue-000013", other)
    told = {one.ext_id: one for one in issues_of(make_tracker(linear))}
    assert told["issue-000013"].blocks == tuple(sorted(others))
    assert linear.asked["IssueRelations"] == 2


def test_many_labels_releases_and_needs_are_read_to_the_last(linear: Linear) -> None:
    world = linear.world
    labels = [world.add("labels", f"label-{n}", name=f"Label {n:02d}") for n in range(60)]
    world.relabel("issue-000013", *labels)
    for number in range(20):
        world.ship("issue-000013", add_release(world, f"release-{number:02d}", f"R{number}"))
        world.need("issue-000013", f"Customer {number}")
    told = {one.ext_id: one for one in issues_of(make_tracker(linear))}["issue-000013"]
    assert len(told.labels) == 60
    assert len(told.releases) == 20
    assert len(told.needs) == 20


def test_a_long_history_is_read_to_the_last(linear: Linear) -> None:
    world = linear.world
    world.is_grouping = False
    for issue, changes in (("issue-000013", 40), ("issue-000017", 400)):
        for number in range(changes):
            world.change(issue, estimate=float(number))
    told = {one.ext_id: one for one in issues_of(make_tracker(linear))}
    for issue, changes in (("issue-000013", 40), ("issue-000017", 400)):
        points = [event.after for event in told[issue].events if event.field == "points"]
        assert points[-1] == str(float(changes - 1))
        assert len(points) >= changes - 1
    assert linear.asked["IssueHistory"] == 2
    assert max(linear.costs) <= 10_000


def test_teams_and_histories_of_a_project_are_read_to_the_last(linear: Linear) -> None:
    world = linear.world
    teams = [world.add_team(f"T{number}", f"Team {number}", "private") for number in range(8)]
    add_project(world, "project-wide", WEB, *teams)
    for day in range(1, 31):
        world.pass_time(minutes=1)
        world.retarget("projects", "project-wide", f"2026-06-{day:02d}")
    releases = {one.ext_id: one for one in make_tracker(linear).entities().releases}
    assert len(releases["project-wide"].due_moves) == 30


def test_a_bulk_change_with_one_stamp_for_all_is_read_whole_after_a_break(
    linear: Linear, sessions: Sessions
) -> None:
    """Pages end within the tie; what a broken walk had read is no reason to skip the rest."""
    world, tracker = linear.world, make_tracker(linear)
    issues = [world.add_issue(WEB) for _ in range(120)]
    sync_tracker(tracker, sessions, now=lambda: world.now)
    world.pass_time(hours=1)
    for issue in issues:
        world.change(issue, projectId=SHOP)
    since = world.now
    first = next(iter(tracker.changed(since - timedelta(minutes=15))))
    assert 0 < len(first.issues) < 120
    world.pass_time(minutes=15)
    sync_tracker(tracker, sessions, now=lambda: world.now)
    assert differences(stored_in(sessions), truth_of(world)) == {}
    assert {one.ext_id for one in issues_of(tracker, since)} >= set(issues)


def test_what_is_changed_while_it_is_read_has_the_history_of_what_is_told(linear: Linear) -> None:
    changes = iter(["In Progress", "Done", "Todo", "In Progress", "Done", "Todo", "Canceled"])

    def change(operation: str, _: Row) -> None:
        if operation == "IssueHistories":
            linear.world.pass_time(minutes=30)
            name = next(changes, None)
            if name is not None:
                linear.world.set_state("issue-000013", name)

    linear.before = change
    for one in issues_of(make_tracker(linear)):
        told = [event for event in one.events if event.after_category is not None]
        assert not told or told[-1].after_category is one.category


def test_a_walk_goes_by_creation_so_that_no_edit_moves_an_issue_between_pages(
    linear: Linear,
) -> None:
    world = linear.world
    for _ in range(listings.ISSUES.first):
        world.add_issue(WEB)

    def edit(operation: str, variables: Row) -> None:
        if operation == "Issues" and variables["after"]:
            world.pass_time(minutes=5)
            for number in (1, 2, 30, 31):
                world.change(f"issue-{number:06d}", title="Edited meanwhile")

    linear.before = edit
    told = {one.ext_id: one.title for one in issues_of(make_tracker(linear))}
    assert told == {row["id"]: row["title"] for row in world.rows("issues")}


def test_a_census_of_thousands_takes_few_requests_and_finds_each_once(linear: Linear) -> None:
    world, tracker = linear.world, make_tracker(linear)
    for _ in range(5_000):
        world.count("issues")
        if world.counts["issues"] % 10:
            number = world.counts["issues"]
            world.tables["issues"][f"i{number}"] = {
                "id": f"i{number}",
                "number": number,
                "teamId": WEB,
                "createdAt": "2026-01-01T00:00:00.000Z",
                "updatedAt": "2026-01-01T00:00:00.000Z",
                "archivedAt": None,
                "trashed": None,
            }
    tracker.entities()
    linear.asked.clear()
    told = [stamp.ext_id for stamp in tracker.census()]
    assert sorted(told) == sorted(world.tables["issues"])
    assert linear.requests <= 8
    assert max(linear.costs) <= 10_000


def test_an_issue_that_changes_teams_during_the_census_is_not_missed(linear: Linear) -> None:
    """It goes from numbers that are still to be read to numbers that have been read."""
    world, moved = linear.world, "issue-000001"
    for _ in range(260):
        world.add_issue(WEB, number=world.count("issues") + 50_000)
    world.row("issues", moved)["number"] = 60_000

    def move(operation: str, _: Row) -> None:
        if operation == "Sweep" and linear.asked["Sweep"] == 2:
            world.change(moved, teamId=APP, number=1)

    linear.before = move
    assert moved in {stamp.ext_id for stamp in make_tracker(linear).census()}
    assert world.row("issues", moved)["teamId"] == APP
