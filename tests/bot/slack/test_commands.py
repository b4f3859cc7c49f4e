"""`/release` and its verbs."""

import pytest

from config.manifest import slack_manifest
from tests.bot.judge import said_in
from tests.bot.slack.conftest import Door
from tests.bot.slack.local_slack import Message


def release(door: Door, text: str) -> Message:
    return door.slack.answer(door.slack.slash("/release", text, door.via))


@pytest.mark.parametrize("text", ["when checkout", "status checkout redesign"])
def test_when_and_status_answer_for_one_release(http_door: Door, text: str) -> None:
    assert "Checkout redesign is 85% likely by" in release(http_door, text)["text"]


def test_list_shows_every_release(http_door: Door) -> None:
    message = release(http_door, "list")
    assert "*Checkout redesign*" in said_in(message["blocks"])
    assert "*Partner API*" in said_in(message["blocks"])


@pytest.mark.parametrize("text", ["help", "", "  "])
def test_help_is_given_when_asked_for_and_when_nothing_is(http_door: Door, text: str) -> None:
    assert "/release list" in said_in(release(http_door, text)["blocks"])


def test_an_unknown_verb_gets_the_nearest_readings_as_buttons(http_door: Door) -> None:
    message = release(http_door, "lst <!here>")
    assert message["text"] == "I know no release called “lst”. Did you mean: list / help?"
    button = message["blocks"][1]["elements"][0]
    answer = http_door.slack.answer(http_door.slack.click(button, http_door.via))
    assert "*Checkout redesign*" in said_in(answer["blocks"])


def test_a_name_without_a_verb_is_answered(http_door: Door) -> None:
    for text in ("checkout redesign", "checkout by Dec 15"):
        assert "Checkout redesign is" in release(http_door, text)["text"]
    assert "could be 2 releases" in release(http_door, "2.4")["text"]
    assert "I know no release called “zzz”" in release(http_door, "zzz")["text"]


def test_every_command_of_the_manifest_is_answered(http_door: Door) -> None:
    for command in slack_manifest()["features"]["slash_commands"]:
        sent = http_door.slack.slash(command["command"], command["usage_hint"], http_door.via)
        assert "Checkout redesign" in http_door.slack.answer(sent)["text"]
