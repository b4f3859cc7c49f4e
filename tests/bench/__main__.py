"""`make bench`: how long the main jobs take, as ratios to a plain numpy bootstrap.

Given the interpreter of an environment that has them, it measures other tools in the same run.
"""

import platform
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import numpy as np

from planner.items import simulate_items
from planner.metrics import days_before, weekly_throughput
from planner.plan import forecast_plan
from planner.recalibration.of_items import recalibrate_items
from planner.recalibration.prior import shipped_prior
from planner.simulated import simulate_plan
from planner.simulation import TRIALS
from tests.bench.baseline import plain_bootstrap
from tests.bench.beside import measure_peers
from tests.bench.chain import a_chain, at_work
from tests.bench.company import a_team
from tests.bench.syncs import measure_syncs, print_syncs

RUNS = 9
OPEN = 200
RELEASES = 100
MANY_TRIALS = 10_000


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    work: Callable[[], object]


def main() -> None:
    """Run every job in turn, several times over, and print the medians."""
    one, many = a_team(1, OPEN), a_team(RELEASES, 2)
    chain = a_chain(many)
    planned = at_work(chain)
    weekly = weekly_throughput(one.teams[0], 26)
    history = one.teams[0]
    jobs = (
        Job("plain numpy bootstrap", lambda: plain_bootstrap(weekly, OPEN, TRIALS, 1)),
        Job(
            f"the next {OPEN} items",
            lambda: recalibrate_items(
                simulate_items(history, [OPEN], one.calendar, np.random.default_rng(1)),
                days_before(history, history.finished_at),
                shipped_prior().items,
            ),
        ),
        Job(f"one release, {OPEN} open", lambda: forecast_plan(one, np.random.default_rng(1))),
        Job(
            f"{RELEASES} releases of one team",
            lambda: forecast_plan(many, np.random.default_rng(1)),
        ),
        Job(
            f"{RELEASES} chained, {MANY_TRIALS:,} trials",
            lambda: simulate_plan(chain, planned, 1, MANY_TRIALS),
        ),
    )
    # The jobs take turns, so that a machine that slows down slows all of them.
    seconds = [[_timed(job.work) for job in jobs] for _ in range(RUNS)]
    medians = [median(times) for times in zip(*seconds, strict=True)]
    print(f"{platform.machine()}, Python {platform.python_version()}, {TRIALS} trials, {RUNS} runs")
    print(f"{'job':30}{'median ms':>12}{'x baseline':>12}")
    for job, taken in zip(jobs, medians, strict=True):
        _print_row(job.name, taken, medians[0])
    for python in map(Path, sys.argv[1:2]):
        for peer in measure_peers(python, history, OPEN, TRIALS):
            _print_row(peer.name, peer.seconds, medians[0])
    print_syncs(measure_syncs())


def _print_row(name: str, seconds: float, baseline: float) -> None:
    print(f"{name:30}{seconds * 1000:12.1f}{seconds / baseline:12.1f}")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


main()
