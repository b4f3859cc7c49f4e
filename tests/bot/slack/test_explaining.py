"""Explanations through Slack: the command, a mention, and the button that names the release."""

import json

from tests.bot.judge import said_in
from tests.bot.slack.conftest import Door
from tests.bot.slack.test_subscribing import press, release


def test_the_verbs_of_explanations_are_answered(http_door: Door) -> None:
    assert "What if" in said_in(release(http_door, "whatif checkout add 3")["blocks"])
    assert "Risks of" in said_in(release(http_door, "risks checkout")["blocks"])
    assert "Cut line" in said_in(release(http_door, "plan checkout by tomorrow")["blocks"])
    assert "Checkout redesign" in release(http_door, "why checkout")["text"]


def test_a_name_that_fits_two_releases_is_picked_and_the_words_are_kept(http_door: Door) -> None:
    which = release(http_door, "risks 2.4")
    button = which["blocks"][1]["elements"][0]
    assert json.loads(button["value"])["v"] == "risks"
    said = press(http_door, which, button["text"]["text"])
    assert "2.4" in said["text"]
