"""Backtest of "when will the next N items be done?", by the protocol of the calibration table."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np

from planner.backtest.outcome import OURS, Outcome, backtest_percentiles
from planner.baselines import BASELINES
from planner.calendar import WorkCalendar
from planner.finish_stream import FinishStream, finish_stream
from planner.item_forecaster import ItemForecaster, ItemsForecast
from planner.metrics import DAY
from planner.recalibration.prior import Prior
from planner.refusal import refuse_team
from planner.state import as_moment, from_moment
from planner.timeline import Floats, Timeline, Times

TARGETS = (5, 10, 20, 40, 80)
EVERY = timedelta(days=56)
FIRST_AFTER = timedelta(days=365)
FEWEST_RECENT = 5  # finishes in the last 90 days
RECENT_DAYS = 90
LONGEST_NAIVE_DAYS = 400


def item_cutoffs(finishes: Times) -> Iterator[datetime]:
    """Give the ends of the days on which to forecast: every 56 days, from a year on."""
    if not len(finishes):
        return
    first, last = from_moment(finishes[0]), from_moment(finishes[-1])
    if first is None or last is None:
        raise ValueError("a stream of finishes has no NaT")
    cutoff = first.replace(hour=23, minute=59, second=59) + FIRST_AFTER
    while cutoff < last:
        yield cutoff
        cutoff += EVERY


def backtest_items(
    timeline: Timeline, source: str, calendar: WorkCalendar, seed: int, prior: Prior
) -> list[Outcome]:
    """Forecast at every cutoff of one source, and look up what happened.

    Each forecast knows how the source's earlier ones fared, as far as that was known by then.
    """
    finish = finish_stream(timeline, source)
    finishes = finish.finishes()
    if not len(finishes):
        return []
    # Days of the protocol are UTC days: a cutoff is the end of one.
    forecaster = ItemForecaster(finish, replace(calendar, zone="UTC"), seed, prior.items)
    return [
        outcome
        for cutoff in item_cutoffs(finishes)
        for outcome in _at_cutoff(forecaster, finishes, cutoff)
    ]


def forecast_next(
    finish: FinishStream,
    targets: tuple[int, ...],
    as_of: datetime,
    calendar: WorkCalendar,
    seed: int,
    prior: Prior,
) -> ItemsForecast:
    """Forecast as a backtest at this moment would, having made all earlier forecasts."""
    known = np.sort(finish.history(as_of).finished_at)
    forecaster = ItemForecaster(finish, calendar, seed, prior.items)
    for cutoff in item_cutoffs(known):
        before = finish.history(cutoff)
        askable = askable_targets(before.finish_ages)
        if cutoff < as_of and askable:
            _forecast_and_remember(forecaster, cutoff, askable)
    return forecaster.forecast(as_of, targets)


def _at_cutoff(forecaster: ItemForecaster, finishes: Times, cutoff: datetime) -> Iterator[Outcome]:
    source = forecaster.stream.source
    history = forecaster.stream.history(cutoff)
    ages = history.finish_ages
    targets = askable_targets(ages)
    if not targets:
        return
    said, stated = _forecast_and_remember(forecaster, cutoff, targets)
    methods = {name: method(ages, targets) for name, method in BASELINES.items()}
    methods[OURS] = stated
    refused = refuse_team(history) is not None
    to_come = finishes[finishes > as_moment(cutoff)]
    for row, target in enumerate(targets):
        if len(to_come) >= target:
            yield Outcome(
                source=source,
                kind="items",
                target=str(target),
                cutoff=cutoff,
                methods={name: days[row] for name, days in methods.items()},
                actual_days=_days_after(to_come[target - 1], cutoff),
                refused=refused,
                features=said.features[row],
                base=backtest_percentiles(said.simulated[row]),
            )


def _forecast_and_remember(
    forecaster: ItemForecaster, cutoff: datetime, targets: tuple[int, ...]
) -> tuple[ItemsForecast, Floats]:
    """Give a forecast and the percentiles that it states, from which later ones learn."""
    said = forecaster.forecast(cutoff, targets)
    stated = np.array([backtest_percentiles(days) for days in said.days])
    forecaster.remember(cutoff, targets, stated)
    return said, stated


def askable_targets(ages_days: Floats) -> tuple[int, ...]:
    """Give the targets that the protocol asks for at a cutoff, from the ages of the finishes."""
    recent = int((ages_days < RECENT_DAYS).sum())
    if recent < FEWEST_RECENT:
        return ()
    return tuple(n for n in TARGETS if n / (recent / RECENT_DAYS) <= LONGEST_NAIVE_DAYS)


def _days_after(moment: np.datetime64, cutoff: datetime) -> float:
    return max(float(np.ceil((moment - as_moment(cutoff)) / DAY)), 1.0)
