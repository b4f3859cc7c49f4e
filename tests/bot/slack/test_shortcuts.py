"""The message shortcut: what somebody else's message speaks of, answered in private."""

from tests.bot.judge import judge, said_in
from tests.bot.slack.conftest import Door
from tests.bot.slack.local_slack import Message


def ask_about(door: Door, text: str, team: str = "T1") -> Message:
    payload = {
        "type": "message_action",
        "callback_id": "when_it_ships",
        "user": {"id": "U01", "team_id": team},
        "message": {"type": "message", "user": "U02", "ts": "1.1", "text": text},
    }
    said = door.slack.answer(door.slack.click({}, door.via, payload=payload))
    judge(said["text"], said.get("blocks", []))
    assert said["response_type"] == "ephemeral"
    assert not said["replace_original"]
    return said


def test_the_release_that_a_message_names_is_answered_for(door: Door) -> None:
    said = ask_about(door, "Customers keep asking me for the *checkout redesign*, any news??")
    assert said["text"].startswith("Checkout redesign is 85% likely by")


def test_an_issue_that_a_message_names_leads_to_its_release(http_door: Door) -> None:
    said = ask_about(http_door, "is <https://jira.example/browse/SHOP-300|shop-300> in yet?")
    assert said["text"].startswith("Checkout redesign is 85% likely by")


def test_of_several_one_can_be_picked(http_door: Door) -> None:
    said = ask_about(http_door, "Checkout redesign or Partner API first?")
    assert "speaks of 2 releases" in said["text"]
    assert "Partner API" in said_in(said["blocks"])


def test_a_message_without_any_says_how_to_ask(http_door: Door) -> None:
    assert "I found no release" in ask_about(http_door, "lunch?")["text"]
    assert "I found no release" in ask_about(http_door, "")["text"]
    assert "I found no release" in ask_about(http_door, "what about SEC-1?")["text"]
    assert "I found no release" in ask_about(http_door, "adopt it, pause")["text"]


def test_a_stranger_gets_no_answer(http_door: Door) -> None:
    said = ask_about(http_door, "checkout redesign?", team="T2")
    assert said["text"].startswith("I only answer people of the workspace")
