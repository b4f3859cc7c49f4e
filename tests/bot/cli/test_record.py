"""The track record on the command line."""

import pytest

from tests.bot.cli.running import shipcast, shipcast_json


@pytest.mark.usefixtures("imported")
def test_a_new_database_has_no_record_yet() -> None:
    result = shipcast("record")
    assert result.exit_code == 0
    assert "No track record yet" in result.stdout
    told = shipcast_json("record")
    assert (told["kind"], told["releases"]) == ("record", [])
    (past,) = told["rehearsed"]["releases"]
    assert past["name"] == "1.0"
    assert past["stated_on"] < past["dates"]["p85"]


def test_no_data_is_an_answered_no() -> None:
    assert shipcast("record").exit_code == 1
