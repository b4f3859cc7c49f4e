"""One release, as marketing, support and leadership read it: to each what it works by."""

import re
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from planner.launch.functions import (
    DOCS,
    ENGINEERING,
    LEADERSHIP,
    MARKETING,
    QUALITY,
    SUPPORT,
    Function,
)
from planner.launch.plan import Tier
from store.ping_requests import load_requests
from tests.bot.judge import judge, said_in
from tests.bot.launching.dark_mode import NEVER, RELEASE, Launch

NAMES = (ENGINEERING, QUALITY, DOCS, MARKETING, SUPPORT, LEADERSHIP)
FUNCTIONS = tuple(Function(one, f"C0{one.upper()}", (f"U0{one.upper()}",)) for one in NAMES)
KEY = re.compile(r"\b[A-Z]{2,}-\d+\b")
LIGHTS = "*How ready they are*\n🔴 red: Engineering, Marketing, Support\n🟡 yellow: Quality, Docs"


@pytest.fixture
def launch(tmp_path: Path) -> Launch:
    return Launch(tmp_path, FUNCTIONS)


def views(heard: Mapping[str, Any]) -> tuple[str, str, str]:
    """Give what marketing, support and leadership read; nobody else's is in any of it."""
    told = []
    for name in (MARKETING, SUPPORT, LEADERSHIP):
        row = heard[f"C0{name.upper()}"]
        judge(row.text, row.blocks)
        said = f"{said_in(row.blocks)}\n{row.text}"
        assert not any(word in said for word in NEVER)
        assert KEY.findall(said) == []
        assert {*re.findall(r"<@(\w+)>", said)} <= {"U0OWNER", "U0ENGINEERING"}
        told.append(said)
    marketing, support, leadership = told
    return marketing, support, leadership


def near(launch: Launch, odds: float = 0.62, *, later: int = 0) -> Mapping[str, Any]:
    """See it seven working days from its committed date, with odds and the dates behind them."""
    day = launch.at.date()
    due = day + timedelta(days=9)
    launch.read(due_on=due)
    return launch.hear_of(
        due=due,
        likelihood=odds,
        p50=day + timedelta(days=8 + later),
        p70=day + timedelta(days=11 + later),
        p85=day + timedelta(days=14 + later),
    )


def test_marketing_reads_the_dates_and_what_to_hold(launch: Launch) -> None:
    marketing, _, _ = views(near(launch))
    assert "📣 Get ready: 1.0" in marketing
    assert "*Committed date*\n*Wed 2 Dec*, 62% likely" in marketing
    assert "*Forecast*\n85% likely by *Mon 7 Dec*, 50% by Tue 1 Dec" in marketing
    assert "• Name no day in public yet: it may still move" in marketing
    for others in ("Blurry icons", "Handoff", "How ready they are", "To decide", "Scope"):
        assert others not in marketing


def test_support_reads_the_week_and_the_known_issues(launch: Launch) -> None:
    _, support, _ = views(near(launch))
    assert "*Forecast*\n85% likely by the week of *Mon 7 Dec*" in support
    assert "*Known issues:* 1\n• Blurry icons" in support
    assert "• Handoff pack by *Fri 27 Nov*" in support
    for others in ("Positioning", "Final copy", "How ready they are", "To decide", "Scope"):
        assert others not in support


def test_leadership_reads_the_odds_the_lights_and_what_to_decide(launch: Launch) -> None:
    _, _, leadership = views(near(launch))
    assert "🧭 Where it stands: 1.0" in leadership
    assert "*Committed date*\n*Wed 2 Dec*, 62% likely" in leadership
    assert "*Forecast*\n85% likely by *Mon 7 Dec*, 50% by Tue 1 Dec" in leadership
    assert LIGHTS in leadership
    assert "*To decide*\n• Accept the risk to the committed date" in leadership
    assert "• Engineering, Marketing, Support: clear with the owner" in leadership
    for others in ("Blurry icons", "Handoff", "Final copy", "Scope", "Got it", "Name no day"):
        assert others not in leadership


def test_a_slip_is_told_to_each_in_what_it_works_by(launch: Launch) -> None:
    near(launch)
    launch.at += timedelta(hours=1)
    near(launch, 0.41, later=10)
    launch.at += timedelta(hours=1)
    marketing, support, leadership = views(near(launch, 0.41, later=10))
    assert "committed for *Wed 2 Dec*, 41% likely, it was 62%" in marketing
    assert "Hold what names a day, and book nothing that cannot be moved" in marketing
    assert "85% likely by the week of *Mon 14 Dec*; it was the week of Mon 7 Dec" in support
    assert "committed for *Wed 2 Dec*, 41% likely, it was 62%" in leadership
    assert "The forecast: 85% likely by *Thu 17 Dec*, 50% by Fri 11 Dec." in leadership
    assert "*To decide*\n• Move the committed date, or take something out" in leadership
    assert "To decide" not in marketing + support


def test_a_date_that_does_not_hold_is_for_each_a_different_thing(launch: Launch) -> None:
    marketing, support, leadership = views(near(launch, 0.2, later=30))
    for told in (marketing, support, leadership):
        assert "✋ Not yet: 1.0" in told
    assert "book and announce nothing" in marketing
    assert "promise customers no day" in support
    assert "*To decide*\n• Move the committed date" in leadership
    assert LIGHTS in leadership


def test_leadership_is_told_that_it_is_out_and_asked_for_nothing(launch: Launch) -> None:
    launch.read(is_released=True, released_on=launch.at.date())
    marketing, support, leadership = views(launch.hear())
    assert "*What is in it:* 2 new, 1 fixed" in leadership
    assert "*To decide*\n• Nothing: it is out" in leadership
    assert "How ready they are" not in leadership
    assert "before you were told that it is time" in marketing
    assert "before you were told that it is time" in support
    assert "before you were told" not in leadership


def test_who_leads_neither_answers_nor_votes(launch: Launch) -> None:
    near(launch)
    launch.at += timedelta(days=1)
    day = launch.at.date()
    heard = launch.hear_of(due=day + timedelta(days=3), likelihood=0.62, p85=day)
    for name in NAMES:
        is_asked = "Sign off" in said_in(heard[f"C0{name.upper()}"].blocks)
        assert is_asked == (name != LEADERSHIP)
    with launch.sessions() as session:
        asked = {one.function for one in load_requests(session, RELEASE)}
    assert asked == {*NAMES} - {LEADERSHIP}
    assert LEADERSHIP not in launch.ready()


def test_of_a_release_that_is_not_strategic_leadership_is_told_if_it_is_named_for_it(
    launch: Launch, tmp_path: Path
) -> None:
    named = Function(LEADERSHIP, "C0LEADERSHIP", tiers=frozenset({Tier.STRATEGIC}))
    (tmp_path / "customer").mkdir()
    other = Launch(tmp_path / "customer", (*FUNCTIONS[:-1], named), Tier.CUSTOMER)
    assert "C0LEADERSHIP" not in near(other)
    assert "C0LEADERSHIP" in near(launch)
