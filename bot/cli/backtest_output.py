"""A backtest as a table, as JSON and as a CSV of its single forecasts."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.cli.failures import InputError
from planner.backtest.outcome import OURS, Outcome
from planner.backtest.scores import refused_share, score_all
from planner.baselines import BACKTEST_PERCENTILES

NAMES = tuple(f"p{percent}" for percent in BACKTEST_PERCENTILES)


def backtest_rows(outcomes: Sequence[Outcome]) -> Iterator[tuple[str, ...]]:
    """Give a row a method: n, coverage at the percentiles, pinball, error, width."""
    for score in score_all(outcomes):
        yield (
            score.method,
            f"{score.forecasts:,}",
            *(f"{share:.0%}" for share in score.coverage),
            f"{score.pinball:.3f}",
            f"{score.median_error:.0%}",
            f"{score.median_width:.2f}",
        )


def backtest_json(kind: str, source: str | None, outcomes: Sequence[Outcome]) -> dict[str, Any]:
    return {
        "kind": kind,
        "source": source,
        "forecasts": len(outcomes),
        "refused_share": refused_share(outcomes),
        "methods": [
            {
                "method": score.method,
                "n": score.forecasts,
                "coverage": dict(zip(NAMES, score.coverage, strict=True)),
                "pinball": score.pinball,
                "median_error": score.median_error,
                "median_p85_over_p50": score.median_width,
            }
            for score in score_all(outcomes)
        ],
    }


def write_forecasts(path: Path, outcomes: Sequence[Outcome]) -> None:
    """Write a row a forecast: ours, what happened, then every baseline under its own prefix."""
    others = sorted(outcomes[0].methods.keys() - {OURS}) if outcomes else []
    prefixed = [f"{method}_{name}" for method in others for name in NAMES]
    head = ("source", "kind", "target", "cutoff", *NAMES, "actual_days", *prefixed)
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(head)
            writer.writerows(_row(outcome, others) for outcome in outcomes)
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


def _row(outcome: Outcome, others: Iterable[str]) -> tuple[Any, ...]:
    about = (outcome.source, outcome.kind, outcome.target, outcome.cutoff.isoformat())
    baselines = [days for method in others for days in _days(outcome, method)]
    return (*about, *_days(outcome, OURS), f"{outcome.actual_days:g}", *baselines)


def _days(outcome: Outcome, method: str) -> list[str]:
    return [f"{days:.6g}" for days in outcome.methods[method]]
