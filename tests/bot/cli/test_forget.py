"""`shipcast forget` erases a person, and says what only the tracker can change."""

from pathlib import Path

import pytest

from tests.bot.cli.running import shipcast, shipcast_json

ISSUES = """Summary,Issue key,Issue id,Issue Type,Status,Assignee,Created,Updated,Status Category
A thing that Ada Byron wants,S-1,1,Task,Open,Ada Byron,2026-01-05 09:00,2026-01-05 09:00,To Do
Another thing,S-2,2,Task,Open,Bob Dorn,2026-01-06 09:00,2026-01-06 09:00,To Do
"""


@pytest.fixture(autouse=True)
def synced(here: Path) -> None:
    folder = here / "people"
    folder.mkdir()
    (folder / "export.csv").write_text(ISSUES, encoding="utf-8")
    (here / "shipcast.yaml").write_text(
        f"sources:\n  - {{kind: files, name: people, path: {folder}}}\n", encoding="utf-8"
    )
    shipcast("sync")


def test_it_counts_first_and_then_erases() -> None:
    told = shipcast_json("forget", "ada byron", "--dry-run")
    done = shipcast_json("forget", "ada byron")
    assert (told["dry_run"], done["dry_run"]) == (True, False)
    assert told["issues"] == done["issues"] == 1


def test_a_sync_does_not_bring_the_person_back() -> None:
    shipcast("forget", "Ada Byron")
    shipcast("sync", "--full")
    assert shipcast("forget", "Ada Byron").exit_code == 2


def test_titles_are_named_for_the_tracker() -> None:
    result = shipcast("forget", "Ada Byron")
    assert result.exit_code == 0
    assert "1 titles still name the person: change them in the tracker: S-1" in result.stderr
    assert "Ada" not in result.stdout


@pytest.mark.parametrize("name", ["Nobody Here", "  "])
def test_who_is_not_there_cannot_be_forgotten(name: str) -> None:
    assert shipcast("forget", name).exit_code == 2
