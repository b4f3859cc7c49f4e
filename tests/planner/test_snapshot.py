"""What is kept of an answer."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np

from planner.answer import Answer, Plan, ReleaseForecast
from planner.category import Category
from planner.cut import inputs_at
from planner.plan import forecast_plan
from planner.snapshot import Snapshot, snapshot_of
from planner.timeline import DateMove, ReleaseFacts
from tests.planner.build import EVERY_DAY, NOW, Work, ago, release, steady, timeline


def _plan(*releases: ReleaseFacts) -> Plan:
    done = [Work(day + 9, [(day, Category.DONE)], [(0, 90, None)]) for day in steady(6)]
    work = done + [Work(100, places=[(0, 100, None)]) for _ in range(20)]
    return forecast_plan(inputs_at(timeline(work, releases), NOW, EVERY_DAY), _rng())


def _rng() -> np.random.Generator:
    return np.random.default_rng(3)


def _kept(answer: Answer) -> Snapshot:
    return snapshot_of(answer, NOW, "v1", 3, "abc")


def test_a_forecast_keeps_its_dates_and_how_it_stands() -> None:
    due = DateMove(ago(50), (NOW + timedelta(days=60)).date())
    plan = _plan(release("A", due_moves=(due,)))
    answer = plan.answers[0]
    assert isinstance(answer, ReleaseForecast)
    kept = snapshot_of(answer, NOW, "v1", plan.seed, plan.inputs_hash)
    assert (kept.release_id, kept.name, kept.state) == ("s:A", "A", "forecast")
    dates = (kept.p5, kept.p15, kept.p50, kept.p70, kept.p85, kept.p95)
    assert dates == tuple(answer.percentile(percent) for percent in (5, 15, 50, 70, 85, 95))
    assert (kept.due_on, kept.health) == (due.due_on, answer.health.value)
    assert kept.likelihood_due == answer.likelihood((NOW + timedelta(days=60)).date())
    assert (kept.open_items, kept.done_items) == (20, len(answer.scope.done_items))
    assert (kept.seed, kept.inputs_hash) == (answer.seed, answer.inputs_hash)
    assert (kept.shipped_on, kept.reason) == (None, None)


def test_without_a_date_there_is_no_likelihood_of_it() -> None:
    kept = _kept(_plan(release("A")).answers[0])
    assert (kept.due_on, kept.likelihood_due, kept.health) == (None, None, "no_date")


def test_what_ends_beyond_the_horizon_keeps_no_date() -> None:
    answer = _plan(release("A")).answers[0]
    assert isinstance(answer, ReleaseForecast)
    far = replace(answer, days=np.concatenate((np.full(60, 10.0), np.full(40, np.inf))))
    kept = _kept(far)
    assert kept.p50 == answer.today + timedelta(days=10)
    assert (kept.p70, kept.p85, kept.p95) == (None, None, None)


def test_a_refusal_keeps_its_reason_and_a_shipped_one_its_day() -> None:
    out = release("A", is_released=True, released_on=date(2026, 2, 20))
    kept = {one.name: one for one in map(_kept, _plan(out, release("B")).answers)}
    refused, shipped = kept["B"], kept["A"]
    assert (refused.state, refused.reason, refused.health) == ("refused", "refusal.empty", None)
    assert (refused.p50, refused.p85, refused.likelihood_due) == (None, None, None)
    assert (shipped.state, shipped.health) == ("shipped", "shipped")
    assert shipped.shipped_on == date(2026, 2, 20)
