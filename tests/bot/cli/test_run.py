"""`shipcast run` from its start to SIGTERM, and what it refuses to start with."""

import json
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from tests.bot.cli.running import shipcast

ROOT = Path(__file__).parents[3]
PATIENCE_SECONDS = 60


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def wait_until_ready(port: int) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < give_up_at:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=5).close()
        except urllib.error.HTTPError as error:
            error.close()  # it is up, and still syncing
        except OSError:
            pass  # it is not up yet
        else:
            return
        time.sleep(0.1)
    raise AssertionError("not ready in time")


def test_it_syncs_serves_and_stops_on_sigterm(here: Path, shop: Path) -> None:
    port = free_port()
    (here / "shipcast.yaml").write_text(
        f"database: {here}/run.db\nweb: {{port: {port}}}\n"
        f"sources: [{{kind: files, name: shop, path: {shop}}}]\n",
        encoding="utf-8",
    )
    with subprocess.Popen(
        [sys.executable, "-m", "bot.cli.app", "run"],
        cwd=ROOT,
        env={"SHIPCAST_SETTINGS": str(here / "shipcast.yaml")},
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        try:
            wait_until_ready(port)
        finally:
            process.send_signal(signal.SIGTERM)
            _, logs = process.communicate(timeout=PATIENCE_SECONDS)

    assert process.returncode == 0, logs
    events = [json.loads(line)["event"] for line in logs.splitlines()]
    assert "synced" in events
    assert events[-1] == "stopped"


def test_an_address_that_is_taken_is_bad_input() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        result = shipcast("run", SHIPCAST_WEB_PORT=str(taken.getsockname()[1]))

    assert result.exit_code == 2
    assert "cannot listen" in result.stderr


def test_half_of_the_secrets_are_not_enough() -> None:
    missing = shipcast("run", SHIPCAST_SLACK_APP_TOKEN="xapp-1")
    unsigned = shipcast("run", SHIPCAST_SLACK_MODE="http", SHIPCAST_SLACK_BOT_TOKEN="xoxb-1")

    assert (missing.exit_code, unsigned.exit_code) == (2, 2)
    assert "slack.bot_token" in missing.stderr
    assert "slack.signing_secret" in unsigned.stderr


def test_a_slack_that_is_not_there_may_be_there_later() -> None:
    result = shipcast(
        "run",
        SHIPCAST_SLACK_BASE_URL="http://127.0.0.1:9/api/",
        SHIPCAST_SLACK_BOT_TOKEN="xoxb-1",
        SHIPCAST_SLACK_APP_TOKEN="xapp-1",
        SHIPCAST_WEB_PORT=str(free_port()),
    )

    assert result.exit_code == 1
    assert "cannot be reached" in result.stderr
