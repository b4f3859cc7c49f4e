"""Whom a move of a date concerns."""

from dataclasses import replace
from datetime import date

import pytest

from planner.digest import Line
from planner.launch.functions import (
    DOCS,
    ENGINEERING,
    MARKETING,
    QUALITY,
    SALES,
    SUPPORT,
    Function,
    Wording,
)
from planner.launch.plan import LaunchPlan, Tier
from planner.launch.slips import Direction, direction_of, follows, week_direction
from planner.moves import Change
from planner.snapshot import Snapshot
from tests.planner.snapshots import TODAY, WEEKDAYS, a_snapshot, ahead, refused

PLAN = LaunchPlan("jira:A", "U0OWNER")
STRATEGIC = replace(PLAN, tier=Tier.STRATEGIC)
PREPARING = [
    *map(Function, (DOCS, MARKETING, SUPPORT, "customer-success")),
    Function(SALES, wording=Wording.HORIZON),
]


def hears(
    function: Function, snapshot: Snapshot, plan: LaunchPlan = PLAN, *, was_pinged: bool = False
) -> bool:
    return follows(function, plan, snapshot, TODAY, WEEKDAYS, was_pinged=was_pinged)


@pytest.mark.parametrize("function", PREPARING, ids=lambda one: one.name)
def test_who_prepares_follows_from_the_first_ping_on(function: Function) -> None:
    far = a_snapshot(p85=ahead(60))
    assert not hears(function, far)
    assert hears(function, far, was_pinged=True)


@pytest.mark.parametrize("function", PREPARING, ids=lambda one: one.name)
def test_who_prepares_follows_once_it_is_time_for_the_first_ping(function: Function) -> None:
    for plan, offset in ((PLAN, 14), (STRATEGIC, 42)):
        assert hears(function, a_snapshot(p85=ahead(offset)), plan)
        assert not hears(function, a_snapshot(p85=ahead(offset + 1)), plan)
    assert hears(function, a_snapshot(p85=ahead(60), due_on=ahead(14)))


@pytest.mark.parametrize("name", [ENGINEERING, QUALITY])
def test_who_builds_it_follows_it_all_the_way(name: str) -> None:
    assert hears(Function(name), a_snapshot(p85=ahead(200)))
    assert hears(Function(name), refused())


def test_without_any_date_it_is_time_for_nothing() -> None:
    assert not hears(Function(SUPPORT), refused())
    assert not hears(Function(SUPPORT), a_snapshot(), replace(PLAN, tier=Tier.NOTES))


@pytest.mark.parametrize(
    ("now", "way"),
    [(ahead(20), Direction.LATER), (ahead(10), Direction.EARLIER), (ahead(15), Direction.CHANGED)],
)
def test_another_week_is_later_or_earlier_whatever_it_was_told_for(
    now: date, way: Direction
) -> None:
    line = Line(
        a_snapshot(p85=now),
        a_snapshot(p85=ahead(15)),
        frozenset({Change.DUE}),
        WEEKDAYS.working_days_between(ahead(15), now),
    )
    assert week_direction(line) is way
    assert direction_of(line) is Direction.CHANGED
