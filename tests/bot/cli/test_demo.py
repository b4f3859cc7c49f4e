"""The demo shows a healthy, an at-risk and a refused release out of a synced database."""

from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.running import shipcast, shipcast_json

Shown = tuple[Path, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Run the demo once, into a database that is kept, and give both."""
    path = tmp_path_factory.mktemp("demo") / "kept.db"
    return path, shipcast_json("--database", str(path), "demo")


def test_it_shows_the_three_scenes_and_the_list_and_leaves_nothing(here: Path) -> None:
    result = shipcast("demo")

    assert result.exit_code == 0
    for words in ("On track", "At risk", "I can't say when", "/release list"):
        assert words in result.stdout
    assert "shop-jira: " in result.stderr
    assert list(here.iterdir()) == []


def test_another_seed_gives_other_answers(shown: Shown) -> None:
    other = shipcast_json("demo", "--seed", "7")

    assert [answer["question"] for answer in other] == [one["question"] for one in shown[1]]
    assert [answer["text"] for answer in other] != [answer["text"] for answer in shown[1]]


def test_the_answers_come_from_the_database(shown: Shown) -> None:
    path, answers = shown
    question = answers[0]["question"].removeprefix("/when ")

    (answer,) = shipcast_json("--database", str(path), "forecast", question)

    assert answer["percentiles"] == answers[0]["percentiles"]


def test_the_shared_release_counts_both_trackers(shown: Shown) -> None:
    listed = shown[1][-1]["releases"]

    (checkout,) = [one for one in listed if one["release"]["name"] == "Checkout redesign"]
    assert checkout["release"]["sources"] == ["platform-linear", "shop-jira"]
