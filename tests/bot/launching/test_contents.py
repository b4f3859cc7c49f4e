"""What is in a release is told with that it is out, and nothing of what is private."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.words.audience import STRANGERS
from planner.launch.functions import ENGINEERING, MARKETING, SALES, SUPPORT, Function, Wording
from planner.launch.plan import LaunchPlan
from store.launch_plans import save_launch_plan
from tests.bot.judge import judge, said_in
from tests.bot.launching.dark_mode import NEVER, OWNER, RELEASE, URL, Launch
from tests.bot.newsrooms import WORKSPACE

FUNCTIONS = (
    *(Function(name, f"C0{name.upper()}") for name in (ENGINEERING, MARKETING, SUPPORT)),
    Function(SALES, "C0SALES", wording=Wording.HORIZON),
)
COUNTS = "*What is in it:* 2 new"


@pytest.fixture
def launch(tmp_path: Path) -> Launch:
    return Launch(tmp_path, FUNCTIONS)


def ship(launch: Launch) -> dict[str, str]:
    """Let it ship, and give what each channel of a function reads of that."""
    launch.hear()
    launch.at += timedelta(days=1)
    launch.read(is_released=True, released_on=launch.at.date())
    heard = {at: row for at, row in launch.hear().items() if row.kind == "ping:T0:enter"}
    for row in heard.values():
        judge(row.text, row.blocks)
    return {at: f"{said_in(row.blocks)}\n{row.text}" for at, row in heard.items()}


def test_who_tells_customers_hears_what_came_and_where_it_stands(launch: Launch) -> None:
    heard = ship(launch)
    for channel in ("C0MARKETING", "C0SUPPORT", "C0SALES"):
        assert f"{COUNTS}, 1 fixed · <{URL}|In the tracker>" in heard[channel]
    assert COUNTS not in heard["C0ENGINEERING"]


def test_support_alone_hears_the_known_issues_by_their_titles(launch: Launch) -> None:
    heard = ship(launch)
    assert "*Known issues:* 1\n• Blurry icons" in heard["C0SUPPORT"]
    assert all("Blurry icons" not in told for at, told in heard.items() if at != "C0SUPPORT")


def test_nothing_private_is_in_any_count_or_title(launch: Launch) -> None:
    for told in ship(launch).values():
        assert not any(word in told for word in NEVER)


def test_where_titles_are_hidden_the_count_is_left(launch: Launch) -> None:
    launch.hear()
    launch.read(is_released=True, released_on=launch.at.date())
    blocks = launch.hear()["C0SUPPORT"].blocks
    assert "*Known issues:* 1\n" in said_in(blocks, STRANGERS)
    assert "Blurry icons" not in said_in(blocks, STRANGERS)


def test_under_a_codename_no_link_and_no_title_tells_the_name(launch: Launch) -> None:
    with launch.sessions.begin() as session:
        plan = LaunchPlan(RELEASE, OWNER, launch.tier, codename="Falcon")
        launch_on = (launch.at + timedelta(days=30)).date()
        save_launch_plan(session, WORKSPACE, replace(plan, launch_on=launch_on), launch.at)
    launch.rehearsal_channel = "C0REHEARSAL"
    launch.read(is_released=True, released_on=launch.at.date())
    heard = launch.hear()
    assert len(heard) == len(FUNCTIONS)
    for row in heard.values():
        told = said_in(row.blocks)
        assert "Shipped: Falcon" in told
        assert URL not in told
        assert "Blurry icons" not in told
