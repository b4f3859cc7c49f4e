"""Slack says that the app was uninstalled, or that tokens were revoked."""

from collections.abc import Mapping
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from store.lockouts import load_lockout
from tests.bot.slack.conftest import Door
from tests.bot.test_running import wait_for

Sessions = sessionmaker[Session]
UNINSTALLED = {"type": "app_uninstalled"}
REVOKED = {"type": "tokens_revoked", "tokens": {"oauth": [], "bot": ["U9"]}}


def tell(door: Door, event: Mapping[str, Any], team: str = "T1") -> None:
    asked = door.slack.calls.count("auth.test")
    payload = {"event": event, "team_id": team}
    assert door.slack.tell({}, door.via, payload=payload).status == 200
    if team == "T1":
        wait_for(lambda: door.slack.calls.count("auth.test") > asked)


def error_of(sessions: Sessions) -> str | None:
    with sessions() as session:
        lockout = load_lockout(session)
    return lockout.error if lockout else None


@pytest.mark.parametrize("event", [UNINSTALLED, REVOKED])
def test_it_is_noted_at_once(door: Door, company: Sessions, event: Mapping[str, Any]) -> None:
    door.slack.token_refusal = "account_inactive"
    tell(door, event)
    wait_for(lambda: error_of(company) == "account_inactive")


def test_whoever_rotates_a_token_has_a_new_one(http_door: Door, company: Sessions) -> None:
    tell(http_door, REVOKED)
    assert error_of(company) is None


def test_another_workspace_is_none_of_our_business(http_door: Door, company: Sessions) -> None:
    http_door.slack.token_refusal = "account_inactive"
    tell(http_door, UNINSTALLED, team="T2")
    tell(http_door, {"type": "message"}, team="T2")
    assert error_of(company) is None
    assert http_door.slack.calls.count("auth.test") == 2  # both by whoever started the app
