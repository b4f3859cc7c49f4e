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
    assert message["text"] == "I don't know “lst”. Did you mean: list / help?"
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


def test_a_misspelt_order_is_asked_about_and_its_button_gives_it(http_door: Door) -> None:
    message = release(http_door, "subscribr checkout redesign daily")
    assert "I don't know “subscribr”" in message["text"]
    button = message["blocks"][1]["elements"][0]
    assert button["value"] == "subscribe checkout redesign daily"
    answer = http_door.slack.answer(http_door.slack.click(button, http_door.via))
    assert "*Checkout redesign*" in said_in(answer["blocks"])


def test_a_forged_question_is_refused_like_one_that_is_typed(http_door: Door) -> None:
    click = {"type": "button", "action_id": "ask_again:0", "value": "pause"}
    answer = http_door.slack.answer(http_door.slack.click(click, http_door.via))
    assert "Only an admin" in answer["text"]
    for value in ("", " ", "x" * 501):
        stale = http_door.slack.answer(
            http_door.slack.click(click | {"value": value}, http_door.via)
        )
        assert "can't read that button" in stale["text"]


def test_every_door_reads_by_the_same_grammar(http_door: Door) -> None:
    """`/when`, `/release` and a mention give one text for one question."""
    question = "whats blocking chekout by novmber"
    by_when = http_door.slack.answer(http_door.slack.slash("/when", question, http_door.via))
    assert by_when["text"] == release(http_door, question)["text"]


@pytest.mark.parametrize("text", ["subscribe checkout weekdays", "subscriptions", "lst", "me"])
def test_both_commands_understand_the_same(http_door: Door, text: str) -> None:
    by_when = http_door.slack.answer(http_door.slack.slash("/when", text, http_door.via))
    by_release = release(http_door, text)
    if text.startswith("subscribe"):
        assert "Checkout redesign" in by_when["text"]
        assert "That is here already" in by_release["text"]
    else:
        assert by_when["text"] == by_release["text"]


def test_an_order_of_admins_is_refused_to_others_by_either_command(http_door: Door) -> None:
    refusals = [
        http_door.slack.answer(http_door.slack.slash(command, "pause", http_door.via))["text"]
        for command in ("/when", "/release")
    ]
    assert refusals[0] == refusals[1]
    assert "admin" in refusals[0]
