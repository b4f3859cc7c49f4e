"""Other forecasters at the same work; run by the interpreter of their own environment.

Reads the work as JSON from stdin and prints a row a tool: how long it took, and what it said.
Nothing of Shipcast can be imported here.
"""

import contextlib
import importlib
import io
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from importlib.metadata import version
from typing import Any

QUANTILES = (0.05, 0.15, 0.5, 0.85, 0.95)
Days = dict[str, int]


def flowpulse_days(work: dict[str, Any]) -> Days:
    """Forecast by `MonteCarloService.when`: single days drawn; it knows P50, P70, P85 and P95."""
    service = importlib.import_module("flowpulse.services.MonteCarloService")
    today = date.fromisoformat(work["today"])
    closed: dict[date, int] = {}
    for age in work["ages"]:
        on = today - timedelta(days=age)
        closed[on] = closed.get(on, 0) + 1
    with tempfile.TemporaryDirectory() as charts:
        forecaster = service.MonteCarloService(
            work["history_days"], charts, today=today, trials=work["trials"]
        )
        with contextlib.redirect_stdout(io.StringIO()):  # it tells what it does as it goes
            dates = forecaster.when(work["open"], closed)[:4]
    names = ("p50", "p70", "p85", "p95")
    return {name: (on - today).days for name, on in zip(names, dates, strict=True)}


def jira_agile_metrics_days(work: dict[str, Any]) -> Days:
    """Forecast by its `BurnupForecastCalculator`, and read the quantiles as its chart does."""
    pandas = importlib.import_module("pandas")
    forecast = importlib.import_module("jira_agile_metrics.calculators.forecast")
    today = pandas.Timestamp(work["today"])
    done = [today - pandas.Timedelta(days=age) for age in work["ages"]]
    finished = len(done)
    calculator = forecast.BurnupForecastCalculator(
        None,
        {
            "burnup_forecast_chart": "unused.png",  # without a file it computes nothing
            "backlog_column": "Backlog",
            "done_column": "Done",
            "burnup_forecast_chart_throughput_window_end": today.date(),
            "burnup_forecast_chart_throughput_window": work["history_days"],
            "burnup_forecast_chart_target": None,
            "burnup_forecast_chart_trials": work["trials"],
        },
        {
            forecast.CycleTimeCalculator: pandas.DataFrame({"key": range(finished), "Done": done}),
            forecast.BurnupCalculator: pandas.DataFrame(
                {"Backlog": [finished + work["open"]], "Done": [finished]}, index=[today]
            ),
        },
    )
    ends = calculator.run().apply(pandas.Series.last_valid_index)
    days = ((ends.quantile(list(QUANTILES)) - today) / pandas.Timedelta(days=1)).round()
    return {f"p{round(100 * q)}": int(day) for q, day in zip(QUANTILES, days, strict=True)}


PEERS: Sequence[tuple[str, Callable[[dict[str, Any]], Days]]] = (
    ("flowpulse", flowpulse_days),
    ("jira-agile-metrics", jira_agile_metrics_days),
)


def main() -> None:
    """Do the work by every tool, some runs each after one that does not count."""
    work = json.load(sys.stdin)
    rows = []
    for name, forecast in PEERS:
        forecast({**work, "trials": 10})  # imports, and whatever is made once
        seconds = []
        for _ in range(work["runs"]):
            began = time.perf_counter()
            days = forecast(work)
            seconds.append(time.perf_counter() - began)
        rows.append({"name": name, "version": version(name), "seconds": seconds, "days": days})
    json.dump(rows, sys.stdout)


if __name__ == "__main__":
    main()
