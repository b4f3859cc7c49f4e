"""Real histories, counted again from their CSVs. The folder is named by SHIPCAST_REFERENCE."""

import csv
import gzip
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from connectors.files.tracker import FilesTracker
from connectors.sync import sync_tracker
from store.tables import field_event, issue, release, sprint
from tests.connectors.snapshot import take_snapshot

REFERENCE = os.environ.get("SHIPCAST_REFERENCE")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
pytestmark = pytest.mark.skipif(
    not REFERENCE, reason="SHIPCAST_REFERENCE does not name the folder of real histories"
)


def data_folder(name: str) -> Path:
    return Path(REFERENCE or "") / "data" / name


def rows_of(folder: Path, table: str) -> list[dict[str, str]]:
    path = folder / f"{table}.csv.gz"
    if not path.exists():
        return []
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def counts_of_the_files(folder: Path) -> dict[str, int]:
    """Count what a folder holds: its rows, exact doubles among the changes once."""
    return {
        "issues": len({row["key"] for row in rows_of(folder, "issues")}),
        "releases": len({row["name"] for row in rows_of(folder, "versions")}),
        "sprints": len({row["id"] for row in rows_of(folder, "sprints")}),
        "changes": len({tuple(row.values()) for row in rows_of(folder, "changes")}),
    }


def counts_of_the_database(sessions: sessionmaker[Session]) -> dict[str, int]:
    """Count the rows; a release that only a past change names is a placeholder, not a release."""
    told = release.c.is_placeholder.is_(False)
    queries = {
        "issues": select(func.count()).select_from(issue),
        "releases": select(func.count()).select_from(release).where(told),
        "sprints": select(func.count()).select_from(sprint),
        "changes": select(func.count()).select_from(field_event),
    }
    with sessions() as session:
        return {name: session.execute(query).scalar_one() for name, query in queries.items()}


@pytest.mark.parametrize("name", ["timob", "jquery", "nethserver", "ckan", "tawos-dnn"])
def test_an_import_holds_what_the_files_hold_and_a_second_one_changes_no_row(
    name: str, sessions: sessionmaker[Session]
) -> None:
    folder = data_folder(name)
    sync_tracker(FilesTracker(folder, name), sessions, now=lambda: NOW)
    assert counts_of_the_database(sessions) == counts_of_the_files(folder)
    before = take_snapshot(sessions)
    again = sync_tracker(FilesTracker(folder, name), sessions, now=lambda: NOW, full=True)
    assert (again.changed, again.vanished, again.entities_changed) == (0, 0, 0)
    assert take_snapshot(sessions) == before


def test_links_of_a_real_tracker_run_the_right_way() -> None:
    folder = data_folder("aloy")
    pairs = set()
    keys = {row["key"] for row in rows_of(folder, "issues")}
    for row in rows_of(folder, "issues"):
        for link in filter(None, row["links"].split(";")):
            word, _, other = link.partition(":")
            if word in ("blocks", "is dependent of"):
                pairs.add((row["key"], other))
            elif word in ("is blocked by", "depends on") and other in keys:
                pairs.add((other, row["key"]))
    pages = FilesTracker(folder, "aloy").changed(None)
    issues = [issue for page in pages for issue in page.issues]
    assert {(issue.ext_id, other) for issue in issues for other in issue.blocks} == pairs


def test_a_real_history_ends_where_the_issue_is_today() -> None:
    pages = FilesTracker(data_folder("ckan"), "ckan").changed(None)
    for record in (record for page in pages for record in page.issues):
        told = [event for event in record.events if event.after_category is not None]
        if told:
            assert told[-1].after_category is record.category


def test_the_past_statuses_that_nobody_knows_are_warned_about_once_each() -> None:
    pages = FilesTracker(data_folder("nethserver"), "nethserver").changed(None)
    warnings = [warning for page in pages for warning in page.warnings]
    assert [warning.partition("status ")[2][:4].strip("' ;") for warning in warnings] == [
        "6",
        "7",
        "4",
        "8",
        "10",
    ]
