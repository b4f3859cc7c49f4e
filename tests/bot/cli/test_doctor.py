"""The doctor finds what is wrong and says what to do."""

import json
import threading
from collections.abc import Iterator
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update

from bot.cli.database import open_database
from bot.clock import now
from planner.recalibration.prior import shipped_prior, write_prior
from store.tables import source
from tests.bot.cli.running import shipcast, shipcast_json


class Slack(BaseHTTPRequestHandler):
    """Answers `auth.test` as Slack does, and knows one token of each kind."""

    def do_POST(self) -> None:
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        answer = (
            '{"ok":true,"user":"ship","team":"Fern"}'
            if token in ("xoxb-good", "xapp-1")
            else '{"ok":false,"error":"invalid_auth"}'
        )
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        self.wfile.write(answer.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the parent's name
        """Stay quiet."""


@pytest.fixture
def slack_url() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Slack)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/api/"
    server.shutdown()
    thread.join()
    server.server_close()


def found(checks: list[dict[str, Any]], state: str) -> str:
    return "\n".join(f"{one['found']} -> {one['todo']}" for one in checks if one["state"] == state)


def test_a_fresh_start_has_warnings_and_no_failure() -> None:
    result = shipcast("doctor")

    assert result.exit_code == 0
    assert "no file: defaults" in result.stdout
    assert "newest schema" in result.stdout
    assert "fail" not in result.stdout


def test_broken_settings_are_told_all_at_once(here: Path) -> None:
    (here / "shipcast.yaml").write_text("timezone: Mars\nweb: 3\n", encoding="utf-8")

    checks = shipcast_json("doctor", exit_code=1)

    assert [one["state"] for one in checks] == ["fail", "fail"]
    assert "line 1, timezone" in checks[0]["found"]


def test_a_secret_in_the_file_and_a_misspelt_variable_are_warned_about(here: Path) -> None:
    (here / "shipcast.yaml").write_text("slack: {signing_secret: abc}", encoding="utf-8")

    warned = found(shipcast_json("doctor", exit_code=1, SHIPCAST_DATABSE="x"), "warn")

    assert "SHIPCAST_SLACK_SIGNING_SECRET" in warned
    assert "SHIPCAST_DATABSE sets nothing" in warned
    assert "abc" not in warned


def test_sources_are_read_and_their_age_is_told(here: Path, shop: Path) -> None:
    settings = f"sources: [{{kind: files, name: shop, path: {shop}}}]"
    (here / "shipcast.yaml").write_text(settings, encoding="utf-8")

    before = shipcast_json("doctor")
    shipcast("sync")
    after = shipcast_json("doctor")

    assert "never read -> run `shipcast sync`" in found(before, "warn")
    assert "132 issues, read 0 min ago" in found(after, "ok")


def test_old_data_is_warned_about(here: Path, shop: Path) -> None:
    settings = f"sources: [{{kind: files, name: shop, path: {shop}}}]"
    (here / "shipcast.yaml").write_text(settings, encoding="utf-8")
    shipcast("sync")
    with open_database("shipcast.db") as database, database.sessions.begin() as session:
        session.execute(update(source).values(last_success_at=now() - timedelta(days=3)))

    assert "3 days ago" in found(shipcast_json("doctor"), "warn")


def test_a_source_that_cannot_be_read_fails(here: Path) -> None:
    settings = "sources: [{kind: files, name: shop, path: nowhere}]"
    (here / "shipcast.yaml").write_text(settings, encoding="utf-8")

    assert "nowhere" in found(shipcast_json("doctor", exit_code=1), "fail")


def test_a_file_that_is_no_database_fails(here: Path) -> None:
    (here / "shipcast.db").write_bytes(b"this is not a database" * 100)

    assert "not a SQLite database" in found(shipcast_json("doctor", exit_code=1), "fail")


def test_slack_lets_a_good_token_in(slack_url: str) -> None:
    checks = shipcast_json(
        "doctor",
        SHIPCAST_SLACK_BASE_URL=slack_url,
        SHIPCAST_SLACK_BOT_TOKEN="xoxb-good",
        SHIPCAST_SLACK_APP_TOKEN="xapp-1",
    )

    assert "ship in Fern" in found(checks, "ok")


def test_a_refused_token_a_missing_one_and_a_wrong_shape_fail(slack_url: str) -> None:
    checks = shipcast_json(
        "doctor",
        exit_code=1,
        SHIPCAST_SLACK_BASE_URL=slack_url,
        SHIPCAST_SLACK_MODE="http",
        SHIPCAST_SLACK_BOT_TOKEN="swapped-secret",
    )

    failed = found(checks, "fail")
    assert "invalid_auth" in failed
    assert "SHIPCAST_SLACK_SIGNING_SECRET" in failed
    assert "does not begin with xoxb-" in failed
    assert "swapped" not in failed


def test_a_slack_that_is_not_there_fails() -> None:
    checks = shipcast_json(
        "doctor",
        exit_code=1,
        SHIPCAST_SLACK_BASE_URL="http://127.0.0.1:9/api/",
        SHIPCAST_SLACK_BOT_TOKEN="xoxb-good",
        SHIPCAST_SLACK_APP_TOKEN="xapp-1",
    )

    assert "does not answer" in found(checks, "fail")


def test_coefficients_of_another_version_are_found(here: Path) -> None:
    prior = here / "prior.json"
    (here / "shipcast.yaml").write_text("planning:\n  prior: prior.json\n", encoding="utf-8")
    prior.write_text(write_prior(shipped_prior()), encoding="utf-8")
    assert "prior.json, fitted on 20" in found(shipcast_json("doctor"), "ok")

    told = json.loads(prior.read_text("utf-8"))
    told["items"]["slopes"] = {"luck": 1.0}
    prior.write_text(json.dumps(told), encoding="utf-8")
    result = shipcast("doctor", "--json")
    assert result.exit_code == 1
    assert "prior.json was fitted by another version" in found(json.loads(result.stdout), "fail")


@pytest.mark.usefixtures("imported")
def test_capacity_of_a_team_that_nobody_knows_is_found_with_the_nearest(here: Path) -> None:
    stretch = "{{team: {team}, from: 2026-12-01, to: 2026-12-31, share: 0}}"
    text = "planning:\n  capacity:\n    - " + stretch + "\n"
    (here / "shipcast.yaml").write_text(text.format(team="shpo"), encoding="utf-8")
    checks = shipcast_json("doctor")
    assert "no team is called 'shpo'" in found(checks, "warn")
    assert "shop" in found(checks, "warn")

    (here / "shipcast.yaml").write_text(text.format(team="shop"), encoding="utf-8")
    assert "no team is called" not in found(shipcast_json("doctor"), "warn")


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("planning: {order: value}\npriorities: {nothing-like-it: {value: 3}}", "no release is"),
        ("priorities: {nothing-like-it: {value: 3}}", "order: due` reads nothing of `priorities:`"),
        ("planning: {order: wsjf}", "has the figures of no release"),
        ("planning: {order: rank}", "no source tells ranks"),
        ("planning: {order: due}", ""),
    ],
)
def test_an_order_that_has_nothing_to_go_by_is_found(here: Path, text: str, said: str) -> None:
    (here / "shipcast.yaml").write_text(f"{text}\n", encoding="utf-8")
    checks = [one for one in shipcast_json("doctor") if one["check"] == "priorities"]
    assert any(said in one["found"] for one in checks) == bool(said)
