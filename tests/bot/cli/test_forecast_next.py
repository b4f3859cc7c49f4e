"""`shipcast forecast --next`: the next items of a source, whatever they are."""

import pytest

from tests.bot.cli.running import shipcast, shipcast_json


@pytest.mark.usefixtures("imported")
def test_more_items_take_longer_and_safer_dates_are_later() -> None:
    few, many = shipcast_json("forecast", "--next", "20,5")

    assert (few["items"], many["items"]) == (5, 20)
    assert few["p50"] < many["p50"]
    assert many["p5"] <= many["p50"] < many["p85"] <= many["p95"]


@pytest.mark.usefixtures("imported")
def test_the_table_names_source_items_and_dates() -> None:
    result = shipcast("forecast", "--next", "10", "--source", "shop")

    assert result.exit_code == 0
    assert result.stdout.split()[:4] == ["source", "next", "items", "P5"]
    assert "shop" in result.stdout


@pytest.mark.usefixtures("imported")
def test_on_a_day_before_anything_was_done_nobody_can_say() -> None:
    result = shipcast("forecast", "--next", "10", "--as-of", "2020-01-01")

    assert result.exit_code == 0
    assert "too little was finished there lately to say" in result.stdout


@pytest.mark.parametrize("told", ["0", "ten", "5,,6", "100000", ""])
@pytest.mark.usefixtures("imported")
def test_what_is_no_number_of_items_is_refused(told: str) -> None:
    result = shipcast("forecast", "--next", told)

    assert result.exit_code == 2
    assert "--next wants numbers of items" in result.stderr


@pytest.mark.usefixtures("imported")
def test_a_source_that_is_not_there_is_named() -> None:
    result = shipcast("forecast", "--next", "5", "--source", "nowhere")

    assert result.exit_code == 2
    assert "nowhere" in result.stderr
