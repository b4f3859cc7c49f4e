"""The settings file says things of written releases, until somebody says otherwise in Slack."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.cli.filed_plans import save_filed_plans
from config.model import Settings
from planner.launch.plan import LaunchPlan, Tier
from store.audit import load_audit
from store.engine import make_engine, make_sessions, upgrade
from store.launch_plans import load_launch_plan, save_launch_plan

NOW = datetime(2026, 11, 28, tzinfo=UTC)
CHECKOUT = "plan:checkout-redesign"
SAID: dict[str, Any] = {
    "tier": 1,
    "goal": "Fewer abandoned carts",
    "owner": "U024BE7LH",
    "committed": "2026-12-15",
    "launch": "2027-01-12",
    "window": {"from": "2027-01-10", "to": "2027-01-20"},
    "codename": "Falcon",
}


@pytest.fixture
def sessions(tmp_path: Path) -> Iterator[sessionmaker[Session]]:
    engine = make_engine(str(tmp_path / "shipcast.db"))
    upgrade(engine)
    yield make_sessions(engine)
    engine.dispose()


def settings_with(**said: Any) -> Settings:
    release = {"name": "Checkout redesign", "include": {"label": ["checkout"]}, **said}
    fair = {"name": "Trade fair", "from": "2027-02-01", "to": "2027-02-03"}
    told = {"slack": {"workspace": "T024BE7LD"}, "planning": {"market_events": [fair]}}
    return Settings.model_validate({**told, "releases": [release]})


def keep(sessions: sessionmaker[Session], minutes: int = 0, **said: Any) -> int:
    with sessions.begin() as session:
        at = NOW + timedelta(minutes=minutes)
        return save_filed_plans(session, settings_with(**said), at)


def plan_in(sessions: sessionmaker[Session]) -> LaunchPlan:
    with sessions() as session:
        return load_launch_plan(session, CHECKOUT)


def test_all_that_the_file_says_is_kept_and_audited_once(sessions: sessionmaker[Session]) -> None:
    assert keep(sessions, **SAID) == 1
    assert plan_in(sessions) == LaunchPlan(
        CHECKOUT,
        "U024BE7LH",
        Tier.STRATEGIC,
        "Fewer abandoned carts",
        date(2026, 12, 15),
        None,
        date(2027, 1, 12),
        (date(2027, 1, 10), date(2027, 1, 20)),
        "Falcon",
    )
    assert keep(sessions, 1, **SAID) == 0
    with sessions() as session:
        (row,) = load_audit(session)
    assert (row.actor, row.action) == ("shipcast.yaml", "settings")
    assert row.before["codename"] is None
    assert row.after["codename"] == "Falcon"


def test_what_slack_said_later_stays_until_the_file_changes(
    sessions: sessionmaker[Session],
) -> None:
    keep(sessions, **SAID)
    told = replace(plan_in(sessions), tier=Tier.NOTES, goal="Other", committed_on=None)
    with sessions.begin() as session:
        save_launch_plan(session, "T024BE7LD", told, NOW + timedelta(minutes=1))
    assert keep(sessions, 2, **SAID) == 0
    assert plan_in(sessions) == told
    assert keep(sessions, 3, **{**SAID, "goal": "New"}) == 1
    assert plan_in(sessions) == replace(told, goal="New")


def test_what_the_file_no_longer_says_is_taken_back(sessions: sessionmaker[Session]) -> None:
    keep(sessions, **SAID)
    assert keep(sessions, 1) == 1
    assert plan_in(sessions) == LaunchPlan(CHECKOUT)
    assert keep(sessions, 2) == 0


def test_a_file_that_says_nothing_leaves_no_trace(sessions: sessionmaker[Session]) -> None:
    assert keep(sessions) == 0
    with sessions() as session:
        assert load_audit(session) == ()


def test_a_window_may_be_a_market_event(sessions: sessionmaker[Session]) -> None:
    keep(sessions, window="trade fair")
    assert plan_in(sessions).window == (date(2027, 2, 1), date(2027, 2, 3))
    with pytest.raises(ValueError, match="Trade Unfair is neither"):
        settings_with(window="Trade Unfair")


def test_an_owner_needs_a_workspace_and_a_window_its_order() -> None:
    release = {"name": "A", "include": {"label": ["a"]}, "owner": "U024BE7LH"}
    with pytest.raises(ValueError, match=r"slack.workspace, as A has an owner"):
        Settings.model_validate({"releases": [release]})
    with pytest.raises(ValueError, match="2027-01-20 or later"):
        settings_with(window={"from": "2027-01-20", "to": "2027-01-10"})
