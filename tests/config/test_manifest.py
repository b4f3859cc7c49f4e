"""The manifest is one that Slack takes, and asks for what is used."""

from bot.slack.guards import WHEN_IT_SHIPS
from config.manifest import (
    DRAWING_SCOPES,
    RECONCILING_SCOPES,
    SUGGESTING_SCOPES,
    bot_scopes,
    slack_manifest,
)


def test_the_scopes_are_those_that_are_used_and_no_more() -> None:
    spared = DRAWING_SCOPES | RECONCILING_SCOPES | SUGGESTING_SCOPES
    assert bot_scopes() - spared == {
        "app_mentions:read",
        "channels:read",
        "chat:write",
        "commands",
        "groups:read",
        "im:history",
        "im:write",
        "reactions:write",
        "users:read",
    }
    assert bot_scopes() >= spared


def test_texts_keep_within_slacks_limits() -> None:
    shown = slack_manifest()["display_information"]
    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    for command in slack_manifest()["features"]["slash_commands"]:
        assert command["command"].startswith("/")
        assert len(command["command"]) <= 32
        assert len(command["description"]) <= 2000
        assert len(command["usage_hint"]) <= 1000


def test_a_direct_message_can_be_written_and_is_heard() -> None:
    home = slack_manifest()["features"]["app_home"]
    assert home["messages_tab_enabled"]
    assert not home["messages_tab_read_only_enabled"]
    heard = slack_manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert {"app_home_opened", "app_mention", "message.im"} <= {*heard}


def test_that_we_were_thrown_out_is_heard() -> None:
    heard = slack_manifest()["settings"]["event_subscriptions"]["bot_events"]
    assert {"app_uninstalled", "tokens_revoked"} <= {*heard}


def test_the_conversation_is_an_agents_and_not_the_legacy_assistants() -> None:
    features = slack_manifest()["features"]
    assert "assistant_view" not in features
    assert len(features["agent_view"]["suggested_prompts"]) <= 4
    assert len(features["agent_view"]["agent_description"]) <= 300


def test_the_home_tab_is_shown_and_the_shortcut_is_the_one_that_is_heard() -> None:
    features = slack_manifest()["features"]
    assert features["app_home"]["home_tab_enabled"]
    (shortcut,) = features["shortcuts"]
    assert shortcut["callback_id"] == WHEN_IT_SHIPS
    assert shortcut["type"] == "message"
    assert len(shortcut["name"]) <= 24
    assert len(shortcut["description"]) <= 150
