"""App Home: a page of one's own, and what can be done from it."""

import re
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from planner.calendar import WorkCalendar
from store.adoptions import adopt_release
from store.audit import load_audit
from store.subscriptions import load_subscription
from store.switches import set_paused
from tests.bot.answers import NOW
from tests.bot.judge import judge, judge_view, said_in
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack, Message
from tests.bot.slack.test_subscribing import release
from tests.bot.test_running import wait_for

Sessions = sessionmaker[Session]
OPENED = {"type": "app_home_opened", "tab": "home", "user": "U01", "channel": "D1"}


def pages(door: Door, user: str = "U01") -> list[Message]:
    return door.slack.rooms.homes.get(user, [])


def open_home(door: Door, user: str = "U01") -> Message:
    before = len(pages(door, user))
    door.slack.tell({**OPENED, "user": user}, door.via)
    wait_for(lambda: len(pages(door, user)) > before)
    page = pages(door, user)[-1]
    judge_view(page)
    return page


def press(door: Door, page: Message, label: str, place: int = 0) -> tuple[str, Message]:
    """Click the `place`-th button of that name; give the direct message, and the page after it."""
    before = len(pages(door))
    rows = [block["elements"] for block in page["blocks"] if block["type"] == "actions"]
    buttons = [one for row in rows for one in row if one["text"]["text"] == label]
    click(door, {key: buttons[place][key] for key in ("type", "action_id", "value")})
    wait_for(lambda: len(pages(door)) > before)
    told = door.slack.channels.posted["DU01"][-1]
    judge(told["text"], told.get("blocks", []))
    judge_view(pages(door)[-1])
    return told["text"], pages(door)[-1]


def click(door: Door, button: dict[str, Any], user: str = "U01") -> None:
    person = {"id": user, "team_id": "T1"}
    payload = {"user": person, "container": {"type": "view"}, "channel": None, "response_url": None}
    assert door.slack.click(button, door.via, payload=payload).status == 200


def test_a_page_has_the_dates_of_its_reader(http_door: Door, company: Sessions) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U02", NOW)
    british = said_in(open_home(http_door, "U02")["blocks"])
    http_door.slack.rooms.locales["U01"] = "en-US"
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
    american = said_in(open_home(http_door, "U01")["blocks"])
    (told,) = set(re.findall(r"for (\w{3} \d+ \w{3})", british))
    weekday, day, month = told.split()
    assert f"for {weekday}, {month} {day}" in american
    assert told not in american


def test_it_shows_what_i_answer_for_what_i_am_told_and_how_fresh_it_is(
    door: Door, company: Sessions
) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
        adopt_release(session, "jira:search", "T1", "U02", NOW)
    release(door, "subscribe checkout slips")
    release(door, "subscribe checkout card")
    said = said_in(open_home(door)["blocks"])

    assert "My releases" in said
    assert "*Checkout redesign*: " in said
    assert "Search" not in said
    assert "*No. 1* · slip alerts of *Checkout redesign*" in said
    assert "*No. 2* · the card of *Checkout redesign*, kept up to date" in said
    assert "Told in <#C1>" in said
    assert "jira: Data as of" in said


def test_whoever_answers_for_nothing_sees_what_is_at_risk_and_how_to_begin(
    http_door: Door,
) -> None:
    said = said_in(open_home(http_door, "U02")["blocks"])
    assert "You answer for no release yet" in said
    assert "You have set up nothing" in said


def test_another_ones_page_has_none_of_mine(http_door: Door, company: Sessions) -> None:
    release(http_door, "subscribe all daily", channel="D7")
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
    said = said_in(open_home(http_door, "U02")["blocks"])
    assert "No. 1" not in said
    assert "You answer for no release yet" in said


def test_no_private_issue_is_on_any_page(http_door: Door, company: Sessions) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
    said = said_in(open_home(http_door)["blocks"])
    assert "SEC-1" not in said
    assert "A secret" not in said


def test_details_come_as_a_direct_message(http_door: Door, company: Sessions) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
    page = open_home(http_door)
    assert press(http_door, page, "Details")[0].startswith("Checkout redesign is 85% likely")
    assert "Checkout redesign" in press(http_door, page, "Why?")[0]


def test_a_subscription_is_paused_resumed_and_taken_back_from_there(
    http_door: Door, company: Sessions
) -> None:
    http_door.slack.rooms.members = {"C1": ("U01",)}
    release(http_door, "subscribe checkout daily")
    told, page = press(http_door, open_home(http_door), "Pause")
    assert told.startswith("Paused: the digest of Checkout redesign.")
    assert "⏸ Paused: by hand, on Sun 22 Nov 2026" in said_in(page["blocks"])
    with company() as session:
        assert load_audit(session)[-1].action == "pause"

    told, page = press(http_door, page, "Resume")
    assert told.startswith("Back on: the digest of Checkout redesign.")
    told, page = press(http_door, page, "Unsubscribe")
    assert told.startswith("Taken back: the digest of Checkout redesign")
    assert "You have set up nothing" in said_in(page["blocks"])
    with company() as session:
        assert load_subscription(session, 1) is None


def test_what_belongs_to_somebody_else_stays_theirs(http_door: Door, company: Sessions) -> None:
    release(http_door, "subscribe all daily", user="U02")
    forged = {"type": "button", "action_id": "unsubscribe:1", "value": "1"}
    before = len(pages(http_door))
    click(http_door, forged)
    wait_for(lambda: len(pages(http_door)) > before)
    assert "There is no subscription 1 here" in http_door.slack.channels.posted["DU01"][-1]["text"]
    with company() as session:
        assert load_subscription(session, 1) is not None


@pytest.mark.parametrize("value", ["", "nonsense", '{"r": 7}', "99999999999999999999"])
@pytest.mark.parametrize("action", ["choose_release", "why", "unsubscribe", "unheard_of"])
def test_a_forged_click_gets_a_helpful_sentence(http_door: Door, action: str, value: str) -> None:
    click(http_door, {"type": "button", "action_id": action, "value": value})
    wait_for(lambda: bool(http_door.slack.channels.posted.get("DU01")))
    said = http_door.slack.channels.posted["DU01"][-1]["text"]
    assert said.startswith(("I can't read that button", "That release is not there"))


def test_the_messages_tab_publishes_nothing(http_door: Door) -> None:
    http_door.slack.tell({**OPENED, "tab": "messages"}, http_door.via)
    open_home(http_door, "U02")
    assert pages(http_door) == []


def test_it_says_when_everything_is_paused(http_door: Door, company: Sessions) -> None:
    with company.begin() as session:
        set_paused(session, True, "U0ADMIN", NOW)
    assert "Everything that is said unasked is paused" in said_in(open_home(http_door)["blocks"])


def test_a_stranger_gets_no_page(http_door: Door) -> None:
    http_door.slack.tell(OPENED, http_door.via, payload={"team_id": "T2"})
    open_home(http_door, "U02")
    assert pages(http_door) == []


def test_before_anything_was_read_the_page_says_so(slack: LocalSlack, nobody: Sessions) -> None:
    empty = Answerer(nobody, WorkCalendar(), lambda: NOW)
    with by_http(slack, empty, People(nobody, lambda: NOW)) as door:
        assert "No tracker has been read yet." in said_in(open_home(door)["blocks"])
