"""Forecasts on the command line: a table, details, JSON, and honest exit codes."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.bot.cli.folders import END, OPEN, write_shop
from tests.bot.cli.running import shipcast, shipcast_json

pytestmark = pytest.mark.usefixtures("imported")
TODAY = END.date().isoformat()


def test_the_overview_has_a_row_an_open_release() -> None:
    result = shipcast("forecast")

    assert result.exit_code == 0
    assert "2.0" in result.stdout
    assert "On track" in result.stdout
    assert "more with nothing in them yet" in result.stdout


def test_a_release_in_detail_has_its_counts_and_percentiles() -> None:
    result = shipcast("forecast", "2.0", "--as-of", TODAY, "--by", "2030-01-01")

    assert result.exit_code == 0
    assert f"{OPEN} open items, 0 done" in result.stdout
    assert "85%  by" in result.stdout
    assert "> 95% likely by Tue 1 Jan 2030" in result.stdout


def test_a_past_day_knows_only_what_was_known_then() -> None:
    earlier = (END - timedelta(weeks=5)).date().isoformat()

    (answer,) = shipcast_json("forecast", "2.0", "--as-of", earlier)

    assert answer["open_items"] == OPEN // 2
    assert answer["today"] == earlier


def test_json_has_all_the_figures() -> None:
    (answer,) = shipcast_json("forecast", "2.0", "--as-of", TODAY, "--by", "2030-01-01")

    days = [answer["days"][name] for name in ("p5", "p15", "p50", "p70", "p85", "p95")]
    assert days == sorted(days)
    assert answer["percentiles"]["p50"] > TODAY
    assert answer["open_items"] == OPEN
    assert len(answer["counted"]) == OPEN
    assert answer["by"]["likelihood"] == 0.95
    assert {"assumptions", "seed", "inputs_hash", "as_of"} <= answer.keys()


def test_forecast_and_ask_answer_in_the_same_shape() -> None:
    (answer,) = shipcast_json("forecast", "2.0")
    asked = shipcast_json("ask", "2.0")

    assert answer.keys() == asked.keys() - {"text", "blocks"}
    assert answer["percentiles"] == asked["percentiles"]


def test_the_same_question_twice_gives_the_same_bytes() -> None:
    first = shipcast("forecast", "--json", "--as-of", TODAY)
    second = shipcast("forecast", "--json", "--as-of", TODAY)

    assert first.stdout == second.stdout


def test_a_release_can_be_asked_for_by_its_id() -> None:
    (answer,) = shipcast_json("forecast", "shop:2.0", "--as-of", TODAY)

    assert answer["release"]["id"] == "shop:2.0"


def test_a_refusal_is_an_answered_no() -> None:
    result = shipcast("forecast", "3.0")

    assert result.exit_code == 1
    assert "no forecast" in result.stdout
    assert result.stderr == ""


def test_a_refusal_has_its_reason_in_the_table(tmp_path: Path) -> None:
    asleep = write_shop(tmp_path / "asleep", END - timedelta(weeks=20))
    shipcast("import", str(asleep))

    result = shipcast("forecast")

    assert result.exit_code == 0
    assert "asleep has finished nothing since" in " ".join(result.stdout.split())


def test_what_shipped_says_so() -> None:
    result = shipcast("forecast", "1.0")

    assert result.exit_code == 0
    assert "shipped on" in result.stdout


def test_an_unknown_name_gets_the_nearest() -> None:
    result = shipcast("forecast", "2.00")

    assert result.exit_code == 2
    assert "2.0" in result.stderr


def test_a_name_in_two_sources_gets_their_ids(imported: Path) -> None:
    shipcast("import", str(imported), "--as", "other")

    result = shipcast("forecast", "2.0")

    assert result.exit_code == 2
    assert "shop:2.0" in result.stderr
    assert "other:2.0" in result.stderr


@pytest.mark.parametrize("option", ["--as-of", "--by"])
def test_a_broken_date_is_bad_input(option: str) -> None:
    assert shipcast("forecast", option, "tomorrow").exit_code == 2


def test_nothing_is_known_as_of_a_day_to_come() -> None:
    result = shipcast("forecast", "2.0", "--as-of", "2999-01-01")

    assert result.exit_code == 2
    assert "--as-of 2999-01-01 is in the future" in result.stderr


def test_an_empty_database_says_what_to_do() -> None:
    result = shipcast("--database", "empty.db", "forecast")

    assert result.exit_code == 2
    assert "shipcast import" in result.stderr


def test_long_before_its_time_a_release_holds_nothing() -> None:
    long_ago = (END - timedelta(weeks=200)).date().isoformat()

    (answer,) = shipcast_json("forecast", "2.0", "--as-of", long_ago, exit_code=1)

    assert (answer["open_items"], answer["done_items"]) == (0, 0)
