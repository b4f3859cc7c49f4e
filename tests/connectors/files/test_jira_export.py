"""Jira's CSV export, in all its dialects."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from connectors.files.tracker import FilesTracker
from connectors.tracker import FatalError
from planner.category import Category
from store.records import IssueRecord, ReleaseRecord, SprintRecord, TeamRecord
from tests.connectors.files.texts import JIRA, write_files


def tracker_of(folder: Path, text: str = JIRA) -> FilesTracker:
    write_files(folder, {"Jira export.csv": text})
    return FilesTracker(folder, "jira-shop", zone="Europe/Berlin")


def issues_of(tracker: FilesTracker) -> dict[str, IssueRecord]:
    return {issue.key: issue for page in tracker.changed(None) for issue in page.issues}


def test_a_row_becomes_an_issue(tmp_path: Path) -> None:
    assert issues_of(tracker_of(tmp_path))["SHOP-2"] == IssueRecord(
        ext_id="10002",
        key="SHOP-2",
        title='Pay by "card"\nin two lines, quoted',
        type="Story",
        status="Done",
        category=Category.DONE,
        created_at=datetime(2024, 11, 26, 14, 4, tzinfo=UTC),
        updated_at=datetime(2024, 12, 2, 9, 0, tzinfo=UTC),
        resolved_at=datetime(2024, 12, 1, 8, 30, tzinfo=UTC),
        team="SHOP",
        project="SHOP",
        points=5.0,
        priority="High",
        due_on=date(2024, 12, 31),
        assignee="Bo",
        parent="10001",
        labels=("web", "pay"),
        releases=("1.0", "1.1"),
        sprints=("Sprint 1", "Sprint 2"),
        blocks=("10003",),
    )


def test_both_styles_of_a_time_and_an_offset_are_read_in_the_zone(tmp_path: Path) -> None:
    issues = issues_of(tracker_of(tmp_path))
    assert issues["SHOP-1"].created_at == issues["SHOP-2"].created_at
    assert issues["SHOP-3"].created_at == datetime(2024, 11, 26, 15, 4, tzinfo=UTC)


def test_the_exports_own_category_places_a_status_that_nobody_knows(tmp_path: Path) -> None:
    issue = issues_of(tracker_of(tmp_path))["SHOP-3"]
    assert (issue.status, issue.category) == ("Geschlossen", Category.CANCELED)


def test_the_exports_own_category_goes_before_our_table(tmp_path: Path) -> None:
    text = JIRA.replace("Story,Done,", "Story,Accepted,")
    assert issues_of(tracker_of(tmp_path, text))["SHOP-2"].category is Category.DONE


def test_what_the_user_says_goes_before_the_export(tmp_path: Path) -> None:
    write_files(tmp_path, {"export.csv": JIRA})
    tracker = FilesTracker(tmp_path, "x", statuses={"in progress": Category.TODO})
    assert issues_of(tracker)["SHOP-1"].category is Category.TODO


def test_an_issue_with_a_security_level_is_restricted(tmp_path: Path) -> None:
    issues = issues_of(tracker_of(tmp_path))
    assert [issue.key for issue in issues.values() if issue.restricted] == ["SHOP-3"]


def test_links_stand_on_the_side_of_the_issue_that_blocks(tmp_path: Path) -> None:
    issues = issues_of(tracker_of(tmp_path))
    assert {key: issue.blocks for key, issue in issues.items() if issue.blocks} == {
        "SHOP-2": ("10003",),  # outward: it blocks SHOP-3
        "SHOP-3": ("10004",),  # inward, in the row of SHOP-4: that is blocked by it
    }


def test_epics_contain_and_subtasks_belong(tmp_path: Path) -> None:
    issues = issues_of(tracker_of(tmp_path))
    assert (issues["SHOP-1"].is_container, issues["SHOP-4"].is_subtask) == (True, True)
    assert issues["SHOP-4"].parent == "10002"


def test_versions_sprints_and_projects_are_found_in_the_rows(tmp_path: Path) -> None:
    entities = tracker_of(tmp_path).entities()
    assert entities.teams == (TeamRecord("SHOP", "The Shop"),)
    assert entities.releases == (
        ReleaseRecord("1.0", "1.0", "version"),
        ReleaseRecord("1.1", "1.1", "version"),
    )
    assert [sprint.name for sprint in entities.sprints] == ["Sprint 1", "Sprint 2"]
    assert entities.sprints[0] == SprintRecord("Sprint 1", "Sprint 1", "SHOP")


def test_an_export_tells_no_history(tmp_path: Path) -> None:
    assert tracker_of(tmp_path).history == frozenset()


def test_the_census_has_the_stamps(tmp_path: Path) -> None:
    stamps = {stamp.ext_id: stamp.updated_at for stamp in tracker_of(tmp_path).census()}
    assert stamps["10002"] == datetime(2024, 12, 2, 9, 0, tzinfo=UTC)


OLD = """\
Issue key;Status;Created;Parent id;Custom field (Epic Link);Fix Version/s;\
Custom field (Story point estimate)
OLD-1;Closed;26/Nov/24 3:04 PM;;EPIC-7;;2,5
"""


def test_old_headings_and_other_delimiters_are_read(tmp_path: Path) -> None:
    issue = issues_of(tracker_of(tmp_path, OLD.replace("2,5", "2.5")))["OLD-1"]
    assert (issue.ext_id, issue.project, issue.type) == ("OLD-1", "OLD", "Issue")
    assert (issue.parent, issue.points) == ("EPIC-7", 2.5)
    assert issue.resolved_at == issue.created_at


def test_a_comma_in_a_number_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match=r"line 2: .*'2,5' is not a number"):
        tracker_of(tmp_path, OLD).entities()


def test_a_blank_creation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match="line 2: 'created' is blank"):
        tracker_of(tmp_path, OLD.replace("26/Nov/24 3:04 PM", "")).entities()


def test_closing_without_a_resolution_is_dated_by_the_change_of_category(tmp_path: Path) -> None:
    text = (
        "Issue key,Status,Created,Updated,Resolved,Status Category,Status Category Changed\n"
        "A-1,Done,2024-01-01,2024-03-01,,Done,2024-02-01\n"
        "A-2,Done,2024-01-01,2024-03-01,,Done,\n"
    )
    issues = issues_of(tracker_of(tmp_path, text))
    zone_ahead = datetime(2024, 1, 31, 23, 0, tzinfo=UTC)
    assert issues["A-1"].resolved_at == zone_ahead
    assert issues["A-2"].resolved_at == issues["A-2"].updated_at


def test_an_export_in_pieces_is_read_as_one(tmp_path: Path) -> None:
    first, second = JIRA, "Issue key,Status,Created\nSHOP-9,Open,2024-11-27 10:00\n"
    write_files(tmp_path, {"1.csv": first, "2.csv": second})
    assert len(issues_of(FilesTracker(tmp_path, "shop"))) == 5
