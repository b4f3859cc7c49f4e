"""A folder of CSV files goes into the database whole, or not at all."""

from pathlib import Path

import pytest

from bot.cli.import_folder import read_status, source_name
from planner.category import Category
from tests.bot.cli.folders import OPEN, WEEKS
from tests.bot.cli.running import shipcast, shipcast_json

ISSUES = WEEKS * 2 + OPEN
CHANGES = WEEKS * 2 * 2 + OPEN // 2


def test_what_was_imported_is_counted(shop: Path) -> None:
    assert shipcast_json("import", str(shop)) == {
        "source": "shop",
        "issues": ISSUES,
        "releases": 3,
        "sprints": 0,
        "changes": CHANGES,
        "changed": ISSUES,
        "same": 0,
        "vanished": 0,
        "warnings": [],
    }


def test_a_second_import_changes_nothing_and_counts_the_same(imported: Path) -> None:
    again = shipcast_json("import", str(imported))

    assert (again["issues"], again["changes"]) == (ISSUES, CHANGES)
    assert (again["changed"], again["same"], again["vanished"]) == (0, ISSUES, 0)


def test_the_table_is_on_stdout_and_the_progress_on_stderr(shop: Path) -> None:
    result = shipcast("import", str(shop), "--as", "store")

    assert result.stdout.split()[0] == "source"
    assert "store" in result.stdout
    assert f"store: {ISSUES} issues read" in result.stderr


def test_a_status_that_nobody_knows_can_be_explained(shop: Path) -> None:
    file = shop / "issues.csv"
    file.write_text(file.read_text(encoding="utf-8").replace(",Open,", ",Brewing,"), "utf-8")

    refused = shipcast("import", str(shop))
    told = shipcast("import", str(shop), "--status", "Brewing=doing", "--zone", "Europe/Berlin")

    assert refused.exit_code == 2
    assert "issues.csv" in refused.stderr
    assert '--status "Brewing=doing"' in refused.stderr
    assert told.exit_code == 0


def test_releases_of_the_settings_hold_what_was_imported(here: Path, shop: Path) -> None:
    settings = "releases: [{name: Everything, include: {source: shop}}]"
    (here / "shipcast.yaml").write_text(settings, encoding="utf-8")
    shipcast("import", str(shop))

    (answer,) = shipcast_json("forecast", "everything")

    assert answer["open_items"] == OPEN


def test_a_folder_that_is_not_there_is_bad_input() -> None:
    result = shipcast("import", "nowhere")

    assert result.exit_code == 2
    assert "nowhere" in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("text", ["Brewing", "=doing", "Brewing=cooking", "Brewing=unknown"])
def test_a_meaning_that_is_none_is_bad_input(shop: Path, text: str) -> None:
    result = shipcast("import", str(shop), "--status", text)

    assert result.exit_code == 2
    assert "todo, doing, done, canceled" in result.stderr


def test_a_status_may_hold_an_equals_sign() -> None:
    assert read_status("a=b = Doing") == ("a=b", Category.DOING)


def test_a_source_is_named_after_its_folder_or_file(here: Path) -> None:
    (here / "export.csv").touch()

    assert source_name(Path()) == "here"
    assert source_name(Path("export.csv")) == "export"
