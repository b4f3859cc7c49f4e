"""The Share button of every answer about releases: asked again for the channel, posted once."""

import json

import pytest
from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.errors import RefusedError
from bot.people.office import Office, People
from bot.people.roles import Asker
from bot.people.sharing_answers import share_answer
from bot.slack.bodies import verb_asked
from bot.slack.profiles import Profiles
from bot.slack.rooms import Rooms
from bot.views.sharing import SHARE_ANSWER, Shareable, read_shareable, write_shareable
from bot.words.audience import ONE_PERSON, settle
from tests.bot.judge import judge, said_in
from tests.bot.slack.conftest import Door
from tests.bot.slack.local_slack import BOT_TOKEN, Message
from tests.bot.slack.test_sharing import shared
from tests.bot.slack.test_subscribing import press, release

Sessions = sessionmaker[Session]
ANSWERS = {
    "list": "release",
    "list at-risk": "release",
    "record": "No track record yet",
    "plan checkout redesign by 2027-01-31": "Checkout redesign",
    "whatif checkout redesign drop SHOP-301": "What if",
    "risks checkout redesign": "Risks of Checkout redesign",
    "risks": "Risks",
    "why checkout redesign": "Checkout redesign",
    "what changed since last Monday?": "",
    "burnup checkout redesign": "Checkout redesign",
    "blockers checkout redesign": "",
    "blockers": "",
    "contents checkout redesign": "Why these dates for Checkout redesign",
    "order": "",
    "order checkout redesign": "Checkout redesign",
    "owner checkout redesign": "Checkout redesign",
}


def share_buttons(message: Message) -> list[Message]:
    rows = [block["elements"] for block in message["blocks"] if block["type"] == "actions"]
    found = [one for row in rows for one in row if one["text"]["text"] == "Share"]
    return [one for one in found if one["action_id"] in {"share", SHARE_ANSWER}]


@pytest.mark.parametrize("text", ANSWERS)
def test_the_answer_to_every_question_about_releases_is_shared(
    http_door: Door, company: Sessions, text: str
) -> None:
    told = release(http_door, text)
    (button,) = share_buttons(told)
    assert len(button["value"]) <= 2000
    assert press(http_door, told, "Share")["text"].startswith("Shared. It appears")
    (row,) = shared(company)
    # For those who will read it, it is settled when it is posted.
    assert settle(row["text"], ONE_PERSON) == f"Shared by <@U01>. {told['text']}"
    assert said_in(row["blocks"]).startswith("Shared by <@U01>.")
    assert (row["channel"], row["kind"], row["asked_by"]) == ("C1", "share", "U01")
    assert share_buttons(row) == []
    judge(row["text"], row["blocks"])
    assert ANSWERS[text] in row["text"]


@pytest.mark.parametrize("text", ["help", "zzz", "subscriptions", "when 2.4", "plan", "me"])
def test_what_answers_nothing_about_releases_is_not_shared(http_door: Door, text: str) -> None:
    assert share_buttons(release(http_door, text)) == []


def test_a_card_keeps_its_own_button_and_gets_no_second_one(http_door: Door) -> None:
    (button,) = share_buttons(release(http_door, "status checkout redesign"))
    assert button["action_id"] == "share"


def test_where_nobody_else_reads_there_is_nothing_to_share(http_door: Door) -> None:
    assert share_buttons(release(http_door, "risks checkout redesign", channel="D1")) == []


def test_what_the_buttons_answer_is_shared_for_the_release_that_was_picked(
    http_door: Door, company: Sessions
) -> None:
    which = release(http_door, "risks 2.4")
    (first, *_) = which["blocks"][1]["elements"]
    told = press(http_door, which, first["text"]["text"])
    press(http_door, told, "Share")
    why = press(http_door, release(http_door, "status checkout redesign by 2026-12-15"), "Why?")
    press(http_door, why, "Share")
    risks, contents = shared(company)
    assert risks["text"] == f"Shared by <@U01>. {told['text']}"
    assert contents["text"] == f"Shared by <@U01>. {why['text']}"
    assert contents["release_id"] == "jira:checkout"


def test_a_second_click_shares_nothing_more(http_door: Door, company: Sessions) -> None:
    told = release(http_door, "list")
    press(http_door, told, "Share")
    assert press(http_door, told, "Share")["text"] == "That was shared just now."
    assert len(shared(company)) == 1
    press(http_door, release(http_door, "risks"), "Share")
    press(http_door, told, "Share", user="U02")
    assert len(shared(company)) == 3


@pytest.mark.parametrize(
    ("room", "sentence"),
    [
        (None, "I am not in this channel"),
        ({"is_member": True, "is_ext_shared": True}, "People of another company"),
        ({"is_member": True, "is_archived": True}, "This channel is archived"),
    ],
)
def test_the_audience_is_looked_at_when_it_is_shared(
    http_door: Door, company: Sessions, room: Message | None, sentence: str
) -> None:
    told = release(http_door, "list")
    http_door.slack.rooms.channels = {} if room is None else {"C1": room}
    assert press(http_door, told, "Share")["text"].startswith(sentence)
    assert shared(company) == []


@pytest.mark.parametrize(
    "forged",
    [
        {"q": "pause", "r": "", "v": ""},
        {"q": "subscribe all daily", "r": "", "v": ""},
        {"q": "adopt checkout", "r": "", "v": ""},
        {"q": "risks checkout redesign", "r": "jira:search", "v": ""},
        {"q": "", "r": "jira:nope", "v": "risks"},
        {"q": "", "r": "jira:checkout", "v": "pause"},
    ],
)
def test_a_forged_share_shows_nothing_and_orders_nothing(
    http_door: Door, company: Sessions, forged: Message
) -> None:
    click = {"type": "button", "action_id": SHARE_ANSWER, "value": json.dumps(forged)}
    http_door.slack.answer(http_door.slack.click(click, http_door.via))
    assert shared(company) == []


def test_the_clerk_looks_at_the_place_and_the_question_again(
    http_door: Door, answerer: Answerer, people: People
) -> None:
    """Whatever came before: neither relies on the other."""
    client = WebClient(token=BOT_TOKEN, base_url=http_door.slack.base_url)
    office = Office("T1", people, answerer, Rooms(client), Profiles(client))
    with pytest.raises(RefusedError, match="Nobody else reads"):
        share_answer(office, Asker("T1", "U01", "D1"), Shareable("list"))
    with pytest.raises(RefusedError, match="another answer"):
        share_answer(office, Asker("T1", "U01", "C1"), Shareable("help"))


def test_the_longest_question_is_carried_whole_within_what_a_value_takes(http_door: Door) -> None:
    text = 'risks "checkout redesign" ' + '"' * 600
    for button in share_buttons(release(http_door, text)):
        assert len(button["value"]) <= 2000
        assert len(read_shareable(button["value"]).question) == 500


@pytest.mark.parametrize(
    ("asked", "verb"),
    [
        (Shareable("whatif checkout add 3", "jira:checkout"), "whatif"),
        (Shareable("", "jira:checkout", "plan"), "plan"),
        (Shareable("any risks?"), None),
    ],
)
def test_what_takes_long_takes_long_to_share(asked: Shareable, verb: str | None) -> None:
    """It waits with its own kind, and keeps no quick answer waiting."""
    action = {"action_id": SHARE_ANSWER, "value": write_shareable(asked)}
    assert verb_asked({"type": "block_actions", "actions": [action]}, "U9") == verb
