"""The functions that have to be ready."""

from planner.launch.functions import (
    LEADING,
    LEGAL,
    MARKETING,
    SALES,
    USUAL,
    Function,
    functions_of,
    preparing,
    taking_part,
)
from planner.launch.plan import Tier


def test_the_usual_functions_stand_in_their_order_and_ones_own_behind_them() -> None:
    told = {"security": Function("security", "C2"), MARKETING: Function(MARKETING, "C1")}

    functions = functions_of(told)

    assert [one.name for one in functions] == [*(one.name for one in USUAL), "security"]
    assert [one.channel for one in functions if one.is_mapped] == ["C1", "C2"]


def test_a_small_release_asks_fewer_functions_than_a_strategic_one() -> None:
    asked = {tier: {one.name for one in taking_part(USUAL, tier)} for tier in Tier}

    assert asked[Tier.STRATEGIC] - asked[Tier.CUSTOMER] == {LEGAL}
    assert asked[Tier.CUSTOMER] - asked[Tier.NOTES] == {SALES}


def test_who_leads_is_told_of_strategic_releases_and_has_nothing_to_get_ready() -> None:
    functions = (*USUAL, LEADING)
    assert LEADING in taking_part(functions, Tier.STRATEGIC)
    assert LEADING not in taking_part(functions, Tier.CUSTOMER)
    assert preparing(functions, Tier.STRATEGIC) == taking_part(USUAL, Tier.STRATEGIC)


def test_a_function_is_mapped_by_a_channel_or_by_people() -> None:
    assert Function("sales", people=("U1",)).is_mapped
    assert not Function("sales").is_mapped
