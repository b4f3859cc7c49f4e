"""Release notes on the command line."""

from pathlib import Path

import pytest

from tests.bot.cli.running import shipcast, shipcast_json


@pytest.mark.usefixtures("imported")
def test_notes_come_as_markdown_or_json_or_in_a_file(here: Path) -> None:
    printed = shipcast("notes", "1.0")
    assert printed.exit_code == 0
    assert printed.stdout.startswith("# 1.0\n")
    told = shipcast_json("notes", "1.0")
    assert told["markdown"] == printed.stdout
    assert shipcast("notes", "1.0", "--out", "notes.md").stdout == ""
    assert (here / "notes.md").read_text(encoding="utf-8") == printed.stdout


@pytest.mark.usefixtures("imported")
def test_a_release_that_nobody_knows_is_said() -> None:
    assert shipcast("notes", "Nothing like it").exit_code == 2
