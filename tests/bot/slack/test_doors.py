"""The two transports give one behaviour."""

import json

from tests.bot.judge import judge, said_in
from tests.bot.slack.conftest import Door
from tests.bot.slack.local_slack import Delivered, Message


def answered(door: Door, delivered: Delivered) -> Message:
    assert delivered.status == 200
    assert delivered.said in ("", "null", "{}")
    assert delivered.seconds < 3  # Slack's own limit; the usual time is a hundredth of it
    message = door.slack.answer(delivered)
    judge(message["text"], message.get("blocks", []))
    assert message["response_type"] == "ephemeral"
    assert message["unfurl_links"] is False
    return message


def test_when_is_answered_privately(door: Door) -> None:
    sent = door.slack.slash("/when", "will checkout ship by mid December?", door.via)
    message = answered(door, sent)
    assert "Checkout redesign is" in message["text"]
    assert message["replace_original"] is False


def test_a_choice_is_answered_in_place_and_remembers_the_day(door: Door) -> None:
    which = answered(door, door.slack.slash("/when", "2.4 by Dec 15", door.via))
    button = which["blocks"][1]["elements"][0]
    clicked = {key: button[key] for key in ("type", "action_id", "value")}
    message = answered(door, door.slack.click(clicked, door.via))
    assert message["replace_original"] is True
    assert "2.4 is" in message["text"]
    assert "to ship by Tue 15 Dec" in message["text"]


def test_why_explains_below_the_answer(door: Door) -> None:
    card = answered(door, door.slack.slash("/when", "checkout", door.via))
    why = card["blocks"][-1]["elements"][0]
    message = answered(door, door.slack.click(why, door.via))
    assert message["replace_original"] is False
    assert "Why these dates for Checkout redesign?" in said_in(message["blocks"])


def test_an_answer_that_others_see_is_not_replaced(door: Door) -> None:
    click = {"type": "button", "action_id": "choose_release:0", "value": '{"r":"jira:v24"}'}
    message = answered(door, door.slack.click(click, door.via, is_ephemeral=False))
    assert message["replace_original"] is False


def test_an_option_of_a_menu_is_answered(door: Door) -> None:
    value = json.dumps({"r": "jira:checkout"})
    picked = {
        "type": "static_select",
        "action_id": "choose_release",
        "selected_option": {"text": {"type": "plain_text", "text": "x"}, "value": value},
    }
    assert "Checkout redesign" in answered(door, door.slack.click(picked, door.via))["text"]


def test_forged_and_unknown_clicks_get_a_helpful_sentence(door: Door) -> None:
    for click in (
        {"type": "button", "action_id": "choose_release:0", "value": "drop table release"},
        {"type": "button", "action_id": "why", "value": "[]"},
        {"type": "button", "action_id": "share", "value": "{}"},
        {"type": "button", "action_id": "why"},
    ):
        message = answered(door, door.slack.click(click, door.via))
        assert message["text"].startswith("I can't read that button any more.")
    gone = {"type": "button", "action_id": "why", "value": '{"r":"jira:nope"}'}
    assert "not there any more" in answered(door, door.slack.click(gone, door.via))["text"]
