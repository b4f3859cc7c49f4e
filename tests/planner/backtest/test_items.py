"""The protocol of the items backtest."""

import itertools
from datetime import timedelta

import numpy as np
import pytest

from planner.backtest.items import backtest_items, item_cutoffs
from planner.backtest.outcome import OURS, backtest_percentiles
from planner.baselines import BASELINES
from planner.category import Category
from planner.finish_stream import finish_stream
from planner.recalibration.prior import shipped_prior
from planner.timeline import Timeline
from tests.planner.build import EVERY_DAY, Work, ago, moments, timeline

DONE, DOING = Category.DONE, Category.DOING

SEED, PRIOR = 7, shipped_prior()


def _line(*, every: float = 2.0, days: float = 700.0) -> Timeline:
    finished = np.arange(0.5, days, every)
    return timeline([Work(age + 5, [(age, DONE)]) for age in finished])


def test_cutoffs_start_a_year_after_the_first_finish_and_come_every_56_days() -> None:
    cutoffs = list(item_cutoffs(moments([ago(600), ago(1)])))
    assert cutoffs[0].date() == ago(600).date() + timedelta(days=365)
    assert {b - a for a, b in itertools.pairwise(cutoffs)} == {timedelta(days=56)}
    assert cutoffs[-1] < ago(1)


def test_every_outcome_follows_its_cutoff_by_the_days_it_says() -> None:
    outcomes = backtest_items(_line(), "s", EVERY_DAY, SEED, PRIOR)
    assert {outcome.target for outcome in outcomes} == {"5", "10", "20", "40", "80"}
    assert all(outcome.methods.keys() == {OURS, *BASELINES} for outcome in outcomes)
    for outcome in outcomes:
        assert outcome.actual_days == pytest.approx(2 * int(outcome.target), abs=2)


def test_an_outcome_that_nobody_knows_yet_is_left_out() -> None:
    last = max(outcome.cutoff for outcome in backtest_items(_line(), "s", EVERY_DAY, SEED, PRIOR))
    late = [
        o.target for o in backtest_items(_line(), "s", EVERY_DAY, SEED, PRIOR) if o.cutoff == last
    ]
    assert "80" not in late


def test_a_slow_stream_is_skipped_and_a_far_answer_too() -> None:
    assert backtest_items(_line(every=30), "s", EVERY_DAY, SEED, PRIOR) == []
    targets = {o.target for o in backtest_items(_line(every=8), "s", EVERY_DAY, SEED, PRIOR)}
    assert targets == {"5", "10", "20", "40"}


def test_a_source_without_a_finish_has_no_backtest() -> None:
    assert backtest_items(timeline([Work(900)]), "s", EVERY_DAY, SEED, PRIOR) == []
    assert backtest_items(_line(), "elsewhere", EVERY_DAY, SEED, PRIOR) == []


def test_a_reopened_item_was_done_as_far_as_was_known_then() -> None:
    work = [Work(90, [(80, DONE), (40, DOING), (10, DONE)])]
    finish = finish_stream(timeline(work), "s")
    assert len(finish.finishes()) == 1
    assert [len(finish.history(ago(days)).finished_at) for days in (85, 60, 20, 0)] == [0, 1, 0, 1]


def test_a_forecast_sees_nothing_past_its_cutoff() -> None:
    """With another future behind it, every forecast up to a cutoff is the same, to the byte."""
    ages = np.arange(0.5, 700, 2.0)
    cutoff = ago(210)
    real = timeline([Work(age + 5, [(age, DONE)]) for age in ages])
    busier = [age for age in np.arange(0.5, 209, 0.5) if ago(age) > cutoff]
    known = [age for age in ages if ago(age) <= cutoff]
    other = timeline([Work(age + 5, [(age, DONE)]) for age in [*known, *busier]])
    seen = [
        [(o.cutoff, o.target, {k: d.tobytes() for k, d in o.methods.items()}) for o in outcomes]
        for outcomes in (
            [o for o in backtest_items(line, "s", EVERY_DAY, SEED, PRIOR) if o.cutoff <= cutoff]
            for line in (real, other)
        )
    ]
    assert len(seen[0]) >= 10
    assert seen[0] == seen[1]


def test_scored_percentiles_stay_within_a_day_and_ten_years() -> None:
    days = np.array([0.0, 5.0, 9.0, np.inf])
    assert backtest_percentiles(days).tolist() == [1.0, 1.0, 5.0, 3650.0, 3650.0]
