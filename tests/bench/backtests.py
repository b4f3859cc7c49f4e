"""How long backtests of 10,000 forecasts take, as `shipcast backtest` makes them."""

import os
import time
from dataclasses import dataclass
from math import ceil

from bot.backtesting import backtest_sources, sources_of
from planner.calendar import WorkCalendar
from tests.bench.past import a_past

FORECASTS = 10_000
KINDS = ("items", "release")
BAR_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Backtest:
    """How many forecasts were made; `cpu_seconds` are those of all processes together."""

    kind: str
    forecasts: int
    seconds: float
    cpu_seconds: float

    @property
    def is_kept(self) -> bool:
        return self.seconds <= BAR_SECONDS


def measure_backtest(kind: str, calendar: WorkCalendar, forecasts: int = FORECASTS) -> Backtest:
    """Backtest as many sources as it takes, on all cores, once: that is long enough."""
    of_one = len(backtest_sources(a_past(), kind, ["t0"], calendar))
    past = a_past(ceil(forecasts / of_one))
    began, used = time.perf_counter(), _cpu_seconds()
    made = len(backtest_sources(past, kind, sources_of(past), calendar))
    return Backtest(kind, made, time.perf_counter() - began, _cpu_seconds() - used)


def print_backtests(backtests: list[Backtest]) -> None:
    """Print the figures, and how each stands to its bar."""
    print(f"\nbacktests, of {FORECASTS:,} forecasts or a few more")
    print(f"{'kind':26}{'forecasts':>12}{'CPU s':>12}{'s':>10}{'bar':>10}")
    for one in backtests:
        verdict = "kept" if one.is_kept else "MISSED"
        told = f"{one.cpu_seconds:12.1f}{one.seconds:10.1f}{BAR_SECONDS:10.0f}"
        print(f"{one.kind:26}{one.forecasts:12,}{told}  {verdict}")


def _cpu_seconds() -> float:
    """Count what this process and those that it has waited for have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system
