"""Whatever a history looks like: an answer or a refusal with a reason, never a date in the past."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.answer import PERCENTILES, Answer, Refusal, ReleaseForecast
from planner.calendar import WorkCalendar
from planner.inputs import History, PlanInputs, Scope
from planner.plan import forecast_plan
from tests.planner.build import EVERY_DAY, NOW, ago, history, moments, steady
from tests.planner.plans import done_items, open_items, plan_of, scope, team

NEW_YORK = WorkCalendar(week=(True,) * 7, zone="America/New_York")


def _answers(inputs: PlanInputs, starts: dict[str, date] | None = None) -> tuple[Answer, ...]:
    answers = forecast_plan(inputs, np.random.default_rng(1), starts=starts).answers
    for answer in answers:
        if isinstance(answer, ReleaseForecast):
            known = [answer.percentile(percent) for percent in PERCENTILES]
            dates = [on for on in known if on is not None]
            assert dates == sorted(dates)
            first = answer.today + timedelta(days=not answer.scope.is_complete)
            assert all(on >= first for on in dates)
            assert not np.isnan(answer.days).any()
        elif isinstance(answer, Refusal):
            assert answer.reason.code
            assert answer.way_out.code
    return answers


def _of(finished_days_ago: Sequence[float]) -> History:
    mine = history(finished_days_ago)
    return replace(mine, team=team("s:team").team)


@pytest.mark.parametrize(
    ("finished", "kind"),
    [
        ([], Refusal),  # nothing finished
        ([3.0], Refusal),  # one item
        ([2.5] * 300, Refusal),  # all on one day, lately
        ([40.0] * 300, ReleaseForecast),  # all on one day, a while ago
        ([d + 365 for d in steady(5)], Refusal),  # a year of silence
        ([*[d + 370 for d in steady(5)], 1, 2, 3, 4, 5], ReleaseForecast),  # silence, then work
        ([*steady(5), -3.0, -400.0], ReleaseForecast),  # finished in the future
    ],
)
def test_a_strange_history_is_answered_or_refused(finished: list[float], kind: type) -> None:
    (answer,) = _answers(plan_of([scope("A", open_items("A", 10))], [_of(finished)]))
    assert type(answer) is kind


def test_ten_thousand_open_items_are_beyond_the_horizon() -> None:
    (answer,) = _answers(plan_of([scope("A", open_items("A", 10_000))]))
    assert isinstance(answer, ReleaseForecast)
    assert answer.percentile(50) is None or answer.percentile(95) is None


@pytest.mark.parametrize("points", [-8.0, np.nan, np.inf, 0.0])
def test_points_that_cannot_be_are_no_matter(points: float) -> None:
    mine = team("s:team")
    strange = replace(mine, points=np.full(len(mine.finished_at), points))
    items = [replace(item, points=points) for item in open_items("A", 5)]
    (answer,) = _answers(plan_of([scope("A", items)], [strange]))
    assert isinstance(answer, ReleaseForecast)


def test_what_began_or_joined_in_the_future_is_no_matter() -> None:
    later = NOW + timedelta(days=30)
    items = [replace(i, created_at=later, started_at=later) for i in open_items("A", 5)]
    joined = replace(
        scope("A", [*items, *done_items("A", [later])]),
        added_at=moments([later] * 6),
        done_at=moments([later]),
        first_member_at=later,
    )
    _answers(plan_of([joined]))


@pytest.mark.parametrize(
    "as_of",
    [
        datetime(2026, 3, 8, 2, 30, tzinfo=ZoneInfo("America/New_York")),  # an hour there is not
        datetime(2026, 11, 1, 1, 30, tzinfo=ZoneInfo("America/New_York")),  # one there is twice
        datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=ZoneInfo("America/New_York")),
    ],
)
def test_nights_on_which_the_clock_changes_are_nights(as_of: datetime) -> None:
    at = as_of.astimezone(UTC)
    mine = replace(history(steady(5), at), team=team("s:team").team)
    release = replace(scope("A", open_items("A", 10)), as_of=at)
    (answer,) = _answers(replace(plan_of([release], [mine], calendar=NEW_YORK), as_of=at))
    assert isinstance(answer, ReleaseForecast)
    assert answer.today == as_of.date()


def test_a_plan_without_teams_or_releases_is_empty() -> None:
    assert _answers(plan_of([])) == ()


moment_days = st.floats(-400, 4000, allow_nan=False)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(moment_days, max_size=40),
    st.lists(moment_days, max_size=10),
    st.lists(moment_days, max_size=10),
    st.integers(0, 40),
    st.sampled_from([EVERY_DAY, WorkCalendar(), NEW_YORK]),
    st.sampled_from([-9, 0, 1, 30, 1400, 40_000]),
)
def test_any_history_is_answered_or_refused(
    finished: list[float],
    joined: list[float],
    left: list[float],
    count: int,
    calendar: WorkCalendar,
    waits: int,
) -> None:
    release: Scope = replace(
        scope("A", [*open_items("A", count), *done_items("A", [ago(d) for d in finished[:5]])]),
        added_at=np.sort(moments([ago(days) for days in joined])),
        removed_at=np.sort(moments([ago(days) for days in left])),
        first_member_at=min((ago(days) for days in joined), default=None),
    )
    inputs = plan_of([release], [_of(finished)], calendar=calendar)
    assert len(_answers(inputs)) == 1
    start = NOW.date() + timedelta(days=waits)
    for answer in _answers(inputs, {release.release.id: start}):
        if isinstance(answer, ReleaseForecast) and not answer.scope.is_complete:
            assert (answer.days >= waits).all()
