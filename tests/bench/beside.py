"""The peers' rows of the benchmark, measured by their own interpreter in the same run."""

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from planner.inputs import History
from planner.metrics import days_before

PEERS = Path(__file__).with_name("peers.py")
RUNS = 3
HISTORY_DAYS = 730


@dataclass(frozen=True, slots=True)
class Peer:
    """One tool: the median of its runs, and the days at the percentiles that it gives."""

    name: str
    seconds: float
    days: dict[str, int]


def measure_peers(python: Path, history: History, open_items: int, trials: int) -> list[Peer]:
    """Let every peer forecast the same open items from the same finishes, in as many trials.

    `python` is the interpreter that has them. Raises CalledProcessError where one fails.
    """
    work = {
        "today": history.as_of.date().isoformat(),
        "ages": np.floor(days_before(history, history.finished_at)).astype(int).tolist(),
        "history_days": HISTORY_DAYS,
        "open": open_items,
        "trials": trials,
        "runs": RUNS,
    }
    told = subprocess.run(  # noqa: S603 - the interpreter that the Makefile built
        [str(python), "-W", "ignore", str(PEERS)],
        input=json.dumps(work),
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        Peer(f"{row['name']} {row['version']}", median(row["seconds"]), row["days"])
        for row in json.loads(told.stdout)
    ]
