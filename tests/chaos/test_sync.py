"""A sync may be killed at any moment: what is stored in the end is what one sync would store."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from store.engine import make_engine, make_sessions, upgrade
from tests.connectors.truth import take_truth
from tests.far import serve

pytestmark = pytest.mark.chaos

ISSUES = 20_000
KILLS = 20
WAIT_SECONDS = 240


def start(database: Path, url: str) -> subprocess.Popen[str]:
    """Start a syncer, and give it when it is about to sync."""
    syncer = subprocess.Popen(  # noqa: S603 - our own module
        [sys.executable, "-m", "tests.chaos.syncer", str(database), url],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert syncer.stdout is not None
    assert syncer.stdout.readline() == "ready\n"
    return syncer


def kill_after(database: Path, url: str, seconds: float) -> None:
    syncer = start(database, url)
    time.sleep(seconds)
    syncer.send_signal(signal.SIGKILL)
    syncer.communicate()
    assert syncer.returncode == -signal.SIGKILL, "it had ended before it could be killed"


def end(database: Path, url: str) -> Any:
    """Let a syncer come to its end; give what it did."""
    told, _ = start(database, url).communicate(timeout=WAIT_SECONDS)
    return json.loads(told)


def make_database(path: Path) -> Path:
    engine = make_engine(str(path))
    upgrade(engine)
    engine.dispose()
    return path


def truth_of(database: Path) -> dict[str, list[str]]:
    engine = make_engine(str(database))
    truth = take_truth(make_sessions(engine))
    engine.dispose()
    return truth


def test_a_sync_killed_twenty_times_ends_as_if_it_never_was(
    tmp_path: Path, chance: random.Random
) -> None:
    killed, calm = (make_database(tmp_path / name) for name in ("killed.db", "calm.db"))
    with serve(ISSUES) as url:
        # So that even the last one comes before the end.
        longest = end(calm, url)["seconds"] / KILLS
        for _ in range(KILLS):
            kill_after(killed, url, chance.uniform(0, longest))
        done = end(killed, url)
        again = end(killed, url)
    truth = truth_of(killed)
    assert len(truth["issue"]) == ISSUES
    assert truth == truth_of(calm), "what is stored is not what one sync would have stored"
    assert 0 < done["fetched"] < ISSUES, "what was read before the kills was read again"
    assert again["changed"] == 0
