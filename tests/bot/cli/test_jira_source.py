"""A Jira source of the settings reaches its server, and the doctor finds what is wrong with it."""

from pathlib import Path

import pytest

from tests.bot.cli.running import shipcast, shipcast_json
from tests.connectors.jira.cloud import TOKEN, USER, cloud
from tests.connectors.jira.shop import shop


def write_settings(here: Path, url: str, more: str = "") -> None:
    text = f"sources: [{{kind: jira, name: shop, url: '{url}', user: {USER}{more}}}]"
    (here / "shipcast.yaml").write_text(text, encoding="utf-8")


def test_a_jira_is_synced_and_well(here: Path) -> None:
    with cloud(shop()) as site:
        write_settings(here, site.url, ", projects: [SHOP], fields: {points: Story Points}")
        assert shipcast("sync", SHIPCAST_SOURCE_SHOP_TOKEN=TOKEN).exit_code == 0
        checks = {
            one["check"]: one
            for one in shipcast_json("doctor", exit_code=0, SHIPCAST_SOURCE_SHOP_TOKEN=TOKEN)
        }
    assert checks["source shop"]["found"] == "jira, can be read"
    assert checks["data of shop"]["found"].startswith("5 issues")


@pytest.mark.parametrize(
    ("more", "token", "words"),
    [
        ("", "ATATT-wrong", "does not take the token (401)"),
        (", projects: [NOPE]", TOKEN, "has no project NOPE"),
        (", jql: 'labels ~~ x'", TOKEN, "refuses the query (400)"),
        (", fields: {points: Guesses}", TOKEN, "no field 'Guesses'"),
    ],
)
def test_the_doctor_says_what_is_wrong_before_the_first_sync(
    here: Path, more: str, token: str, words: str
) -> None:
    with cloud(shop()) as site:
        write_settings(here, site.url, more)
        result = shipcast_json("doctor", exit_code=1, SHIPCAST_SOURCE_SHOP_TOKEN=token)
    (failed,) = (one for one in result if one["state"] == "fail")
    assert words in failed["found"]
    assert token not in str(result)
