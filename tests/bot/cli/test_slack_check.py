"""What the doctor finds in Slack: the workspace, the scopes, the channels."""

from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.cli.database import open_database
from bot.clock import now
from bot.delivery.lockout import lock_out
from config.manifest import RECONCILING_SCOPES
from store.outbox import enqueue_post
from store.subscriptions import add_subscription
from tests.bot.cli.running import shipcast_json
from tests.bot.slack.local_slack import APP_TOKEN, BOT_TOKEN, LocalSlack
from tests.store.posts import a_post


@pytest.fixture
def slack() -> Iterator[LocalSlack]:
    with LocalSlack() as local:
        yield local


def examine(slack: LocalSlack, exit_code: int = 0, **environ: str) -> list[dict[str, Any]]:
    checks: list[dict[str, Any]] = shipcast_json(
        "doctor",
        exit_code=exit_code,
        **{
            "SHIPCAST_SLACK_BASE_URL": slack.base_url,
            "SHIPCAST_SLACK_BOT_TOKEN": BOT_TOKEN,
            "SHIPCAST_SLACK_APP_TOKEN": APP_TOKEN,
            **environ,
        },
    )
    return [check for check in checks if "slack" in check["check"] or "channel" in check["check"]]


def said(checks: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(check["check"], check["state"]) for check in checks]


def test_all_is_well(slack: LocalSlack) -> None:
    slack.rooms.channels = {"C0A": {"is_member": True}}
    checks = examine(slack, SHIPCAST_FUNCTIONS_MARKETING="C0A")
    assert said(checks[:2]) == [("slack", "ok"), ("slack scopes", "ok")]


def test_a_channel_that_the_bot_is_not_in_is_named_with_its_setting(slack: LocalSlack) -> None:
    slack.rooms.channels = {
        "C0A": {"is_member": True},
        "C0B": {"is_member": True, "is_archived": True},
    }
    checks = examine(
        slack,
        exit_code=1,
        SHIPCAST_FUNCTIONS_MARKETING="C0A",
        SHIPCAST_FUNCTIONS_SUPPORT="C0B",
        SHIPCAST_REHEARSAL_CHANNEL="C0C",
    )
    assert said(checks[2:]) == [
        ("channel C0A, functions.marketing", "ok"),
        ("channel C0B, functions.support", "fail"),
        ("channel C0C, rehearsal_channel", "fail"),
    ]
    assert "/invite" in checks[-1]["todo"]


def test_channels_that_subscribed_are_looked_at_too(slack: LocalSlack, here: Path) -> None:
    with (
        open_database(str(here / "shipcast.db")) as database,
        database.sessions.begin() as session,
    ):
        for channel in ("C0X", "U01"):
            add_subscription(
                session,
                workspace="T1",
                channel=channel,
                creator="U01",
                release_id=None,
                days=["Mon"],
                at=time(9),
                zone="UTC",
                created_at=datetime(2026, 11, 22, tzinfo=UTC),
            )
    assert said(examine(slack, exit_code=1))[2:] == [("channel C0X, subscribed", "fail")]


def test_a_scope_that_is_missing_fails_and_one_for_settling_only_warns(slack: LocalSlack) -> None:
    slack.rooms.scopes -= RECONCILING_SCOPES
    warned = examine(slack)[1]
    assert (warned["state"], warned["found"]) == (
        "warn",
        "missing: channels:history, groups:history",
    )
    slack.rooms.scopes -= {"files:write"}
    both = examine(slack)[1]
    assert (both["state"], both["found"]) == (
        "warn",
        "missing: channels:history, files:write, groups:history",
    )
    assert both["todo"].count("without") == 2
    assert "a chart that Slack does not take is a table alone" in both["todo"]
    slack.rooms.scopes -= {"chat:write"}
    failed = examine(slack, exit_code=1)[1]
    assert failed["state"] == "fail"
    assert "chat:write" in failed["found"]


def test_a_channel_that_slack_does_not_tell_of_is_a_warning(slack: LocalSlack) -> None:
    slack.rooms.refusal = "missing_scope"
    (check,) = examine(slack, SHIPCAST_REHEARSAL_CHANNEL="C0C")[2:]
    assert (check["state"], check["found"]) == ("warn", "Slack does not tell: missing_scope")


def test_the_token_of_another_workspace_fails(slack: LocalSlack) -> None:
    checks = examine(slack, exit_code=1, SHIPCAST_SLACK_WORKSPACE="T99")
    assert "the bot token is one of T1" in checks[1]["found"]


def test_a_refused_app_token_fails(slack: LocalSlack) -> None:
    checks = examine(slack, exit_code=1, SHIPCAST_SLACK_APP_TOKEN="xapp-wrong")
    assert "not_allowed_token_type" in checks[0]["found"]


def test_a_token_that_was_refused_is_told_with_what_waits_for_another_one(
    slack: LocalSlack, here: Path
) -> None:
    slack.rooms.is_everywhere = True
    with open_database(str(here / "shipcast.db")) as database, database.sessions.begin() as session:
        enqueue_post(session, a_post("one"))
        add_subscription(
            session,
            workspace="T1",
            channel="C1",
            creator="U1",
            release_id=None,
            days=["Mon"],
            at=time(9),
            zone="UTC",
            created_at=datetime(2026, 11, 2, tzinfo=UTC),
        )
        lock_out(session, "token_revoked", now() - timedelta(hours=3))
    (told,) = [one for one in examine(slack) if one["check"] == "slack token"]
    assert told["state"] == "warn"
    assert told["found"] == (
        "refused for 3 h (token_revoked); posts that wait: 1, subscriptions paused by that: 1"
    )
    assert "SHIPCAST_SLACK_BOT_TOKEN" in told["todo"]


@pytest.mark.parametrize(
    ("hide", "found"),
    [
        ("never", "every channel reads the titles of issues that are not private"),
        ("public", "hidden in channels that everybody, or another company, can read"),
        ("always", "hidden in every channel"),
    ],
)
def test_it_says_who_reads_titles(slack: LocalSlack, hide: str, found: str) -> None:
    checks = shipcast_json(
        "doctor",
        exit_code=0,
        SHIPCAST_SLACK_BASE_URL=slack.base_url,
        SHIPCAST_SLACK_BOT_TOKEN=BOT_TOKEN,
        SHIPCAST_SLACK_APP_TOKEN=APP_TOKEN,
        SHIPCAST_SLACK_HIDE_TITLES=hide,
    )
    assert [one["found"] for one in checks if one["check"] == "issue titles"] == [found]
