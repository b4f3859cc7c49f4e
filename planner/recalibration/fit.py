"""Fits a prior to what backtests found, and judges it on projects that the fit has not seen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from planner.backtest.outcome import OURS, Outcome
from planner.backtest.scores import outcome_weights
from planner.baselines import BACKTEST_PERCENTILES, LONGEST_DAYS
from planner.recalibration import of_items, of_releases
from planner.recalibration.prior import Model
from planner.recalibration.regression import fit_lines
from planner.timeline import Floats

QUANTILES = np.array(BACKTEST_PERCENTILES) / 100
# Draws slopes of standardised features to zero; the fits hardly change between 0.005 and 0.2.
RIDGE = 0.02
FEWEST_OUTCOMES = 50  # fewer cannot carry five quantiles and a handful of slopes

_FEATURES = {
    "items": (of_items.FEATURES, of_items.LEAST_SLOPES),
    "release": (of_releases.FEATURES, of_releases.LEAST_SLOPES),
}


def fit_model(outcomes: Sequence[Outcome]) -> Model:
    """Fit the model of one kind of outcome, all of the same kind.

    Items weigh the same; releases do, however often each was forecast.

    Raises:
        ValueError: there are fewer outcomes than a fit can stand on.
    """
    if len(outcomes) < FEWEST_OUTCOMES:
        raise ValueError(
            f"{len(outcomes)} outcomes are too few to fit a prior on: at least {FEWEST_OUTCOMES}"
        )
    names, least = _FEATURES[outcomes[0].kind]
    lines = fit_lines(
        np.array([outcome.features for outcome in outcomes]),
        np.array([np.log(outcome.actual_days / outcome.base) for outcome in outcomes]),
        QUANTILES,
        outcome_weights(outcomes),
        least_slopes=least,
        ridge=RIDGE,
    )
    return Model(names, lines.slopes, QUANTILES, lines.intercepts)


def percentiles_by(model: Model, outcome: Outcome) -> Floats:
    """Give the five percentiles that a model states for a past forecast, in days."""
    logs = np.log(outcome.base) + model.location(outcome.features) + model.offsets
    return np.asarray(np.clip(np.exp(np.sort(logs)), 1.0, LONGEST_DAYS))


def judged_by(model: Model, outcomes: Sequence[Outcome]) -> list[Outcome]:
    """Give the same outcomes with what this model would have stated as ours."""
    return [replace(o, methods={**o.methods, OURS: percentiles_by(model, o)}) for o in outcomes]


def held_out(outcomes: Sequence[Outcome], families: Mapping[str, str]) -> dict[str, list[Outcome]]:
    """Judge each family of sources by a model that was fitted on all the others.

    `families` maps a source to its family; a source without one is a family of its own. A family
    is left out of the answer where too little else is there to fit on.
    """
    of_each = [families.get(outcome.source, outcome.source) for outcome in outcomes]
    judged = {}
    for family in sorted(set(of_each)):
        pairs = [*zip(outcomes, of_each, strict=True)]
        others = [outcome for outcome, its in pairs if its != family]
        mine = [outcome for outcome, its in pairs if its == family]
        if len(others) >= FEWEST_OUTCOMES:
            judged[family] = judged_by(fit_model(others), mine)
    return judged
