"""`shipcast init` writes a file that is valid as it is, and spares the one that is there."""

from pathlib import Path

from bot.cli.init import example
from config.model import Settings
from config.settings import load_settings
from tests.bot.cli.running import shipcast, shipcast_json


def test_it_writes_settings_that_are_valid(here: Path) -> None:
    result = shipcast("init")

    assert result.exit_code == 0
    assert "shipcast doctor" in result.stdout
    assert load_settings(here / "shipcast.yaml", {}) == Settings()


def test_a_file_that_is_there_is_kept(here: Path) -> None:
    (here / "shipcast.yaml").write_text("timezone: UTC\n", encoding="utf-8")

    result = shipcast("init")

    assert result.exit_code == 2
    assert "--force" in result.stderr
    assert (here / "shipcast.yaml").read_text(encoding="utf-8") == "timezone: UTC\n"


def test_force_replaces_it(here: Path) -> None:
    (here / "shipcast.yaml").write_text("timezone: UTC\n", encoding="utf-8")

    assert shipcast("init", "--force").exit_code == 0
    assert (here / "shipcast.yaml").read_text(encoding="utf-8") == example()


def test_it_writes_where_the_settings_are_said_to_be() -> None:
    assert Path(shipcast_json("--settings", "other.yaml", "init")["written"]).exists()


def test_a_place_that_cannot_be_written_is_bad_input() -> None:
    result = shipcast("--settings", "no/such/folder.yaml", "init")

    assert result.exit_code == 2
    assert "cannot be written" in result.stderr
