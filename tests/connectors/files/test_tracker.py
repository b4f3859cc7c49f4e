"""A folder of files as a tracker."""

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy.orm import Session, sessionmaker

from connectors.files.tracker import PAGE_SIZE, FilesTracker
from connectors.sync import sync_tracker
from connectors.tracker import FatalError
from planner.category import Category
from tests.connectors.files.texts import ISSUES, write_files, write_folder

Sessions = sessionmaker[Session]
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
LATEST = datetime(2024, 2, 2, 10, 0, tzinfo=UTC)


def touch(path: Path) -> None:
    """Make sure that the file looks written anew, however coarse the clock of the disk is."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + 1_000_000_000))


def test_its_time_is_the_latest_moment_that_the_files_tell_of(tmp_path: Path) -> None:
    assert FilesTracker(write_folder(tmp_path), "shop").server_time() == LATEST


def test_only_issues_to_which_something_happened_since_are_changed(tmp_path: Path) -> None:
    tracker = FilesTracker(write_folder(tmp_path), "shop")
    (page,) = tracker.changed(LATEST - timedelta(minutes=15))
    assert [issue.key for issue in page.issues] == ["SHOP-3"]


def test_many_issues_come_in_pages(tmp_path: Path) -> None:
    heading = ISSUES.splitlines()[0]
    rows = [f"A-{n},Bug,2024-01-01,,,,,Open,,,," for n in range(PAGE_SIZE + 1)]
    write_files(tmp_path, {"issues.csv": "\n".join([heading, *rows])})
    pages = list(FilesTracker(tmp_path, "shop").changed(None))
    assert [len(page.issues) for page in pages] == [PAGE_SIZE, 1]


def test_warnings_come_even_where_no_issue_does(tmp_path: Path) -> None:
    changes = "key,at,field,from,to\nPAY-1,2026-01-09T08:00:00Z,priority,Low,High\n"
    tracker = FilesTracker(write_folder(tmp_path, changes=changes), "shop")
    (page,) = tracker.changed(tracker.server_time())
    assert (page.issues, len(page.warnings)) == ((), 1)


@pytest.mark.parametrize(
    "other",
    [
        {"name": "store"},
        {"zone": "Europe/Berlin"},
        {"statuses": {"Open": Category.DOING}},
    ],
)
def test_the_fingerprint_changes_with_how_the_files_are_read(
    tmp_path: Path, other: dict[str, object]
) -> None:
    usual = {"name": "shop", "zone": "UTC", "statuses": {}}
    folder = write_folder(tmp_path)
    prints = {FilesTracker(folder, **(usual | d)).fingerprint for d in ({}, other)}  # type: ignore[arg-type]
    assert len(prints) == 2


def test_the_fingerprint_changes_with_the_content(tmp_path: Path, sessions: Sessions) -> None:
    tracker = FilesTracker(write_folder(tmp_path), "shop")
    sync_tracker(tracker, sessions, now=lambda: NOW)
    write_folder(tmp_path, issues=ISSUES.replace("Open,,SHOP-2", "Closed,,SHOP-2"))
    touch(tmp_path / "issues.csv")
    result = sync_tracker(tracker, sessions, now=lambda: NOW)
    assert (result.scanned, result.changed) == (4, 1)


def test_files_that_change_while_they_are_read_are_refused(tmp_path: Path) -> None:
    tracker = FilesTracker(write_folder(tmp_path), "shop")
    tracker.entities()
    touch(tmp_path / "issues.csv")
    with pytest.raises(FatalError, match="changed while it was read"):
        list(tracker.changed(None))


def test_issues_are_read_again_by_id(tmp_path: Path) -> None:
    tracker = FilesTracker(write_folder(tmp_path), "shop")
    (page,) = tracker.read(["SHOP-3", "SHOP-1", "GONE-1"])
    assert [issue.key for issue in page.issues] == ["SHOP-1", "SHOP-3"]


def test_ids_that_are_gone_are_simply_not_there(tmp_path: Path) -> None:
    assert list(FilesTracker(write_folder(tmp_path), "shop").read(["GONE-1"])) == []
