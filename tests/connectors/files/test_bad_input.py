"""Whatever is wrong with a file is said with its name and line, and nothing of it is stored."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from connectors.files.tracker import FilesTracker
from connectors.sync import sync_tracker
from connectors.tracker import FatalError
from planner.category import Category
from tests.connectors.files.texts import CHANGES, ISSUES, SPRINTS, VERSIONS, write_folder
from tests.connectors.snapshot import take_snapshot

Sessions = sessionmaker[Session]
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def refused(folder: Path, sessions: Sessions, zone: str = "UTC") -> str:
    """Try to import, check that nothing came of it, and give what was said."""
    before = take_snapshot(sessions)
    with pytest.raises(FatalError) as error:
        sync_tracker(FilesTracker(folder, "shop", zone=zone), sessions, now=lambda: NOW)
    assert take_snapshot(sessions) == before
    return str(error.value)


def with_line(line: int, text: str) -> str:
    """Give issues.csv with good rows up to a bad one in this line."""
    heading = ISSUES.splitlines()[0]
    rows = [f"A-{n},Bug,2024-01-01,,,,,Open,,,," for n in range(2, line)]
    return "\n".join([heading, *rows, text, ""])


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("B-1,Bug,yesterday,,,,,Open,,,,", "'created' is not readable: 'yesterday'"),
        ("B-1,Bug,2024-02-30,,,,,Open,,,,", "'created' is not readable: '2024-02-30'"),
        ("B-1,Bug,,,,,,Open,,,,", "'created' is blank"),
        ("B-1,Bug,2024-01-01,6/11/2024 16:14,,,,Closed,,,,", "'resolved' is not readable"),
        ("B-1,Bug,2024-01-01,,NaN,,,Open,,,,", "'points' is not readable: 'NaN'"),
        ("B-1,Bug,2024-01-01,,-1,,,Open,,,,", "'points' is not readable: '-1'"),
        ("B-1,Bug,2024-01-01,,,,,Waiting,,,,", "nobody knows what the status 'Waiting' means"),
        ("B-1,Bug,2024-01-01,,,,,,,,,", "the 'status' is blank"),
        (",Bug,2024-01-01,,,,,Open,,,,", "the 'key' is blank"),
        ("A-9,Story,2024-01-01,,,,,Open,,,,", "A-9 was told differently in issues.csv, line 9"),
        ("B-1,Bug,2024-01-01,,,,,Open,,B-1,,", "the parents run in a circle: B-1 → B-1"),
        ("B-1,Bug,2024-01-01,,,,,Open", "8 cells where the heading has 12"),
        ('B-1,Bug,"2024-01-01,,,,,Open,,,,', "not well-formed CSV"),
        ("B-1,Bug,2024-01-01,,,,,Open,,,\0,", "holds a zero byte"),
    ],
)
def test_a_bad_row_is_named_by_file_and_line(
    tmp_path: Path, sessions: Sessions, row: str, reason: str
) -> None:
    folder = write_folder(tmp_path / "data", issues=with_line(17, row))
    said = refused(folder, sessions)
    assert said.startswith("issues.csv, line 17: ")
    assert reason in said


def test_lines_are_counted_as_an_editor_does(tmp_path: Path, sessions: Sessions) -> None:
    issues = with_line(16, 'B-0,"Bug\nof two lines",2024-01-01,,,,,Open,,,,') + (
        "B-1,Bug,soon,,,,,Open,,,,\n"
    )
    said = refused(write_folder(tmp_path / "data", issues=issues), sessions)
    assert said.startswith("issues.csv, line 18: ")


def test_the_way_out_of_an_unknown_status_is_named(tmp_path: Path, sessions: Sessions) -> None:
    issues = with_line(17, "B-1,Bug,2024-01-01,,,,,Waiting,,,,")
    folder = write_folder(tmp_path / "data", issues=issues)
    said = refused(folder, sessions)
    assert "`statuses:` in shipcast.yaml" in said
    assert '--status "Waiting=doing"' in said
    mapped = FilesTracker(folder, "shop", statuses={"Waiting": Category.DOING})
    assert sync_tracker(mapped, sessions, now=lambda: NOW).scanned == 16


def test_the_whole_circle_of_parents_is_named(tmp_path: Path, sessions: Sessions) -> None:
    heading = ISSUES.splitlines()[0]
    parents = {"A-1": "", "A-2": "A-1", "A-3": "A-5", "A-4": "A-3", "A-5": "A-4", "A-6": "A-5"}
    rows = [f"{key},Bug,2024-01-01,,,,,Open,,{parent},," for key, parent in parents.items()]
    folder = write_folder(tmp_path / "data", issues="\n".join([heading, *rows, ""]))
    said = refused(folder, sessions)
    assert said.startswith("issues.csv, line 4: ")
    assert "A-3 → A-5 → A-4 → A-3" in said


@pytest.mark.parametrize(
    "column", ["key", "type", "created", "resolved", "fix_versions", "status", "resolution"]
)
def test_a_missing_column_is_named(tmp_path: Path, sessions: Sessions, column: str) -> None:
    issues = ISSUES.replace(column, "other", 1)
    said = refused(write_folder(tmp_path / "data", issues=issues), sessions)
    assert said.startswith(f"issues.csv, line 1: the column '{column}' is missing")


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("versions", VERSIONS.replace("2024-06-01", "soon"), 3),
        ("versions", VERSIONS.replace("0.9,,,,True", "0.9,,,,maybe"), 5),
        ("versions", VERSIONS + "1.0,2024-03-02,,,True\n", 6),
        ("versions", VERSIONS.replace("released", "shipped"), 1),
        ("sprints", SPRINTS.replace("2024-01-22T08:00:00Z", "later"), 2),
        ("sprints", SPRINTS.replace("5.0", "five"), 2),
        ("sprints", SPRINTS + "12,Sprint 3,,,,,,,,7\n", 4),
        ("changes", CHANGES.replace("2024-01-09T08:00:00Z", "in January"), 4),
        ("changes", CHANGES.replace("Story Points,5,3", "Story Points,5,three"), 4),
        ("changes", CHANGES.replace("SHOP-3,2024-01-06T08:00:00Z", ",2024-01-06T08:00:00Z"), 3),
        ("changes", CHANGES.replace("SHOP-3,2024-01-06T08:00:00Z", "SHOP-3,"), 3),
        ("changes", "", 1),
    ],
)
def test_a_bad_row_beside_the_issues_is_named_too(
    tmp_path: Path, sessions: Sessions, name: str, text: str, line: int
) -> None:
    said = refused(write_folder(tmp_path / "data", **{name: text}), sessions)
    assert said.startswith(f"{name}.csv, line {line}: ")


def test_the_same_version_told_twice_alike_is_one(tmp_path: Path) -> None:
    folder = write_folder(tmp_path, versions=VERSIONS + VERSIONS.splitlines()[-1] + "\n")
    assert len(FilesTracker(folder, "shop").entities().releases) == 4


@pytest.mark.parametrize("text", ["", ISSUES.splitlines()[0] + "\n"])
def test_a_source_without_issues_is_refused(tmp_path: Path, sessions: Sessions, text: str) -> None:
    said = refused(write_folder(tmp_path / "data", issues=text), sessions)
    assert said.startswith("issues.csv, line 1: ")


def test_a_binary_file_is_refused(tmp_path: Path, sessions: Sessions) -> None:
    folder = write_folder(tmp_path / "data")
    (folder / "issues.csv").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    assert refused(folder, sessions).startswith("issues.csv, line 1: this is not UTF-8")


def test_a_packed_file_that_was_cut_off_is_refused(tmp_path: Path, sessions: Sessions) -> None:
    folder = write_folder(tmp_path / "data")
    (folder / "issues.csv").unlink()
    (folder / "issues.csv.gz").write_bytes(gzip.compress(ISSUES.encode())[:-9])
    assert "cannot be read" in refused(folder, sessions)


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path, sessions: Sessions) -> None:
    assert "There is no folder or file" in refused(tmp_path / "nowhere", sessions)


def test_a_zone_that_is_not_there_is_refused(tmp_path: Path, sessions: Sessions) -> None:
    folder = write_folder(tmp_path / "data")
    assert "no time zone 'Mars/Base'" in refused(folder, sessions, zone="Mars/Base")
    assert "no time zone '../x'" in refused(folder, sessions, zone="../x")


def test_a_bad_file_leaves_what_an_earlier_one_brought(tmp_path: Path, sessions: Sessions) -> None:
    folder = write_folder(tmp_path / "data")
    sync_tracker(FilesTracker(folder, "shop"), sessions, now=lambda: NOW)
    write_folder(folder, issues=with_line(17, "B-1,Bug,soon,,,,,Open,,,,"))
    refused(folder, sessions)
