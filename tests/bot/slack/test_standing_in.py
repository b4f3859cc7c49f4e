"""`/release away` and `back`: who stands in for whom, and may then vote."""

import pytest

from store.delegations import load_delegations
from tests.bot.judge import said_in
from tests.bot.slack.launching import Desk, desk, launching
from tests.bot.test_running import wait_for

__all__ = ["desk", "launching"]


def test_whoever_stands_in_votes_and_is_asked(desk: Desk) -> None:
    said = desk.say("away until Friday <@U09|dana>", "U04")
    assert said["text"] == (
        "Until Fri 27 Nov <@U09> speaks for you in Support. `/release back` ends that."
    )
    words = said_in(desk.say("ready checkout redesign")["blocks"])
    assert "Away: <@U04> → <@U09> until Fri 27 Nov" in words
    assert "*Support: 🔴 red* · sign-off missing: <@U09>" in words
    desk.vote("U09", function="support", verdict="approve")
    assert desk.votes() == {"support": ("U09", "approve")}
    assert "Welcome back" in desk.say("back", "U04")["text"]
    assert "You speak for no function" in desk.say("signoff checkout redesign", "U09")["text"]
    assert desk.audited() == [("U04", "away"), ("U09", "sign_off"), ("U04", "back")]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("away until Friday", "Who stands in for you?"),
        ("away until <@U04>", "You cannot stand in for yourself."),
        ("away <@U09>", "Until when?"),
        ("away until whenever <@U09>", "I could not read “whenever” as a day."),
        ("away until 2026-11-01 <@U09>", "Sun 1 Nov has passed."),
        ("away from Friday until Tuesday <@U09>", "Fri 27 Nov is after Tue 24 Nov."),
        ("away until 2027-11-01 <@U09>", "That is longer than 92 days."),
        ("away", "Nobody is away."),
        ("back", "Nobody stands in for you."),
    ],
)
def test_what_cannot_be_is_said_with_the_way_out(desk: Desk, words: str, sentence: str) -> None:
    assert desk.say(words, "U04")["text"].startswith(sentence)
    with desk.sessions() as session:
        assert load_delegations(session) == ()


def test_nobody_hands_over_to_who_is_away_as_well(desk: Desk) -> None:
    desk.say("away until Friday <@U03>", "U02")
    assert "is away at that time, too" in desk.say("away until Monday <@U02>", "U04")["text"]
    listed = desk.say("away", "U09")["text"]
    assert listed == "Away: <@U02> → <@U03>, Sun 22 Nov to Fri 27 Nov"


def test_in_a_direct_message_a_stand_in_is_named_as_well(desk: Desk) -> None:
    event = {"type": "message", "channel_type": "im", "channel": "D1", "user": "U04"}
    desk.slack.tell({**event, "text": "away until Friday <@U09>"}, desk.door.via)
    wait_for(lambda: bool(desk.audited()))
    with desk.sessions() as session:
        (told,) = load_delegations(session)
    assert (told.person, told.delegate) == ("U04", "U09")
