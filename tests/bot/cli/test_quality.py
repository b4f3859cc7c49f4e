"""The data-quality report on the command line."""

import pytest

from tests.bot.cli.running import shipcast, shipcast_json


@pytest.mark.usefixtures("imported")
def test_a_source_is_reported_with_signs_and_words() -> None:
    result = shipcast("quality")
    assert result.exit_code == 0
    first, *lines = result.stdout.splitlines()
    assert first.startswith("shop: 132 issues, ")
    assert all(line[:4] in ("  ! ", "  ✓ ", "    ") for line in lines)
    assert "It tells what was in a release when" in result.stdout


@pytest.mark.usefixtures("imported")
def test_json_has_the_figures_and_the_words() -> None:
    (shop,) = shipcast_json("quality", "--source", "shop")
    starts = next(one for one in shop["findings"] if one["check"] == "starts")
    assert starts["look"] is True
    assert starts["values"]["without"] == starts["values"]["items"]
    assert starts["means"]
    assert starts["to_do"]


@pytest.mark.usefixtures("imported")
def test_an_unknown_source_is_bad_input() -> None:
    assert shipcast("quality", "--source", "shoop").exit_code == 2


def test_an_empty_database_is_an_answered_no() -> None:
    result = shipcast("quality")
    assert result.exit_code == 1
    assert "No source has been read yet" in result.stderr
