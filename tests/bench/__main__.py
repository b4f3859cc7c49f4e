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

from planner.backtest.releases import backtest_releases
from planner.calendar import WorkCalendar
from planner.inputs import PlanInputs
from planner.items import simulate_items
from planner.metrics import days_before, weekly_throughput
from planner.plan import forecast_plan
from planner.recalibration.of_items import recalibrate_items
from planner.recalibration.prior import shipped_prior
from planner.simulated import simulate_plan
from planner.simulation import TRIALS
from tests.bench.asking.measure import measure_askings, print_askings
from tests.bench.backtests import KINDS, measure_backtest, print_backtests
from tests.bench.baseline import plain_bootstrap
from tests.bench.beside import measure_peers
from tests.bench.chain import a_chain, at_work
from tests.bench.company import a_team
from tests.bench.past import a_past
from tests.bench.syncs import measure_syncs, print_syncs

RUNS = 9
OPEN = 200
RELEASES = 100
MANY_TRIALS = 10_000


@dataclass(frozen=True, slots=True)
class Job:
    name: str
    work: Callable[[], object]
    times: int = 1  # how many of what it is named after are done at once


def main() -> None:
    """Run every job in turn, several times over, and print the medians."""
    one = a_team(1, OPEN)
    jobs = (*_jobs_of_one(one), *_jobs_of_many(a_team(RELEASES, 2)), _backtest(one.calendar))
    # The jobs take turns, so that a machine that slows down slows all of them.
    seconds = [[_timed(job.work) / job.times for job in jobs] for _ in range(RUNS)]
    medians = [median(times) for times in zip(*seconds, strict=True)]
    print(f"{platform.machine()}, Python {platform.python_version()}, {TRIALS} trials, {RUNS} runs")
    print(f"{'job':36}{'median ms':>12}{'x baseline':>12}")
    for job, taken in zip(jobs, medians, strict=True):
        _print_row(job.name, taken, medians[0])
    for python in map(Path, sys.argv[1:2]):
        for peer in measure_peers(python, one.teams[0], OPEN, TRIALS):
            _print_row(peer.name, peer.seconds, medians[0])
    print_backtests([measure_backtest(kind, one.calendar) for kind in KINDS])
    print_syncs(measure_syncs())
    print_askings(measure_askings())


def _jobs_of_one(one: PlanInputs) -> tuple[Job, ...]:
    history = one.teams[0]
    weekly = weekly_throughput(history, 26)
    return (
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
    )


def _jobs_of_many(many: PlanInputs) -> tuple[Job, ...]:
    chain = a_chain(many)
    planned = at_work(chain)
    return (
        Job(
            f"{RELEASES} releases of one team",
            lambda: forecast_plan(many, np.random.default_rng(1)),
        ),
        Job(
            f"{RELEASES} chained, {MANY_TRIALS:,} trials",
            lambda: simulate_plan(chain, planned, 1, MANY_TRIALS),
        ),
    )


def _backtest(calendar: WorkCalendar) -> Job:
    past, prior = a_past(), shipped_prior()
    forecasts = len(backtest_releases(past, "t0", calendar, 1, prior))
    return Job(
        f"a backtest, each of {forecasts} forecasts",
        lambda: backtest_releases(past, "t0", calendar, 1, prior),
        forecasts,
    )


def _print_row(name: str, seconds: float, baseline: float) -> None:
    print(f"{name:36}{seconds * 1000:12.1f}{seconds / baseline:12.1f}")


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


main()
