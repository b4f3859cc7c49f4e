"""What people said of releases."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from planner.launch.plan import LaunchPlan, Tier
from planner.timeline import DateMove
from store.adoptions import adopt_release, drop_adoption, load_adoptions
from store.data_version import load_data_version
from store.engine import make_sessions
from store.launch_plans import (
    load_commitments,
    load_launch_plan,
    load_launch_plans,
    save_launch_plan,
)
from tests.store.samples import day

PLAN = LaunchPlan(
    "shop:1.0",
    owner="U1",
    tier=Tier.STRATEGIC,
    goal="Fewer abandoned carts",
    committed_on=date(2026, 3, 1),
    own_on=date(2026, 3, 8),
    launch_on=date(2026, 3, 10),
    window=(date(2026, 3, 1), date(2026, 3, 31)),
    codename="Falcon",
)


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def test_all_that_was_said_of_a_release_comes_back(either: Session) -> None:
    assert load_launch_plan(either, "shop:1.0") == LaunchPlan("shop:1.0")

    save_launch_plan(either, "T1", PLAN, day(1))

    assert load_launch_plan(either, "shop:1.0") == PLAN
    assert load_launch_plans(either, "T1") == {"shop:1.0": PLAN}
    assert load_launch_plans(either, "T2") == {}


def test_an_owner_comes_and_goes_and_what_was_said_stays(either: Session) -> None:
    save_launch_plan(either, "T1", PLAN, day(1))

    drop_adoption(either, "shop:1.0")
    assert load_adoptions(either) == ()
    assert load_launch_plan(either, "shop:1.0").tier is Tier.STRATEGIC

    adopt_release(either, "shop:1.0", "T1", "U2", day(2))
    assert load_launch_plan(either, "shop:1.0").owner == "U2"
    assert load_launch_plan(either, "shop:1.0").codename == "Falcon"


def test_a_promise_is_kept_with_its_moment_and_known_only_from_then(either: Session) -> None:
    save_launch_plan(either, "T1", LaunchPlan("a", committed_on=date(2026, 3, 1)), day(1))
    save_launch_plan(either, "T1", LaunchPlan("a", committed_on=date(2026, 3, 1)), day(2))
    save_launch_plan(either, "T1", LaunchPlan("a"), day(3))

    first, second = DateMove(day(1), date(2026, 3, 1)), DateMove(day(3), None)
    assert load_commitments(either) == {"a": (first, second)}
    assert load_commitments(either, day(2)) == {"a": (first,)}


def test_a_promise_makes_another_plan(either: Session) -> None:
    before = load_data_version(either)
    save_launch_plan(either, "T1", LaunchPlan("a", tier=Tier.NOTES), day(1))
    assert load_data_version(either) == before

    save_launch_plan(either, "T1", LaunchPlan("a", committed_on=date(2026, 3, 1)), day(1))
    assert load_data_version(either) != before
