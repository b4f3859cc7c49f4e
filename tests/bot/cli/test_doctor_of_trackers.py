"""`shipcast doctor` in front of a Jira and a Linear that were never read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.bot.cli.running import shipcast_json
from tests.bot.cli.test_source_check import Said, answering
from tests.connectors.jira.cloud import TOKEN, USER, Site, cloud
from tests.connectors.jira.shop import shop
from tests.connectors.linear.scene import make_world
from tests.connectors.linear.server import KEY, Linear, serving

GOOD = {"SHIPCAST_SOURCE_SHOP_TOKEN": TOKEN, "SHIPCAST_SOURCE_ACME_TOKEN": KEY}


@pytest.fixture
def jira() -> Iterator[Site]:
    with cloud(shop(), administered=("SHOP",)) as site:
        yield site


@pytest.fixture
def linear() -> Iterator[Linear]:
    with serving(make_world()) as running:
        yield running


def examined(here: Path, source: str, *, exit_code: int = 0, **environ: str) -> dict[str, Any]:
    """Give what the doctor says of a source, by the name of each check."""
    (here / "shipcast.yaml").write_text(f"sources: [{{{source}}}]\n", encoding="utf-8")
    checks = shipcast_json("doctor", exit_code=exit_code, **{**GOOD, **environ})
    return {one["check"]: one for one in checks}


def of_jira(url: str, more: str = "") -> str:
    return f"kind: jira, name: shop, url: '{url}', user: {USER}{more}"


def of_linear(url: str, more: str = "") -> str:
    return f"kind: linear, name: acme, url: '{url}'{more}"


def test_a_jira_that_can_be_read_is_well(here: Path, jira: Site) -> None:
    found = examined(here, of_jira(jira.url))
    assert found["source shop"]["state"] == "ok"
    assert "writing to shop" not in found


def test_a_linear_that_can_be_read_is_well(here: Path, linear: Linear) -> None:
    assert examined(here, of_linear(linear.url))["source acme"]["state"] == "ok"


def test_a_jira_without_the_permission_to_set_dates_is_warned_about(here: Path, jira: Site) -> None:
    well = examined(here, of_jira(jira.url, ", writeback: true, projects: [SHOP]"))
    assert well["writing to shop"]["state"] == "ok"
    badly = examined(here, of_jira(jira.url, ", writeback: true, projects: [SHOP, OPS]"))
    assert badly["writing to shop"]["state"] == "warn"
    assert "lacks Administer Projects in OPS" in badly["writing to shop"]["found"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (", projects: [NOPE]", "has no project NOPE"),
        (", jql: 'status ='", "jql"),
    ],
)
def test_what_jira_refuses_is_told_before_the_first_sync(
    here: Path, jira: Site, more: str, sentence: str
) -> None:
    found = examined(here, of_jira(jira.url, more), exit_code=1)["source shop"]
    assert found["state"] == "fail"
    assert sentence in found["found"]


def test_a_token_that_is_not_taken_is_told_and_not_shown(
    here: Path, jira: Site, linear: Linear
) -> None:
    wrong = "no-such-token-4711"
    for source, name in ((of_jira(jira.url), "shop"), (of_linear(linear.url), "acme")):
        variable = f"SHIPCAST_SOURCE_{name.upper()}_TOKEN"
        found = examined(here, source, exit_code=1, **{variable: wrong})[f"source {name}"]
        assert found["state"] == "fail"
        assert "token" in found["found"] or "key" in found["found"]
        assert wrong not in str(found)


@pytest.mark.parametrize("kind", ["jira", "linear"])
@pytest.mark.parametrize(
    ("said", "tls", "sentence"),
    [
        (Said(200, "<html>Welcome</html>", "text/html"), False, "a page instead of JSON"),
        (Said(302, "", location="https://login.example/x"), False, "login.example"),
        (Said(), True, "certificate that is not trusted"),
    ],
)
def test_what_stands_in_the_way_is_told(
    here: Path, kind: str, said: Said, *, tls: bool, sentence: str
) -> None:
    with answering(said, tls=tls) as (address, _):
        source = of_jira(address) if kind == "jira" else of_linear(address)
        found = examined(here, source, exit_code=1)
    (failed,) = (one for name, one in found.items() if name.startswith("source"))
    assert sentence in failed["found"]
    assert "\n" not in failed["found"]


@pytest.mark.parametrize("kind", ["jira", "linear"])
def test_an_address_where_nobody_is_is_told(here: Path, kind: str) -> None:
    source = of_jira("http://127.0.0.1:9") if kind == "jira" else of_linear("http://127.0.0.1:9")
    found = examined(here, source, exit_code=1)
    (failed,) = (one for name, one in found.items() if name.startswith("source"))
    assert "cannot be reached" in failed["found"]
