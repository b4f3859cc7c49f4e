"""From simulated work to a release date: features, laws, and what an anchor keeps."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.recalibration.of_releases import (
    FEATURES,
    YOUNGEST_DAYS,
    Recalibration,
    age_days,
    as_anchored,
    recalibrate,
    recalibrated_weeks,
    release_features,
)
from planner.recalibration.prior import shipped_prior
from tests.bot.answers import NOW, a_scope

MODEL = shipped_prior().releases


def test_every_feature_has_a_slope() -> None:
    assert MODEL.features == FEATURES
    assert release_features(a_scope(), 20.0, 1).shape == (len(FEATURES),)


@settings(max_examples=60, deadline=None)
@given(
    st.integers(1, 40), st.integers(1, 40), st.floats(1, 900), st.floats(1, 3), st.integers(0, 9)
)
def test_more_work_and_more_before_it_are_never_earlier(
    fewer: int, more: int, simulated: float, longer: float, ahead: int
) -> None:
    def days(count: int, work: float, before: int) -> float:
        return recalibrate(a_scope(left=count), work, before, MODEL).days

    base = days(fewer, simulated, ahead)
    assert days(fewer + more, simulated, ahead) >= base
    assert days(fewer, simulated * longer, ahead) >= base
    assert days(fewer, simulated, ahead + 1) >= base


def test_trials_are_in_order_and_their_middle_is_the_median() -> None:
    found = Recalibration(20.0, 70.0, np.zeros(4))
    around = MODEL.around_middle(2001)
    weeks = recalibrated_weeks(found, around)
    assert (np.diff(weeks) >= 0).all()
    assert weeks[1000] == pytest.approx(10.0)
    narrow = recalibrated_weeks(replace(found, width=0.5), around)
    assert narrow[1000] == pytest.approx(10.0)
    assert weeks[0] < narrow[0] < narrow[-1] < weeks[-1]


def test_an_anchor_keeps_what_comes_on_top_of_the_work() -> None:
    base = recalibrate(a_scope(), 20.0, 0, MODEL)
    assert as_anchored(base, 40.0).days == pytest.approx(2 * base.days)
    assert as_anchored(base, 20.0).days == pytest.approx(base.days)


def test_a_release_is_as_old_as_its_first_member() -> None:
    scope = replace(a_scope(), first_member_at=NOW - timedelta(days=90))
    assert age_days(scope) == pytest.approx(90)


def test_where_only_todays_members_are_known_its_own_start_counts() -> None:
    scope = replace(a_scope(hindsight=True), first_member_at=NOW - timedelta(days=900))
    begun = replace(scope.release, started_on=date(2026, 1, 5))
    assert age_days(replace(scope, release=begun)) == pytest.approx(
        (NOW.date() - date(2026, 1, 5)).days, abs=1
    )
    made = replace(scope.release, created_at=NOW - timedelta(days=40))
    assert age_days(replace(scope, release=made)) == pytest.approx(40)
    finished = np.array([NOW.replace(tzinfo=None) - timedelta(days=12)], dtype="datetime64[s]")
    assert age_days(replace(scope, done_at=finished)) == pytest.approx(12)
    assert age_days(scope) == 0.0


def test_a_young_release_counts_as_old_as_the_youngest_that_was_asked_about() -> None:
    young = replace(a_scope(), first_member_at=NOW - timedelta(days=2))
    month = replace(a_scope(), first_member_at=NOW - timedelta(days=YOUNGEST_DAYS))
    one, other = (recalibrate(scope, 20.0, 0, MODEL).days for scope in (young, month))
    assert one == pytest.approx(other)
