"""Fitting a prior to outcomes, and judging it on what it has not seen."""

from datetime import timedelta

import numpy as np
import pytest

from planner.backtest.outcome import OURS, Outcome
from planner.backtest.scores import score_all
from planner.recalibration.fit import FEWEST_OUTCOMES, fit_model, held_out, percentiles_by
from planner.recalibration.of_items import FEATURES
from tests.planner.build import NOW

TRUTH = np.array([0.5, -0.3, 0.2])


def _outcomes(source: str, number: int, seed: int, shift: float = 0.4) -> list[Outcome]:
    """Outcomes that come later than simulated by features and chance."""
    rng = np.random.default_rng(seed)
    made = []
    for row in range(number):
        features = rng.normal(size=len(FEATURES))
        base = 30.0 * np.array([0.5, 0.7, 1.0, 1.5, 2.0])
        actual = 30.0 * np.exp(features @ TRUTH + shift + 0.4 * rng.standard_normal())
        methods = {OURS: base, "boot90d": base, "bootw26": base}
        at = NOW - timedelta(days=row)
        made.append(Outcome(source, "items", "5", at, methods, actual, False, features, base))
    return made


def test_the_fit_finds_what_made_the_outcomes() -> None:
    model = fit_model(_outcomes("a", 3000, 1))
    assert model.features == FEATURES
    assert model.slopes == pytest.approx(TRUTH, abs=0.05)
    assert model.offsets[2] == pytest.approx(0.4, abs=0.05)


def test_each_family_is_judged_by_the_others_alone() -> None:
    """A family that behaves like no other must be judged badly: its own outcomes did not help."""
    odd = _outcomes("odd", 400, 3, shift=2.0)
    usual = [*_outcomes("a", 400, 4), *_outcomes("b", 400, 5)]
    judged = held_out([*odd, *usual], {"a": "usual", "b": "usual"})

    assert judged.keys() == {"odd", "usual"}
    assert score_all(judged["odd"])[0].coverage[4] < 0.5
    alone = held_out([*odd, *_outcomes("odd2", 400, 6, shift=2.0)], {})
    assert score_all(alone["odd"])[0].coverage[4] == pytest.approx(0.95, abs=0.05)


def test_a_fit_comes_true_as_often_as_it_says_on_what_it_has_not_seen() -> None:
    seen = [o for name in "abc" for o in _outcomes(name, 500, ord(name))]
    judged = held_out(seen, {})
    every = [outcome for part in judged.values() for outcome in part]
    assert score_all(every)[0].coverage == pytest.approx([0.05, 0.15, 0.5, 0.85, 0.95], abs=0.04)


def test_percentiles_never_cross_whatever_the_offsets() -> None:
    outcome = _outcomes("a", 1, 9)[0]
    model = fit_model(_outcomes("a", 300, 9))
    assert (np.diff(percentiles_by(model, outcome)) >= 0).all()


def test_too_few_outcomes_are_refused_and_a_family_without_others_is_left_out() -> None:
    with pytest.raises(ValueError, match="too few"):
        fit_model(_outcomes("a", FEWEST_OUTCOMES - 1, 1))
    assert held_out(_outcomes("a", 200, 1), {}) == {}
