"""Who may know what a release is called before it has launched."""

from dataclasses import replace
from datetime import date

import pytest

from planner.launch.embargo import (
    ANYBODY,
    OPERATOR,
    Embargo,
    Reader,
    embargo_of,
    has_launched,
)
from planner.launch.functions import Function
from planner.launch.plan import LaunchPlan, Tier

MARKETING = Function("marketing", "C1", ("U3",))
LEGAL = Function("legal", "C2", ("U4",), tiers=frozenset({Tier.STRATEGIC}))
PLAN = LaunchPlan("a", "U1", codename="Falcon")


def embargo(plan: LaunchPlan = PLAN) -> Embargo:
    made = embargo_of(plan, ("Checkout",), (MARKETING, LEGAL), {"U8"})
    assert made is not None
    return made


@pytest.mark.parametrize(
    ("reader", "knows"),
    [
        (Reader(user="U1"), True),
        (Reader(user="U8"), True),
        (Reader(user="U3"), True),
        (Reader(user="U4"), False),
        (Reader(user="U2"), False),
        (Reader(channel="C1"), True),
        (Reader(channel="C2"), False),
        (Reader(user="U1", channel="C9"), False),
        (ANYBODY, False),
        (OPERATOR, True),
    ],
)
def test_its_owner_the_admins_and_the_functions_that_take_part_know(
    reader: Reader, *, knows: bool
) -> None:
    assert embargo().is_known_to(reader) is knows


def test_a_function_that_takes_part_in_this_tier_knows() -> None:
    strategic = embargo(replace(PLAN, tier=Tier.STRATEGIC))
    assert strategic.is_known_to(Reader(user="U4"))
    assert strategic.is_known_to(Reader(channel="C2"))


def test_without_a_codename_there_is_none_and_without_an_owner_nobody_is_it() -> None:
    assert embargo_of(LaunchPlan("a", "U1"), (), (), ()) is None
    assert not embargo(replace(PLAN, owner=None)).is_known_to(ANYBODY)


def test_it_ends_with_the_launch_and_not_with_the_release() -> None:
    today = date(2026, 12, 1)
    assert has_launched(PLAN, today, is_released=True)
    assert not has_launched(PLAN, today, is_released=False)
    later = replace(PLAN, launch_on=date(2026, 12, 2))
    assert not has_launched(later, today, is_released=True)
    assert has_launched(replace(PLAN, launch_on=today), today, is_released=True)
    assert replace(embargo(), is_over=True).is_known_to(ANYBODY)
