"""A data folder becomes issues with their whole history."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from connectors.files.tracker import FilesTracker
from planner.category import Category
from store.records import (
    FieldEvent,
    IssueRecord,
    ReleaseRecord,
    SprintRecord,
    TeamRecord,
)
from tests.connectors.files.texts import ISSUES, write_folder


def read_issues(folder: Path) -> dict[str, IssueRecord]:
    pages = FilesTracker(folder, "shop").changed(None)
    return {issue.key: issue for page in pages for issue in page.issues}


def at(month: int, day: int, hour: int = 8) -> datetime:
    return datetime(2024, month, day, hour, tzinfo=UTC)


def test_a_row_becomes_an_issue(tmp_path: Path) -> None:
    issue = read_issues(write_folder(tmp_path))["SHOP-2"]
    assert replace(issue, events=()) == IssueRecord(
        ext_id="SHOP-2",
        key="SHOP-2",
        title="",
        type="Story",
        status="Closed",
        category=Category.DONE,
        created_at=at(1, 2),
        resolved_at=at(2, 1, 10),
        team="shop",
        project="SHOP",
        points=3.0,
        priority="High",
        parent="SHOP-1",
        releases=("1.0",),
        sprints=("11",),
        blocks=("SHOP-3",),
    )


def test_a_missing_estimate_is_not_zero(tmp_path: Path) -> None:
    issues = read_issues(write_folder(tmp_path))
    assert (issues["SHOP-1"].points, issues["SHOP-4"].points) == (None, 0.5)


def test_links_stand_on_the_side_of_the_issue_that_blocks(tmp_path: Path) -> None:
    issues = read_issues(write_folder(tmp_path))
    assert {key: issue.blocks for key, issue in issues.items()} == {
        "SHOP-1": (),
        "SHOP-2": ("SHOP-3",),
        "SHOP-3": (),
        "SHOP-4": ("SHOP-1", "SHOP-3"),
    }


def test_a_link_out_of_the_folder_is_kept(tmp_path: Path) -> None:
    issues = ISSUES.replace("blocks:SHOP-3", "blocks:PAY-9;is blocked by:PAY-8;blocks:SHOP-2")
    assert read_issues(write_folder(tmp_path, issues=issues))["SHOP-2"].blocks == ("PAY-9",)


def test_epics_contain_and_subtasks_belong(tmp_path: Path) -> None:
    issues = read_issues(write_folder(tmp_path))
    assert [issue.key for issue in issues.values() if issue.is_container] == ["SHOP-1"]
    assert [issue.key for issue in issues.values() if issue.is_subtask] == ["SHOP-4"]


def test_a_subtask_without_a_parent_stands_alone(tmp_path: Path) -> None:
    issues = ISSUES.replace("Open,,SHOP-2", "Open,,")
    assert not read_issues(write_folder(tmp_path, issues=issues))["SHOP-4"].is_subtask


def test_the_source_is_the_one_team(tmp_path: Path) -> None:
    entities = FilesTracker(write_folder(tmp_path), "shop").entities()
    assert entities.teams == (TeamRecord("shop", "shop"),)


def test_a_date_of_what_is_not_released_is_a_plan(tmp_path: Path) -> None:
    released = ReleaseRecord(
        "1.0",
        "1.0",
        "version",
        started_on=date(2024, 1, 1),
        due_on=date(2024, 2, 15),
        released_on=date(2024, 3, 1),
        is_released=True,
    )
    assert FilesTracker(write_folder(tmp_path), "shop").entities().releases == (
        released,
        ReleaseRecord("1.1", "1.1", "version", due_on=date(2024, 6, 1)),
        ReleaseRecord("1.2", "1.2", "version", due_on=date(2024, 7, 1)),
        ReleaseRecord("0.9", "0.9", "version", is_released=True),
    )


def test_sprints_carry_their_own_report(tmp_path: Path) -> None:
    first, second = FilesTracker(write_folder(tmp_path), "shop").entities().sprints
    assert first == SprintRecord(
        "11",
        "Sprint 1",
        team="shop",
        start_at=at(1, 8),
        end_at=at(1, 22),
        completed_at=at(1, 22, 9),
        committed_points=5.0,
        completed_points=3.0,
        committed_items=4,
        completed_items=2,
    )
    assert (second.start_at, second.committed_points) == (None, None)


def test_what_only_issues_name_is_found_there(tmp_path: Path) -> None:
    issues = ISSUES.replace(",11,1.0,", ",77,2.0,")
    entities = FilesTracker(write_folder(tmp_path, issues=issues), "shop").entities()
    assert entities.sprints[-1] == SprintRecord("77", "77", "shop")
    assert entities.releases[-1] == ReleaseRecord("2.0", "2.0", "version")


def test_what_only_the_past_names_is_not_listed_as_if_it_were_there(tmp_path: Path) -> None:
    changes = "key,at,field,from,to\nSHOP-2,2024-01-05T08:00:00Z,milestone,gone,1.0\n"
    tracker = FilesTracker(write_folder(tmp_path, changes=changes), "shop")
    assert "gone" not in {release.ext_id for release in tracker.entities().releases}
    (page,) = tracker.changed(None)
    assert page.issues[1].events == (FieldEvent(at(1, 5), "release", "gone", "1.0"),)


def test_the_history_names_the_fields_whose_past_is_told(tmp_path: Path) -> None:
    assert FilesTracker(write_folder(tmp_path), "shop").history == {"status", "release", "points"}


def test_a_folder_without_changes_has_no_history(tmp_path: Path) -> None:
    folder = write_folder(tmp_path)
    (folder / "changes.csv").unlink()
    tracker = FilesTracker(folder, "shop")
    assert tracker.history == frozenset()
    assert all(issue.events == () for page in tracker.changed(None) for issue in page.issues)


def test_an_open_issue_is_not_resolved_whatever_the_file_says(tmp_path: Path) -> None:
    issues = ISSUES.replace(
        "SHOP-4,Sub-task,2024-01-04T08:00:00Z,", "SHOP-4,Bug,2024-01-04,2024-01-05"
    )
    folder = write_folder(tmp_path, issues=issues)
    assert read_issues(folder)["SHOP-4"].resolved_at is None
    (page,) = FilesTracker(folder, "shop").changed(None)
    (warning,) = page.warnings
    assert warning.startswith("a resolved time though the status is open, taken as open")
    assert warning.endswith("1 issue (first: issues.csv, line 5)")


def test_an_issue_is_not_resolved_before_it_was_created(tmp_path: Path) -> None:
    issues = ISSUES.replace("2024-02-01T10:00:00Z,3", "2023-02-01T10:00:00Z,3")
    folder = write_folder(tmp_path, issues=issues)
    assert read_issues(folder)["SHOP-2"].resolved_at == at(1, 2)
    (page,) = FilesTracker(folder, "shop").changed(None)
    assert page.warnings[0].startswith("resolved before it was created")


def test_an_issue_closed_at_no_known_time_was_closed_by_its_history(tmp_path: Path) -> None:
    issues = ISSUES.replace("2024-02-01T10:00:00Z,3", ",3")
    folder = write_folder(tmp_path, issues=issues)
    assert read_issues(folder)["SHOP-2"].resolved_at == at(2, 1, 10)
    (page,) = FilesTracker(folder, "shop").changed(None)
    assert page.warnings == ()


def test_without_a_history_it_was_closed_when_last_seen(tmp_path: Path) -> None:
    issues = ISSUES.replace("2024-02-01T10:00:00Z,3", ",3")
    changes = "key,at,field,from,to\nSHOP-2,2024-01-09T08:00:00Z,priority,Low,High\n"
    folder = write_folder(tmp_path, issues=issues, changes=changes)
    assert read_issues(folder)["SHOP-2"].resolved_at == at(1, 9)
    (page,) = FilesTracker(folder, "shop").changed(None)
    assert page.warnings[0].startswith("closed at no known time")


def test_without_anything_it_was_closed_on_creation(tmp_path: Path) -> None:
    issues = ISSUES.replace("2024-02-01T10:00:00Z,3", ",3")
    folder = write_folder(tmp_path, issues=issues)
    (folder / "changes.csv").unlink()
    assert read_issues(folder)["SHOP-2"].resolved_at == at(1, 2)


def test_exact_repeats_of_a_row_are_one_issue(tmp_path: Path) -> None:
    repeated = ISSUES + ISSUES.splitlines(keepends=True)[-1]
    tracker = FilesTracker(write_folder(tmp_path, issues=repeated), "shop")
    (page,) = tracker.changed(None)
    assert len(page.issues) == len(list(tracker.census())) == 4


def test_changes_of_an_unknown_key_are_counted_and_left_out(tmp_path: Path) -> None:
    changes = "key,at,field,from,to\n" + "PAY-1,2024-01-09T08:00:00Z,priority,Low,High\n" * 2
    (page,) = FilesTracker(write_folder(tmp_path, changes=changes), "shop").changed(None)
    assert page.warnings == ("a key that no issue has, left out: 2 changes (first: PAY-1)",)


def test_changes_before_the_creation_are_kept_and_told(tmp_path: Path) -> None:
    changes = "key,at,field,from,to\nSHOP-2,1970-01-01T00:24:00Z,status,Open,Closed\n"
    (page,) = FilesTracker(write_folder(tmp_path, changes=changes), "shop").changed(None)
    assert len(page.issues[1].events) == 1
    assert page.warnings == (
        "changes dated before the creation, kept: 1 issue (first: issues.csv, line 3)",
    )


def test_a_milestone_that_was_a_sprint_tells_the_past_of_sprints(tmp_path: Path) -> None:
    changes = "key,at,field,from,to\nSHOP-2,2024-01-05T08:00:00Z,milestone,,11\n"
    tracker = FilesTracker(write_folder(tmp_path, changes=changes), "shop")
    assert tracker.history == {"release", "sprint"}
    (page,) = tracker.changed(None)
    assert page.issues[1].events == (FieldEvent(at(1, 5), "sprint", None, "11"),)


def test_an_unknown_status_of_the_past_is_warned_about_once(tmp_path: Path) -> None:
    rows = (
        "SHOP-2,2024-01-05T08:00:00Z,status,Open,7\nSHOP-2,2024-01-06T08:00:00Z,status,7,Closed\n"
    )
    folder = write_folder(tmp_path, changes="key,at,field,from,to\n" + rows)
    (page,) = FilesTracker(folder, "shop").changed(None)
    (warning,) = page.warnings
    assert warning.startswith("changes.csv, line 2: nobody knows what the past status '7' means")
    assert [event.after_category for event in page.issues[1].events] == [
        Category.UNKNOWN,
        Category.DONE,
    ]


def test_a_field_that_the_store_has_no_column_for_keeps_its_name(tmp_path: Path) -> None:
    changes = "key,at,field,from,to\nSHOP-2,2024-01-05T08:00:00Z,% done,0,100\n"
    (page,) = FilesTracker(write_folder(tmp_path, changes=changes), "shop").changed(None)
    assert page.issues[1].events == (FieldEvent(at(1, 5), "% done", "0", "100"),)


def test_a_long_name_of_a_field_is_cut_to_what_the_store_keeps(tmp_path: Path) -> None:
    changes = "key,at,field,from,to\nSHOP-2,2024-01-05T08:00:00Z,Original time estimate,1,2\n"
    (page,) = FilesTracker(write_folder(tmp_path, changes=changes), "shop").changed(None)
    assert page.issues[1].events[0].field == "Original time es"
