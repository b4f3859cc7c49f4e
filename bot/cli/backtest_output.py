"""A backtest as a table, as JSON and as a CSV of its single forecasts."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from bot.cli.failures import InputError
from bot.views.reliability import Curve, diagram_svg
from bot.words.catalogue import say_plain
from planner.backtest.outcome import OURS, Outcome
from planner.backtest.reliability import Reliability, best_baseline, reliability
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


def curves(outcomes: Sequence[Outcome]) -> tuple[Curve, Curve | None]:
    """Give the reliability of ours and of the best of the others."""
    best = best_baseline(score_all(outcomes))
    ours = Curve(OURS, reliability(outcomes, OURS))
    return ours, None if best is None else Curve(best.method, reliability(outcomes, best.method))


def write_svg(path: Path, kind: str, outcomes: Sequence[Outcome]) -> None:
    """Draw the reliability diagram into a file. Raises InputError where that cannot be."""
    title = say_plain("reliability.svg_title", kind=kind)
    try:
        path.write_text(diagram_svg(title, *curves(outcomes)), encoding="utf-8")
    except OSError as error:
        raise InputError(f"{path} cannot be written: {error.strerror}") from error


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
                "coverage_90": dict(
                    zip(NAMES, map(_interval, reliability(outcomes, score.method)), strict=True)
                ),
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


def _interval(point: Reliability) -> tuple[float, float]:
    return round(point.low, 4), round(point.high, 4)


def _row(outcome: Outcome, others: Iterable[str]) -> tuple[Any, ...]:
    about = (outcome.source, outcome.kind, outcome.target, outcome.cutoff.isoformat())
    baselines = [days for method in others for days in _days(outcome, method)]
    return (*about, *_days(outcome, OURS), f"{outcome.actual_days:g}", *baselines)


def _days(outcome: Outcome, method: str) -> list[str]:
    return [f"{days:.6g}" for days in outcome.methods[method]]
