"""How long syncs take, beside a plain loop that upserts the same rows, and what they need."""

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx

from tests.far import serve

ISSUES = 20_000
RUNS = 3


@dataclass(frozen=True, slots=True)
class Syncs:
    """Seconds of a full sync, of a delta with nothing new and of the plain loop.

    The best of each: the first run finds the server cold. `megabytes` is the process's
    peak; `census_requests` how many a census took.
    """

    issues: int
    full: float
    delta: float
    loop: float
    megabytes: float
    census_requests: int

    @property
    def bars(self) -> tuple[tuple[str, float, float, bool], ...]:
        """Give what is promised: its name, what was measured, the bar, and whether it is kept."""
        speed, share = self.loop / self.full, self.delta / self.full
        return (
            ("full sync, as a share of the plain loop's speed", speed, 0.4, speed >= 0.4),
            ("delta with nothing new, of a full sync", share, 0.01, share <= 0.01),
            ("MB at the peak", self.megabytes, 250, self.megabytes <= 250),
            ("requests of a census", self.census_requests, 30, self.census_requests <= 30),
        )


def measure_syncs(issues: int = ISSUES, runs: int = RUNS) -> Syncs:
    """Sync a local tracker of so many issues, fifteen changes each; all in processes of their own.

    Sync and loop take turns, so that a machine that slows down slows both.
    """
    fulls, deltas, loops, peaks = [], [], [], []
    with serve(issues) as url, TemporaryDirectory() as folder:
        for run in range(runs):
            database = str(Path(folder) / f"{run}.db")
            told = json.loads(_run("tests.bench.syncing", database, url))
            assert told["issues"] == issues, "not all issues were synced"
            fulls.append(told["full"])
            deltas.append(told["delta"])
            peaks.append(told["megabytes"])
            loops.append(float(_run("tests.bench.upserting", database, f"{database}.loop")))
        asked = httpx.get(f"{url}/asked", trust_env=False).json()
    # A first sync takes one census, and one was asked for.
    requests = asked["/census"] // (2 * runs)
    return Syncs(issues, min(fulls), min(deltas), min(loops), max(peaks), requests)


def print_syncs(syncs: Syncs) -> None:
    """Print the figures, and how each stands to its bar."""
    print(f"\nsyncs of {syncs.issues:,} issues, 15 changes each, from a local server")
    for name, seconds in (("full", syncs.full), ("delta", syncs.delta), ("loop", syncs.loop)):
        print(f"{name:10}{seconds:10.2f} s")
    for name, measured, bar, is_kept in syncs.bars:
        verdict = "kept" if is_kept else "MISSED"
        print(f"{name:50}{measured:10.3f}{bar:10.2f}  {verdict}")


def _run(module: str, *arguments: str) -> str:
    done = subprocess.run(  # noqa: S603 - our own module
        [sys.executable, "-m", module, *arguments], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


if __name__ == "__main__":
    print_syncs(measure_syncs(*map(int, sys.argv[1:3])))
