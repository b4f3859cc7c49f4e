"""The track record: one vote a release."""

from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.answer import PERCENTILES
from planner.calendar import WorkCalendar
from planner.plan import forecast_plan
from planner.record import (
    FEWEST_VOTES,
    LATEST_VOTES,
    Settled,
    TrackRecord,
    Vote,
    Whose,
    coverage,
    record_of,
    votes_of,
)
from tests.planner.build import NOW
from tests.store.plans import some_inputs

OUT_ON = date(2026, 3, 10)
ANSWERS = forecast_plan(some_inputs(), np.random.default_rng(1)).answers
SCOPE = next(a.scope for a in ANSWERS if a.scope.release.name == "2.0")


def vote(number: int, *, late: int = 0, team: str = "s:team", source: str = "s") -> Vote:
    """Give a vote on a release that shipped `late` days after its P85 date."""
    shipped_on = OUT_ON - timedelta(days=number)
    stated = tuple(shipped_on + timedelta(days=place - 4 - late) for place in range(6))
    return Vote(
        release_id=f"{source}:{number}",
        name=str(number),
        sources=frozenset({source}),
        teams=frozenset({team}),
        stated_on=shipped_on - timedelta(days=40),
        dates=stated,
        shipped_on=shipped_on,
    )


def test_shipping_on_the_stated_day_is_in_time_and_a_day_later_is_not() -> None:
    assert vote(0).came_true(85)
    assert not vote(0, late=1).came_true(85)
    assert vote(0, late=1).came_true(95)


def test_beyond_the_horizon_always_holds() -> None:
    kept = Vote("s:1", "1", frozenset(), frozenset(), OUT_ON, (None,) * 6, OUT_ON)
    assert kept.came_true(5)


def test_the_interval_is_wilsons() -> None:
    """20 of 24, by hand: centre (20/24 + z²/48) ÷ (1 + z²/24) = 0.7996, half 0.1233."""
    record = coverage([vote(n, late=n >= 20) for n in range(24)], 85)
    assert (record.votes, record.came_true) == (24, 20)
    assert record.share == pytest.approx(20 / 24)
    assert (record.low, record.high) == pytest.approx((0.6762, 0.9229), abs=1e-3)


def test_only_the_latest_count() -> None:
    votes = [vote(n, late=int(n >= LATEST_VOTES)) for n in range(60)]
    assert coverage(votes, 85).came_true == coverage(votes, 85).votes == LATEST_VOTES


@given(kept=st.lists(st.booleans(), max_size=40), percent=st.sampled_from(PERCENTILES))
def test_the_share_lies_in_its_interval(kept: list[bool], percent: int) -> None:
    record = coverage([vote(n, late=0 if ok else 9) for n, ok in enumerate(kept)], percent)
    assert 0 <= record.low <= record.share + 1e-12
    assert record.share <= record.high + 1e-12
    assert record.high <= 1


@given(late=st.integers(-5, 5))
def test_a_later_release_never_makes_more_dates_come_true(late: int) -> None:
    kept = [coverage([vote(0, late=late + more)], 85).came_true for more in (0, 1)]
    assert kept[0] >= kept[1]


def test_a_team_with_votes_enough_speaks_for_itself() -> None:
    mine = [vote(n) for n in range(FEWEST_VOTES)]
    others = [vote(100 + n, late=1, team="s:other") for n in range(20)]
    assert record_of(SCOPE, [*mine, *others]) == TrackRecord(Whose.TEAMS, coverage(mine, 85))


def test_below_five_the_tracker_speaks_then_everything() -> None:
    few = [vote(n) for n in range(FEWEST_VOTES - 1)]
    here = [*few, vote(50, late=1, team="s:other")]
    assert record_of(SCOPE, here) == TrackRecord(Whose.TRACKERS, coverage(here, 85))
    all_ = [*few, vote(50, late=1, team="t:other", source="t")]
    assert record_of(SCOPE, all_) == TrackRecord(Whose.ALL, coverage(all_, 85))
    assert not record_of(SCOPE, few).is_enough


def test_votes_are_of_what_the_plan_tells_of_under_its_name_of_today() -> None:
    dates = (None, None, OUT_ON, OUT_ON, OUT_ON, None)
    told = Settled("s:1.0", NOW, dates, OUT_ON)
    calendar = WorkCalendar()
    (only,) = votes_of([told, Settled("s:gone", NOW, dates, OUT_ON)], ANSWERS, calendar)
    assert (only.name, *only.teams, *only.sources) == ("1.0", "s:team", "s")
    assert (only.stated(85), only.stated(95)) == (OUT_ON, None)
    assert only.stated_on == calendar.today(NOW)


def test_what_was_rehearsed_speaks_until_enough_was_really_told() -> None:
    few, past = [vote(n) for n in range(4)], [vote(200 + n, late=n % 2) for n in range(8)]
    assert record_of(SCOPE, few, past) == TrackRecord(Whose.REHEARSED, coverage(past, 85))
    elsewhere = [vote(200 + n, source="t") for n in range(8)]
    assert record_of(SCOPE, few, elsewhere) == TrackRecord(Whose.ALL, coverage(few, 85))
    enough = [vote(n) for n in range(FEWEST_VOTES)]
    assert record_of(SCOPE, enough, past).whose is Whose.TEAMS
