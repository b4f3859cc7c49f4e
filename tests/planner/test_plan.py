"""The laws of a plan of one or many releases."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.answer import (
    PERCENTILES,
    Answer,
    Health,
    Plan,
    Refusal,
    ReleaseForecast,
    Shipped,
)
from planner.calendar import WorkCalendar
from planner.category import Category
from planner.cut import inputs_at
from planner.inputs import Capacity, ReleaseTrain
from planner.plan import forecast_plan
from planner.timeline import DateMove, ReleaseFacts, TeamFacts
from tests.planner.build import EVERY_DAY, NOW, TEAM, Work, ago, release, steady, timeline

Place = tuple[int, float, float | None]
OTHER = TeamFacts("s:other", "Other", "s")


def _done(
    places: list[tuple[int, float, float | None]], pace: int = 6, team: int = 0
) -> list[Work]:
    return [Work(d + 9, [(d, Category.DONE)], places, team) for d in steady(pace)]


def _open(count: int, *releases: int, team: int = 0) -> list[Work]:
    return [Work(100, places=[(r, 100, None) for r in releases], team=team) for _ in range(count)]


def _plan(work: list[Work], *releases: ReleaseFacts, seed: int = 1) -> Plan:
    line = timeline(work, releases, (TEAM, OTHER))
    return forecast_plan(inputs_at(line, NOW, EVERY_DAY), np.random.default_rng(seed))


def _forecast(answer: Answer) -> ReleaseForecast:
    assert isinstance(answer, ReleaseForecast)
    return answer


def _refusal(answer: Answer) -> Refusal:
    assert isinstance(answer, Refusal)
    return answer


def _median(answer: Answer) -> float:
    return float(np.median(_forecast(answer).days))


def test_percentiles_never_cross_and_are_never_in_the_past() -> None:
    forecast = _forecast(_plan(_done([(0, 90, None)]) + _open(20, 0), release("A")).answers[0])
    dates = [forecast.percentile(p) for p in (5, 15, 50, 70, 85, 95)]
    known = [on for on in dates if on is not None]
    assert known == sorted(known)
    assert known[0] > forecast.today


def test_likelihood_reaches_85_percent_on_the_p85_date_and_not_the_day_before() -> None:
    forecast = _forecast(_plan(_done([(0, 90, None)]) + _open(20, 0), release("A")).answers[0])
    p85 = forecast.percentile(85)
    assert p85 is not None
    assert forecast.likelihood(p85) >= 0.85
    assert forecast.likelihood(p85 - timedelta(days=1)) < 0.85


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 60),
    st.integers(0, 30),
    st.sampled_from([None, 1, 2]),
    st.sampled_from([None, ReleaseTrain(1, 2, NOW.date())]),
    st.integers(0, 2**31),
)
def test_each_stated_date_is_the_first_that_is_so_likely(
    mine: int, theirs: int, at_once: int | None, train: ReleaseTrain | None, seed: int
) -> None:
    work = _done([(0, 90, None)]) + _open(mine, 0) + _open(theirs, 1)
    inputs = inputs_at(timeline(work, [release("A"), release("B")]), NOW, WorkCalendar())
    inputs = replace(inputs, wip_limit=at_once, train=train)
    for answer in forecast_plan(inputs, np.random.default_rng(seed)).answers:
        if not isinstance(answer, ReleaseForecast) or answer.scope.is_complete:
            continue
        for percent in PERCENTILES:
            stated = answer.percentile(percent)
            if stated is None:
                end = answer.today + timedelta(answer.horizon_days)
                assert answer.likelihood(end) < percent / 100
            else:
                assert answer.likelihood(stated) >= percent / 100
                assert answer.likelihood(stated - timedelta(days=1)) < percent / 100


def test_health_is_the_likelihood_of_the_due_date() -> None:
    work = _done([(0, 90, None)]) + _open(20, 0)
    free = _forecast(_plan(work, release("A")).answers[0])
    assert free.health is Health.NO_DATE
    for percent, health in ((95, "on_track"), (70, "at_risk"), (15, "off_track")):
        due = DateMove(ago(50), free.percentile(percent))
        dated = _forecast(_plan(work, release("A", due_moves=(due,))).answers[0])
        assert dated.health == health


@settings(max_examples=10, deadline=None)
@given(st.integers(1, 30), st.integers(1, 10), st.integers(0, 2**31))
def test_more_scope_is_never_earlier(few: int, more: int, seed: int) -> None:
    done = _done([(0, 90, None)])
    smaller = _forecast(_plan(done + _open(few, 0), release("A"), seed=seed).answers[0])
    larger = _forecast(_plan(done + _open(few + more, 0), release("A"), seed=seed).answers[0])
    assert (larger.days >= smaller.days).all()


def test_the_same_inputs_and_seed_give_the_same_bytes() -> None:
    work = _done([(0, 90, None)]) + _open(20, 0)
    first, second, other = (_plan(work, release("A"), seed=seed) for seed in (5, 5, 6))
    assert _forecast(first.answers[0]).days.tobytes() == _forecast(second.answers[0]).days.tobytes()
    assert first.inputs_hash == second.inputs_hash == other.inputs_hash
    assert _forecast(first.answers[0]).days.tobytes() != _forecast(other.answers[0]).days.tobytes()


def test_a_release_of_another_team_moves_nothing_here() -> None:
    mine = _done([(0, 90, None)]) + _open(20, 0)
    theirs = _done([(1, 90, None)], team=1) + _open(30, 1, team=1)
    alone = _plan(mine, release("A"))
    beside = _plan(mine + theirs, release("A"), release("B"))
    assert _forecast(alone.answers[0]).days.tobytes() == _forecast(beside.answers[0]).days.tobytes()


def test_what_a_finished_release_frees_flows_on_to_the_next() -> None:
    """B is not worked on yet; it starts when A is done, so it does not wait for ever."""
    work = _done([(0, 90, None)]) + _open(6, 0) + _open(30, 1)
    first, second = _plan(work, release("A"), release("B")).answers
    assert _median(first) < _median(second) < 150


def test_a_release_in_two_teams_ends_with_the_later_one_in_the_same_trial() -> None:
    fast = _done([(0, 90, None)])
    slow = _done([(0, 90, None)], pace=2, team=1)
    both = _plan([*fast, *slow, *_open(10, 0), *_open(10, 0, team=1)], release("A"))
    only = _plan([*fast, *slow, *_open(10, 0, team=1)], release("A"))
    assert (_forecast(both.answers[0]).days >= _forecast(only.answers[0]).days).all()


def test_an_item_in_two_releases_is_worked_on_once() -> None:
    done = _done([(0, 90, None)])
    shared = _plan(done + _open(20, 0, 1), release("A"), release("B")).answers
    apart = _plan(done + _open(20, 0) + _open(20, 1), release("A"), release("B")).answers
    assert _median(apart[1]) > _median(shared[1])


def test_all_items_done_is_feature_complete_today() -> None:
    due = DateMove(ago(5), NOW.date() + timedelta(days=90))
    forecast = _forecast(_plan(_done([(0, 90, None)]), release("A", due_moves=(due,))).answers[0])
    assert forecast.percentile(95) == forecast.today
    assert "assume.feature_complete" in [note.code for note in forecast.assumptions]
    assert forecast.health is Health.NO_DATE


def test_a_released_one_is_shipped_and_a_covered_one_is_left_to_its_definition() -> None:
    out = release("A", is_released=True, released_on=ago(3).date())
    covered = release("B", covered_by="plan:b")
    answers = _plan(_done([]) + _open(5, 0) + _open(5, 1), out, covered).answers
    assert [type(answer) for answer in answers] == [Shipped]


@pytest.mark.parametrize(
    ("finished", "reason"),
    [
        (steady(4)[:4], "refusal.few_finished"),
        ([1, 2, 3, 4, 5, 6], "refusal.short_history"),
        ([43, 50, 60, 70, 80, 90], "refusal.stalled"),
    ],
)
def test_it_refuses_where_the_data_cannot_carry_it(finished: list[float], reason: str) -> None:
    work = [Work(d + 9, [(d, Category.DONE)]) for d in finished] + _open(5, 0)
    refusal = _refusal(_plan(work, release("A")).answers[0])
    assert refusal.reason.code == reason
    assert refusal.way_out.code.startswith("way_out.")


def test_a_refused_release_still_takes_its_teams_time() -> None:
    """A second team that nothing can be said of makes A refused; B is not earlier for that."""
    work = _done([(0, 90, None)]) + _open(30, 0) + _open(10, 1)
    stray = _open(10, 0, team=1)
    answered = _plan(work, release("A"), release("B")).answers
    refused = _plan(work + stray, release("A"), release("B")).answers
    assert _refusal(refused[0]).reason.values["team"] == "Other"
    assert (_forecast(refused[1]).days >= _forecast(answered[1]).days).all()


def test_a_stray_item_of_a_team_without_history_is_left_out_and_said() -> None:
    work = _done([(0, 90, None)]) + _open(30, 0)
    alone = _forecast(_plan(work, release("A")).answers[0])
    with_stray = _forecast(_plan(work + _open(1, 0, team=1), release("A")).answers[0])
    assert np.median(with_stray.days) == pytest.approx(np.median(alone.days), rel=0.05)
    left_out = next(n for n in with_stray.assumptions if n.code == "assume.team_left_out")
    assert left_out.values == {"team": "Other", "items": 1}


def test_an_empty_and_a_canceled_release_are_refused() -> None:
    answers = _plan(_done([]) + _open(3, 1), release("A"), release("B", is_canceled=True)).answers
    assert [_refusal(answer).reason.code for answer in answers] == [
        "refusal.empty",
        "refusal.canceled",
    ]


def test_a_refusal_offers_the_sizes_of_past_releases_and_a_parking_lot_is_one() -> None:
    past = [
        release(f"1.{n}", is_released=True, released_on=ago(10 * n).date()) for n in range(1, 5)
    ]
    work = [
        Work(150, [(10 * n + 1, Category.DONE)], [(n - 1, 10.0 * n + 40, None)])
        for n in range(1, 5)
        for _ in range(n)
    ]
    lot = [Work(400, places=[(4, 390, None)]) for _ in range(8)]
    answers = _plan(_done([]) + work + lot, *past, release("Future")).answers
    refusal = _refusal(answers[0])
    assert refusal.reason.code == "refusal.parking_lot"
    assert refusal.reference is not None
    assert refusal.reference.values["releases"] == 3
    assert refusal.reference.values["days_mid"] == 40


def test_growth_that_was_used_is_said_and_hindsight_too() -> None:
    growing = [Work(day, places=[(0, day, None)]) for day in range(1, 60, 2)]
    base = _done([(0, 90, None)])
    seen = _forecast(_plan(base + growing, release("A")).answers[0])
    assert "assume.growth" in [note.code for note in seen.assumptions]
    blind = _forecast(_plan(base + growing, release("A", hindsight=True)).answers[0])
    codes = [note.code for note in blind.assumptions]
    assert {"assume.hindsight", "assume.growth_unknown"} <= {*codes}


def test_what_ends_beyond_the_horizon_is_said_openly() -> None:
    inputs = inputs_at(
        timeline(_done([(0, 90, None)]) + _open(9, 0), [release("A")]), NOW, EVERY_DAY
    )
    away = Capacity(None, NOW.date(), NOW.date() + timedelta(days=1600), 0.0)
    plan = forecast_plan(replace(inputs, capacity=(away,)), np.random.default_rng(1))
    slow = _forecast(plan.answers[0])
    assert slow.percentile(95) is None
    assert "assume.beyond_horizon" in [note.code for note in slow.assumptions]


def test_holidays_ahead_are_an_assumption_and_move_the_date() -> None:
    line = timeline(_done([(0, 90, None)]) + _open(20, 0), [release("A")])
    inputs = inputs_at(line, NOW, EVERY_DAY)
    off = np.arange("2026-03-03", "2026-03-24", dtype="datetime64[D]")
    rested = replace(inputs, calendar=replace(EVERY_DAY, holidays=off))
    plain, later = (forecast_plan(i, np.random.default_rng(1)).answers[0] for i in (inputs, rested))
    assert _median(later) == _median(plain) + 21
    assert "assume.holidays" in [note.code for note in _forecast(later).assumptions]


def test_a_generator_that_nobody_could_replay_is_refused() -> None:
    inputs = inputs_at(timeline([]), NOW, EVERY_DAY)
    shared = np.random.default_rng(np.random.SeedSequence([1, 2]))
    with pytest.raises(TypeError, match="replayable"):
        forecast_plan(inputs, shared)
