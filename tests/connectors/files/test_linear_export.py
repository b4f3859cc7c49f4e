"""Linear's CSV export."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from connectors.files.tracker import FilesTracker
from connectors.tracker import FatalError
from planner.category import Category
from store.records import IssueRecord, ReleaseRecord, SprintRecord, TeamRecord
from tests.connectors.files.texts import LINEAR, write_files


def tracker_of(
    folder: Path, text: str = LINEAR, statuses: dict[str, Category] | None = None
) -> FilesTracker:
    write_files(folder, {"linear.csv": text})
    return FilesTracker(folder / "linear.csv", "linear-engine", statuses=statuses)


def issues_of(tracker: FilesTracker) -> dict[str, IssueRecord]:
    return {issue.key: issue for page in tracker.changed(None) for issue in page.issues}


def test_a_row_becomes_an_issue(tmp_path: Path) -> None:
    assert issues_of(tracker_of(tmp_path))["ENG-1"] == IssueRecord(
        ext_id="uuid-1",
        key="ENG-1",
        title="Search",
        type="Issue",
        status="In Progress",
        category=Category.DOING,
        created_at=datetime(2024, 11, 1, 10, 0, tzinfo=UTC),
        updated_at=datetime(2024, 11, 26, 10, 0, tzinfo=UTC),
        started_at=datetime(2024, 11, 20, 10, 0, tzinfo=UTC),
        team="Engine",
        project="Atlas",
        priority="High",
        due_on=date(2024, 12, 24),
        assignee="bo",
        is_container=True,
        labels=("Web", "Fast"),
        releases=("p-1", "m-1"),
        sprints=("Engine/4",),
        blocks=("uuid-3",),
    )


def test_the_guard_against_formulas_is_taken_off(tmp_path: Path) -> None:
    assert issues_of(tracker_of(tmp_path))["ENG-2"].title == "=Sum it\nup"


def test_no_priority_is_none(tmp_path: Path) -> None:
    assert issues_of(tracker_of(tmp_path))["ENG-2"].priority is None


def test_completed_and_canceled_decide(tmp_path: Path) -> None:
    issues = issues_of(tracker_of(tmp_path))
    assert (issues["ENG-2"].status, issues["ENG-2"].category) == ("Shipped", Category.DONE)
    assert issues["ENG-2"].resolved_at == datetime(2024, 11, 28, 10, 0, tzinfo=UTC)
    assert issues["ENG-3"].category is Category.CANCELED
    assert issues["ENG-3"].resolved_at == datetime(2024, 11, 4, 10, 0, tzinfo=UTC)


def test_only_parents_with_children_contain(tmp_path: Path) -> None:
    issues = issues_of(tracker_of(tmp_path))
    assert [issue.key for issue in issues.values() if issue.is_container] == ["ENG-1"]
    assert (issues["ENG-2"].parent, issues["ENG-2"].is_subtask) == ("uuid-1", False)


def test_projects_milestones_and_cycles_are_found_in_the_rows(tmp_path: Path) -> None:
    entities = tracker_of(tmp_path).entities()
    assert entities.teams == (TeamRecord("Engine", "Engine"),)
    assert entities.releases == (
        ReleaseRecord("p-1", "Atlas", "project"),
        ReleaseRecord("m-1", "Beta", "milestone"),
    )
    assert entities.sprints == (
        SprintRecord(
            "Engine/4",
            "Cycle 4",
            "Engine",
            start_at=datetime(2024, 11, 25, tzinfo=UTC),
            end_at=datetime(2024, 12, 9, tzinfo=UTC),
        ),
    )


@pytest.mark.parametrize(
    ("status", "started", "category"),
    [
        ("Todo", "2024-11-20", Category.TODO),
        ("Someday", "", Category.TODO),
        ("Baking", "2024-11-20", Category.DOING),
        ("Shipped", "2024-11-20", Category.DOING),  # a name that sounds done, yet not completed
    ],
)
def test_the_times_of_an_open_issue_place_its_status(
    tmp_path: Path, status: str, started: str, category: Category
) -> None:
    text = (
        "ID,Title,Status,Created,Started,Completed,Canceled\n"
        f"ENG-1,x,{status},2024-11-01,{started},,\n"
    )
    assert issues_of(tracker_of(tmp_path, text))["ENG-1"].category is category


def test_without_those_times_an_unknown_status_is_refused(tmp_path: Path) -> None:
    text = "ID,Title,Status,Created\nENG-1,x,Baking,2024-11-01\n"
    with pytest.raises(FatalError, match="'Baking'"):
        tracker_of(tmp_path, text).entities()
    mapped = tracker_of(tmp_path, text, {"baking": Category.DOING})
    assert issues_of(mapped)["ENG-1"].category is Category.DOING


def test_a_row_one_cell_short_is_read(tmp_path: Path) -> None:
    text = (
        "ID,Title,Status,Created,Project,Project Milestone,Cycle Name,Roadmaps\n"
        "A-1,x,Todo,2024-11-01,P,M,C\n"
    )
    tracker = tracker_of(tmp_path, text)
    assert issues_of(tracker)["A-1"].releases == ("P", "P/M")
    assert [sprint.ext_id for sprint in tracker.entities().sprints] == ["A/C"]


def test_a_blank_creation_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FatalError, match="line 2: 'created' is blank"):
        tracker_of(tmp_path, "ID,Title,Status,Created\nA-1,x,Todo,\n").entities()
