"""The protocol of the release backtest."""

import itertools
from datetime import datetime, timedelta

import numpy as np
import pytest

from planner.backtest.outcome import OURS
from planner.backtest.releases import backtest_releases, release_cutoffs
from planner.category import Category
from planner.recalibration.prior import shipped_prior
from planner.timeline import ReleaseFacts, Timeline
from tests.planner.build import EVERY_DAY, Work, ago, release, steady, timeline

OUT = release("A", is_released=True, released_on=ago(10).date())

SEED, PRIOR = 7, shipped_prior()


def _line(members: int = 12, facts: ReleaseFacts = OUT) -> Timeline:
    """A release begun 100 days ago, one of whose items is finished every week."""
    team = [Work(d + 9, [(d, Category.DONE)]) for d in steady(5, 40)]
    held = [
        Work(120, [(97 - 7 * n, Category.DONE)], [(0, 100, None)]) for n in range(min(members, 12))
    ]
    return timeline(team + held, [facts])


def test_cutoffs_run_from_28_days_after_the_first_member_to_before_the_release() -> None:
    cutoffs = [cutoff.date() for cutoff in release_cutoffs(_line(), 0)]
    assert cutoffs[0] == ago(72).date()
    assert {b - a for a, b in itertools.pairwise(cutoffs)} == {timedelta(days=14)}
    assert cutoffs[-1] < ago(10).date()


def test_fewer_than_eight_members_ever_or_no_date_is_no_release_to_score() -> None:
    assert not list(release_cutoffs(_line(members=7), 0))
    assert not list(release_cutoffs(_line(facts=release("A")), 0))


def _closed_at_once(releases: int) -> list[datetime]:
    """Give the cutoffs of the last of so many releases of eight items, all dated the same day."""
    facts = [
        release(f"1.{n}", is_released=True, released_on=ago(10).date()) for n in range(releases)
    ]
    work = [Work(200, places=[(n, 100 + n, None)]) for n in range(releases) for _ in range(8)]
    return list(release_cutoffs(timeline(work, facts), releases - 1))


def test_the_day_of_a_clean_up_is_no_date_to_score() -> None:
    assert _closed_at_once(7)
    assert not _closed_at_once(8)


def test_a_cutoff_counts_only_with_five_members_and_three_open_then() -> None:
    outcomes = backtest_releases(_line(), "s", EVERY_DAY, SEED, PRIOR)
    assert [outcome.actual_days for outcome in outcomes] == [62, 48, 34]
    assert all(outcome.target == "A" for outcome in outcomes)


@pytest.mark.parametrize("parts", [2, 5])
def test_parts_put_together_are_the_whole(parts: int) -> None:
    whole = backtest_releases(_line(), "s", EVERY_DAY, SEED, PRIOR)
    by_part = [
        outcome
        for part in range(parts)
        for outcome in backtest_releases(_line(), "s", EVERY_DAY, SEED, PRIOR, (part, parts))
    ]
    assert [one.cutoff for one in by_part] == [one.cutoff for one in whole]
    ours = [[one.methods[OURS].tolist() for one in some] for some in (by_part, whole)]
    assert ours[0] == ours[1]


def test_todays_membership_is_no_past_to_ask_about() -> None:
    hindsight = release("A", is_released=True, released_on=ago(10).date(), hindsight=True)
    assert backtest_releases(_line(facts=hindsight), "s", EVERY_DAY, SEED, PRIOR) == []


def test_the_version_report_divides_by_the_releases_own_pace() -> None:
    """28 days after its start 4 of 12 are done: 8 left at 1/7 a day are 56 days."""
    first = backtest_releases(_line(), "s", EVERY_DAY, SEED, PRIOR)[0]
    assert first.methods["version_report"][2] == pytest.approx(56, abs=7)
    assert np.isfinite(first.methods[OURS]).all()
