"""The backtest's table, JSON and CSV."""

import csv
from pathlib import Path

import pytest

from tests.bot.cli.running import shipcast, shipcast_json


@pytest.mark.usefixtures("imported")
def test_the_table_has_a_row_a_method() -> None:
    result = shipcast("backtest", "--kind", "items")

    assert result.exit_code == 0
    assert result.stdout.split()[0] == "method"
    for method in ("shipcast", "boot30d", "boot90d", "bootw26", "version_report", "screenful"):
        assert method in result.stdout
    assert "would have been refused" in result.stdout


@pytest.mark.usefixtures("imported")
def test_json_and_csv_tell_the_same_forecasts(here: Path) -> None:
    summary = shipcast_json("backtest", "--kind", "items", "--forecasts", "all.csv")

    with (here / "all.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == summary["forecasts"] > 0
    assert list(rows[0])[:10] == [
        *("source", "kind", "target", "cutoff"),
        *("p5", "p15", "p50", "p85", "p95", "actual_days"),
    ]
    assert {"boot30d_p50", "bootw26_p95", "version_report_p5", "screenful_p85"} <= rows[0].keys()
    assert rows[0]["source"] == "shop"
    ours = next(one for one in summary["methods"] if one["method"] == "shipcast")
    covered = sum(float(row["actual_days"]) <= float(row["p85"]) for row in rows) / len(rows)
    assert ours["coverage"]["p85"] == pytest.approx(covered)


@pytest.mark.usefixtures("imported")
def test_an_unknown_source_is_bad_input() -> None:
    result = shipcast("backtest", "--kind", "items", "--source", "shoop")

    assert result.exit_code == 2
    assert "shop" in result.stderr


@pytest.mark.usefixtures("imported")
def test_a_csv_that_cannot_be_written_is_bad_input() -> None:
    result = shipcast("backtest", "--kind", "items", "--forecasts", "no/such/folder.csv")

    assert result.exit_code == 2
    assert "cannot be written" in result.stderr


def test_no_data_is_an_answered_no() -> None:
    result = shipcast("backtest", "--kind", "release")

    assert result.exit_code == 1
    assert "nothing to backtest" in result.stderr
    plain = shipcast_json("backtest", "--kind", "release", exit_code=1)
    assert plain["forecasts"] == 0


def test_a_kind_is_needed() -> None:
    assert shipcast("backtest").exit_code == 2
    assert shipcast("backtest", "--kind", "sprints").exit_code == 2


@pytest.mark.usefixtures("imported")
def test_a_diagram_follows_the_table_and_can_be_had_as_a_file(here: Path) -> None:
    result = shipcast("backtest", "--kind", "items", "--svg", "items.svg")

    assert result.exit_code == 0
    assert "Stated against came true" in result.stdout
    assert "S is shipcast" in result.stdout
    assert (here / "items.svg").read_text(encoding="utf-8").startswith("<svg ")
    refused = shipcast("backtest", "--kind", "items", "--svg", "no/such/folder.svg")
    assert refused.exit_code == 2
    assert "cannot be written" in refused.stderr


@pytest.mark.usefixtures("imported")
def test_coverage_comes_with_its_uncertainty() -> None:
    for one in shipcast_json("backtest", "--kind", "items")["methods"]:
        for name, share in one["coverage"].items():
            low, high = one["coverage_90"][name]
            assert low <= share + 1e-4
            assert share <= high + 1e-4
