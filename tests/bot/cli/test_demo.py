"""The demo shows a healthy, an at-risk and a refused release out of a synced database."""

from pathlib import Path
from typing import Any

import pytest

from bot.cli.database import open_database
from store.adoptions import load_adoptions
from store.subscriptions import load_subscriptions
from tests.bot.cli.running import shipcast, shipcast_json
from tests.bot.judge import judge
from tests.bot.newsrooms import outbox

Shown = tuple[Path, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Shown:
    """Run the demo once, into a database that is kept, and give both."""
    path = tmp_path_factory.mktemp("demo") / "kept.db"
    return path, shipcast_json("--database", str(path), "demo")


def test_it_shows_the_three_scenes_and_the_list_and_leaves_nothing(here: Path) -> None:
    result = shipcast("demo")

    assert result.exit_code == 0
    for words in ("On track", "At risk", "I can't say when", "/release list", "Release digest"):
        assert words in result.stdout
    assert "shop-jira: " in result.stderr
    assert list(here.iterdir()) == []


def test_another_seed_gives_other_answers(shown: Shown) -> None:
    other = shipcast_json("demo", "--seed", "7")

    assert [kind_of(answer) for answer in other] == [kind_of(answer) for answer in shown[1]]
    assert [answer["text"] for answer in other] != [answer["text"] for answer in shown[1]]


def test_the_answers_come_from_the_database(shown: Shown) -> None:
    path, answers = shown
    question = answers[0]["question"].removeprefix("/when ")

    (answer,) = shipcast_json("--database", str(path), "forecast", question)

    assert answer["percentiles"] == answers[0]["percentiles"]


def test_the_shared_release_counts_both_trackers(shown: Shown) -> None:
    (listed,) = [one["releases"] for one in shown[1] if one["question"] == "/release list"]

    (checkout,) = [one for one in listed if one["release"]["name"] == "Checkout redesign"]
    assert checkout["release"]["sources"] == ["platform-linear", "shop-jira"]


def test_channels_hear_a_ping_and_a_digest_unasked(shown: Shown) -> None:
    heard = [answer for answer in shown[1] if answer["question"].startswith("#")]

    assert [one["channel"] for one in heard] == ["marketing", "support", "shop"]
    assert heard[-1]["text"].startswith("Release digest, ")
    assert "first digest" not in str(heard[-1]["blocks"])
    for one in heard:
        judge(one["text"], one["blocks"])


def test_what_was_heard_on_a_past_day_was_known_on_that_day(shown: Shown) -> None:
    pings = [one for one in shown[1] if one["question"].startswith(("#marketing", "#support"))]

    assert len(pings) == 2
    for ping in pings:
        *_, day, month = ping["question"].split()  # `#marketing, Fri 18 Sep`
        assert f"({day} {month} " in str(ping["blocks"]).partition("Data as of")[2]


def test_nobody_is_left_to_be_told_anything(shown: Shown) -> None:
    with open_database(str(shown[0])) as database, database.readers() as session:
        assert load_subscriptions(session) == ()
        assert load_adoptions(session) == ()
    assert {post.state for post in outbox(database.sessions)} == {"sent"}


def kind_of(answer: dict[str, Any]) -> str:
    """Give the question or the channel; the day on which it heard something may be another."""
    asked: str = answer["question"]
    return asked.partition(",")[0]
