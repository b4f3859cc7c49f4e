"""`shipcast sync` reads every source of the settings, and one that fails stops no other."""

from pathlib import Path

import pytest

from tests.bot.cli.folders import OPEN, WEEKS
from tests.bot.cli.running import shipcast, shipcast_json

ISSUES = WEEKS * 2 + OPEN


@pytest.fixture
def settings(here: Path, shop: Path) -> Path:
    path = here / "shipcast.yaml"
    path.write_text(
        f"sources:\n  - {{kind: files, name: shop, path: {shop}}}\n"
        "releases:\n  - {name: Everything new, aliases: [new], include: {release: [2.0, 3.0]}}\n",
        encoding="utf-8",
    )
    return path


@pytest.mark.usefixtures("settings")
def test_a_second_sync_changes_nothing() -> None:
    (first,) = shipcast_json("sync")
    (second,) = shipcast_json("sync")

    assert (first["source"], first["scanned"], first["changed"]) == ("shop", ISSUES, ISSUES)
    assert (second["changed"], second["vanished"]) == (0, 0)


@pytest.mark.usefixtures("settings")
def test_full_reads_everything_again() -> None:
    shipcast("sync")
    (again,) = shipcast_json("sync", "--full")

    assert (again["scanned"], again["changed"]) == (ISSUES, 0)


@pytest.mark.usefixtures("settings")
def test_a_census_can_be_asked_for() -> None:
    shipcast("sync")
    (counted,) = shipcast_json("sync", "--census")

    assert (counted["scanned"], counted["vanished"], counted["errors"]) == (ISSUES, 0, 0)


@pytest.mark.usefixtures("settings")
def test_written_releases_can_be_asked_about_afterwards() -> None:
    shipcast("sync")

    (answer,) = shipcast_json("forecast", "new")

    assert answer["release"]["id"] == "plan:everything-new"
    assert answer["open_items"] == OPEN


def test_a_written_release_that_settings_no_longer_name_is_gone(settings: Path) -> None:
    shipcast("sync")
    text = settings.read_text(encoding="utf-8")
    settings.write_text(text[: text.index("releases:")], encoding="utf-8")
    shipcast("sync")

    assert shipcast("forecast", "plan:everything-new").exit_code == 2


@pytest.mark.usefixtures("settings")
def test_the_table_names_the_source() -> None:
    assert "shop" in shipcast("sync", "--source", "shop").stdout


@pytest.mark.usefixtures("settings")
def test_an_unknown_source_is_bad_input() -> None:
    result = shipcast("sync", "--source", "shoop")

    assert result.exit_code == 2
    assert "the sources are: shop" in result.stderr


def test_without_sources_it_says_what_to_do() -> None:
    result = shipcast("sync")

    assert result.exit_code == 2
    assert "shipcast import" in result.stderr


def test_one_broken_source_does_not_stop_the_next(settings: Path) -> None:
    text = settings.read_text(encoding="utf-8")
    broken = "sources:\n  - {kind: files, name: gone, path: nowhere}\n"
    settings.write_text(text.replace("sources:\n", broken), encoding="utf-8")

    result = shipcast("sync")

    assert result.exit_code == 2
    assert "\ngone: " in f"\n{result.stderr}"
    assert "nowhere" in result.stderr
    assert "shop" in result.stdout


def test_the_demo_company_can_be_a_source(settings: Path) -> None:
    settings.write_text("sources: [{kind: demo, seed: 3}]", encoding="utf-8")

    results = shipcast_json("sync", "--source", "demo")

    assert {result["source"] for result in results} == {"shop-jira", "platform-linear"}


def test_broken_settings_are_bad_input(settings: Path) -> None:
    settings.write_text("sources:\n  - kind: jirra\n", encoding="utf-8")

    result = shipcast("sync")

    assert result.exit_code == 2
    assert 'line 2, sources[0].kind: found "jirra"' in result.stderr
