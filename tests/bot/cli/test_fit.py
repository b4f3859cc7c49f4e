"""`shipcast fit`: coefficients from what is in a database, and forecasts by them."""

import json
from pathlib import Path

import pytest

from planner.recalibration.prior import read_prior, shipped_prior, write_prior
from tests.bot.cli.running import shipcast, shipcast_json


@pytest.mark.usefixtures("imported")
def test_too_little_to_fit_on_is_said_with_the_way_out(here: Path) -> None:
    result = shipcast("fit", "--out", "prior.json")

    assert result.exit_code == 1
    assert "too few" in result.stderr
    assert "Import more projects" in result.stderr
    assert not (here / "prior.json").exists()


@pytest.mark.usefixtures("imported")
def test_a_family_without_sources_is_refused() -> None:
    result = shipcast("fit", "--family", "ours")

    assert result.exit_code == 2
    assert "NAME=SOURCE" in result.stderr


def _other_prior(path: Path) -> None:
    told = json.loads(write_prior(shipped_prior()))
    told["items"]["offsets"] = dict.fromkeys(told["items"]["offsets"], 1.0)
    told["releases"]["offsets"] = {
        name: offset + 1.0 for name, offset in told["releases"]["offsets"].items()
    }
    path.write_text(json.dumps(told), encoding="utf-8")


@pytest.mark.usefixtures("imported")
def test_a_backtest_by_other_coefficients_states_other_days(here: Path) -> None:
    _other_prior(here / "prior.json")
    for name, told in (("plain", ()), ("other", ("--prior", "prior.json"))):
        shipcast("backtest", "--kind", "items", "--forecasts", f"{name}.csv", *told)

    plain, other = ((here / f"{name}.csv").read_text("utf-8") for name in ("plain", "other"))
    assert plain.splitlines()[0] == other.splitlines()[0]
    assert plain != other


@pytest.mark.usefixtures("imported")
def test_the_settings_may_name_a_prior_that_every_forecast_uses(here: Path) -> None:
    shipped = shipcast_json("forecast", "2.0")
    _other_prior(here / "prior.json")
    (here / "shipcast.yaml").write_text("planning:\n  prior: prior.json\n", encoding="utf-8")

    (own,) = shipcast_json("forecast", "2.0")

    assert own["percentiles"]["p50"] > shipped[0]["percentiles"]["p50"]
    assert shipcast_json("forecast", "--next", "5")[0]["p50"] is not None


@pytest.mark.parametrize(("text", "says"), [("{}", "missing"), ("no json", "Expecting")])
@pytest.mark.usefixtures("imported")
def test_a_file_without_coefficients_is_refused(here: Path, text: str, says: str) -> None:
    (here / "prior.json").write_text(text, encoding="utf-8")

    result = shipcast("backtest", "--kind", "items", "--prior", "prior.json")

    assert result.exit_code == 2
    assert says in result.stderr
    assert "shipcast fit --out" in result.stderr


@pytest.mark.parametrize("command", [("forecast",), ("ask", "list"), ("forecast", "--next", "5")])
@pytest.mark.usefixtures("imported")
def test_coefficients_of_another_version_are_refused_when_they_are_read(
    here: Path, command: tuple[str, ...]
) -> None:
    told = json.loads(write_prior(shipped_prior()))
    told["releases"]["slopes"] = {"simulated": 0.5, "cadence": 0.1}
    (here / "prior.json").write_text(json.dumps(told), encoding="utf-8")
    (here / "shipcast.yaml").write_text("planning:\n  prior: prior.json\n", encoding="utf-8")

    result = shipcast(*command)

    assert result.exit_code == 2
    assert "prior.json was fitted by another version" in result.stderr
    assert "simulated, cadence" in result.stderr
    assert "shipcast fit --out" in result.stderr
    assert "Traceback" not in result.stderr


@pytest.mark.usefixtures("imported")
def test_sources_that_are_left_out_give_no_outcome() -> None:
    result = shipcast("fit", "--without", "shop")

    assert result.exit_code == 1
    assert "0 outcomes" in result.stderr


@pytest.mark.usefixtures("imported")
def test_a_missing_file_is_named() -> None:
    result = shipcast("backtest", "--kind", "items", "--prior", "nowhere.json")

    assert result.exit_code == 2
    assert "nowhere.json cannot be read" in result.stderr


def test_what_fit_writes_is_what_read_prior_reads() -> None:
    assert read_prior(write_prior(shipped_prior())).provenance == shipped_prior().provenance
