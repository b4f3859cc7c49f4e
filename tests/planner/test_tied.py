"""What may be left out of a plan without another answer for one of its releases."""

from dataclasses import replace

import numpy as np
import pytest

from planner.explain.rerun import answer_of, forecast_one
from planner.plan import forecast_plan
from planner.tied import tied_to
from tests.planner.plans import an_item, done_items, in_days, open_items, plan_of, scope, team

TEAMS = ("s:one", "s:two", "s:three", "s:four")
PAST = [in_days(-9 * n - 1) for n in range(6)]
OF_ONE = scope("one", (*done_items("a", PAST, "s:one"), *open_items("a", 9, "s:one")), growing=3)
OF_BOTH = scope("both", (*open_items("b", 5, "s:one"), *open_items("c", 6, "s:two")))
OF_THREE = scope("three", (*done_items("d", PAST, "s:three"), *open_items("d", 7, "s:three")))
BLOCKED = scope("blocked", (an_item("e-1", "s:four", blocked_by=("d-3",)),))
EMPTY = scope("empty", ())
PLANNED = (OF_THREE, OF_ONE, EMPTY, OF_BOTH, BLOCKED)


def tied(name: str) -> list[str]:
    return [each.release.name for each in tied_to(f"s:{name}", PLANNED)]


def test_releases_are_tied_by_teams_that_share_one() -> None:
    assert tied("one") == tied("both") == ["one", "both"]


def test_releases_are_tied_by_what_waits_for_another_teams_items() -> None:
    assert tied("three") == tied("blocked") == ["three", "blocked"]


def test_a_release_with_nothing_to_do_is_tied_to_nothing() -> None:
    assert tied("empty") == ["empty"]


def test_a_key_that_two_trackers_have_ties_their_teams() -> None:
    one, two = (scope(name, (an_item("X-1", f"s:{name}"),)) for name in ("one", "two"))
    assert tied_to("s:two", (one, two)) == (one, two)


@pytest.mark.parametrize("name", ["one", "both", "three", "blocked"])
def test_what_is_not_tied_changes_nothing_to_the_byte(name: str) -> None:
    again = replace(OF_ONE, release=replace(OF_ONE.release, id="s:again", name="again"))
    inputs = plan_of((*PLANNED, again), [team(each) for each in TEAMS])
    whole = forecast_plan(inputs, np.random.default_rng(7))
    assert repr(forecast_one(inputs, f"s:{name}", 7)) == repr(answer_of(whole, f"s:{name}"))
