"""The buttons below a ping: who may answer, what the message says then, what the owner hears."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

import pytest
from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.delivery.deliver import deliver_due
from bot.launching.pinging import enqueue_pings
from bot.people.office import People
from bot.people.roles import Roles
from bot.schedule.jobs import poster_of
from bot.views.ping_answer import ACK, BLOCKED, SNOOZE
from planner.calendar import WorkCalendar
from planner.launch.functions import Function
from planner.snapshot import Snapshot
from store.adoptions import adopt_release
from store.audit import load_audit
from store.forecasts import save_plan
from store.ping_requests import PingRequest, RequestState, load_requests
from tests.bot.judge import judge, said_in
from tests.bot.newsrooms import newsroom_over
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import BOT_TOKEN, Delivered, LocalSlack, Message
from tests.planner.snapshots import a_snapshot

Sessions = sessionmaker[Session]
MONDAY = datetime(2026, 11, 23, 10, tzinfo=UTC)
FUNCTIONS = (Function("marketing", "C0MARKETING"), Function("support", "C0SUPPORT", ("U02",)))
CHECKOUT = a_snapshot(
    "Checkout redesign",
    release_id="jira:checkout",
    taken_at=MONDAY,
    p50=date(2026, 12, 8),
    p70=date(2026, 12, 9),
    p85=date(2026, 12, 10),
)
KEY = "T1:ping:jira:checkout:T-14:1"
SUPPORT, MARKETING = f"{KEY}:support", f"{KEY}:marketing"


@dataclass
class Desk:
    """An app that has just pinged marketing and support about Checkout, which U01 owns."""

    door: Door
    sessions: Sessions

    @property
    def slack(self) -> LocalSlack:
        return self.door.slack

    def ping(self, snapshot: Snapshot = CHECKOUT) -> None:
        newsroom = replace(newsroom_over(self.sessions), functions=FUNCTIONS)
        with self.sessions.begin() as session:
            save_plan(session, [snapshot], b"packed")
            enqueue_pings(session, newsroom, [snapshot], MONDAY)
        self.deliver()

    def deliver(self) -> None:
        poster = poster_of(WebClient(token=BOT_TOKEN, base_url=self.slack.base_url))
        while deliver_due(self.sessions, poster, MONDAY).sent:
            pass

    def click(
        self, action: str, key: str = SUPPORT, user: str = "U02", channel: str = "C0SUPPORT"
    ) -> Delivered:
        button = {"type": "button", "action_id": action, "value": key}
        payload = {"user": {"id": user, "team_id": "T1"}, "channel": {"id": channel}}
        return self.slack.click(button, self.door.via, is_ephemeral=False, payload=payload)

    def acknowledge(self, key: str = SUPPORT, user: str = "U02", channel: str = "C0SUPPORT") -> str:
        said = self.slack.answer(self.click(ACK, key, user, channel))
        judge(said["text"], said["blocks"])
        assert not said["replace_original"]
        self.deliver()
        return str(said["text"])

    def window(self, action: str, forms: int = 2, **who: str) -> Message:
        """Open the window of a button; give it as it is when it is filled."""
        number = f"V{len(self.slack.modals.shown) + 1}"
        self.click(action, **who)
        return self.slack.modals.last(forms, number)

    def submit(self, value: Message, user: str = "U02", **forged: str) -> str:
        """Fill in the last window, and give how it ended."""
        view_id = list(self.slack.modals.shown)[-1]
        sent = self.slack.submit(view_id, {"values": value}, self.door.via, user=user, **forged)
        at_once = said_in(json.loads(sent.said)["view"]["blocks"])
        self.deliver()
        return at_once

    def message(self, channel: str = "C0SUPPORT") -> str:
        (message,) = self.slack.channels.posted[channel]
        judge(message["text"], message["blocks"])
        return said_in(message["blocks"])

    def request(self, function: str = "support") -> PingRequest:
        with self.sessions() as session:
            requests = load_requests(session, CHECKOUT.release_id)
        return next(one for one in requests if one.function == function)

    def audited(self) -> list[tuple[str, str, str]]:
        with self.sessions() as session:
            return [(row.actor, row.action, row.after["state"]) for row in load_audit(session)]


@pytest.fixture
def desk(slack: LocalSlack, company: Sessions) -> Iterator[Desk]:
    for channel in ("C0MARKETING", "C0SUPPORT"):
        slack.rooms.channels[channel] = {"id": channel, "is_member": True}
    with company.begin() as session:
        adopt_release(session, CHECKOUT.release_id, "T1", "U01", MONDAY)
    answerer = Answerer(company, WorkCalendar(), lambda: MONDAY)
    people = People(company, lambda: MONDAY, functions=FUNCTIONS)
    with by_http(slack, answerer, people) as door:
        desk = Desk(door, company)
        desk.ping()
        yield desk


def reason(words: str) -> Message:
    return {"reason": {"reason": {"type": "plain_text_input", "value": words}}}


def day(value: str) -> Message:
    chosen = {"type": "radio_buttons", "selected_option": {"value": value}}
    return {"day": {"day": chosen}}


def test_who_has_it_is_shown_in_the_message_and_the_buttons_go(desk: Desk) -> None:
    assert "Got it" in desk.message()
    assert desk.acknowledge() == "Thanks: noted for support. The message says so now."
    assert "✅ Got it: <@U02>, Mon 23 Nov." in desk.message()
    assert "Snooze" not in desk.message()
    assert "Snooze" in desk.message("C0MARKETING")
    assert desk.audited() == [("U02", ACK, "acked")]
    assert (desk.request().state, desk.request().by) == (RequestState.ACKED, "U02")


def test_a_second_click_is_told_who_was_first(desk: Desk) -> None:
    desk.acknowledge()
    assert "<@U02> has done that already, on Mon 23 Nov." in desk.acknowledge()
    assert len(desk.slack.channels.edits) == 1
    assert len(desk.audited()) == 1


def test_only_the_people_of_a_function_and_admins_answer_for_it(desk: Desk) -> None:
    assert "one of its people answers (<@U02>)" in desk.acknowledge(user="U03")
    assert "one of its people answers (<@U02>)" in desk.acknowledge(user="U01")
    assert desk.request().state is RequestState.OPEN
    assert desk.audited() == []


def test_where_nobody_is_named_whoever_is_in_the_channel_answers(desk: Desk) -> None:
    elsewhere = desk.acknowledge(MARKETING, "U03", "C1")
    assert "whoever is in its channel answers" in elsewhere
    assert "Thanks" in desk.acknowledge(MARKETING, "U03", "C0MARKETING")


def test_a_member_answers_from_a_window_which_knows_no_channel(desk: Desk) -> None:
    desk.slack.rooms.members["C0MARKETING"] = ("U03",)
    desk.window(BLOCKED, key=MARKETING, user="U03", channel="C0MARKETING")
    assert "is told now" in desk.submit(reason("No pictures yet"), user="U03")
    desk.slack.rooms.members["C0MARKETING"] = ()
    desk.window(BLOCKED, key=MARKETING, user="U03", channel="C0MARKETING")
    assert "whoever is in its channel answers" in desk.submit(reason("Still none"), user="U03")
    assert desk.request("marketing").reason == "No pictures yet"


def test_snooze_offers_working_days_before_the_launch(desk: Desk) -> None:
    view = desk.window(SNOOZE)
    judge("x", view["blocks"])
    (asked,) = (block for block in view["blocks"] if block["type"] == "input")
    labels = [option["text"]["text"] for option in asked["element"]["options"]]
    assert labels == ["Tue 24 Nov", "Wed 25 Nov", "Thu 26 Nov", "Mon 30 Nov"]
    assert "You are asked again on Thu 26 Nov" in desk.submit(day("2026-11-26"))
    assert "💤 <@U02> is asked again on Thu 26 Nov." in desk.message()
    assert "Got it" in desk.message()
    assert desk.request().next_at == datetime(2026, 11, 26, 9, tzinfo=UTC)
    assert desk.audited() == [("U02", SNOOZE, "snoozed")]


@pytest.mark.parametrize("forged", ["2026-11-28", "2027-01-04", "2026-11-20", "soon"])
def test_a_day_that_was_not_offered_is_refused(desk: Desk, forged: str) -> None:
    desk.window(SNOOZE)
    said = desk.submit(day(forged))
    assert "I can't ask again on that day" in said or "I can't read that button" in said
    assert desk.audited() == []


def test_what_blocks_them_is_told_to_the_owner_and_shown(desk: Desk) -> None:
    view = desk.window(BLOCKED)
    assert view["title"]["text"] == "What blocks you?"
    assert "<@U01>, who owns the release, is told now." in desk.submit(
        reason("No macros <!here> *yet*")
    )
    assert "⛔ Blocked, says <@U02>: No macros &lt;!here&gt;" in desk.message()
    (told,) = desk.slack.channels.posted["DU01"]
    judge(told["text"], told["blocks"])
    assert told["text"].startswith("⛔ support is blocked at T-14 of Checkout redesign")
    assert "<@U02>" in told["text"]
    assert desk.audited() == [("U02", BLOCKED, "blocked")]
    desk.acknowledge()
    assert "✅ Got it" in desk.message()
    assert "Blocked, says" not in desk.message()


def test_what_blocks_them_is_told_to_an_admin_where_the_owner_has_left(
    slack: LocalSlack, company: Sessions
) -> None:
    for channel in ("C0MARKETING", "C0SUPPORT"):
        slack.rooms.channels[channel] = {"id": channel, "is_member": True}
    slack.rooms.left = {"U0GONE"}
    with company.begin() as session:
        adopt_release(session, CHECKOUT.release_id, "T1", "U0GONE", MONDAY)
    answerer = Answerer(company, WorkCalendar(), lambda: MONDAY)
    roles = Roles(frozenset({"U08"}))
    people = People(company, lambda: MONDAY, roles, functions=FUNCTIONS[1:])
    with by_http(slack, answerer, people) as door:
        desk = Desk(door, company)
        desk.ping()
        desk.window(BLOCKED)
        said = desk.submit(reason("No macros"))
    assert "<@U0GONE>, who owns the release, is not here any more: <@U08> is told now." in said
    (told,) = slack.channels.posted["DU08"]
    assert told["text"].startswith("⛔ support is blocked at T-14 of Checkout redesign")
    assert "DU0GONE" not in slack.channels.posted


def test_a_reason_of_nothing_is_none(desk: Desk) -> None:
    desk.window(BLOCKED)
    assert "Please say in a few words" in desk.submit(reason("  "))
    assert desk.audited() == []


def test_who_may_not_is_stopped_at_the_button_and_at_the_window(desk: Desk) -> None:
    told = desk.slack.answer(desk.click(BLOCKED, user="U03"))["text"]
    assert "one of its people answers" in told
    desk.window(BLOCKED)
    assert "one of its people answers" in desk.submit(reason("no"), user="U03")
    assert desk.audited() == []


@pytest.mark.parametrize("key", ["", "T1:ping:jira:checkout:T-14:9:support", "x" * 1000])
def test_a_forged_button_is_refused_in_private(desk: Desk, key: str) -> None:
    assert "I can't read that button any more" in desk.acknowledge(key)
    assert "I can't read that button" in desk.slack.answer(desk.click(SNOOZE, key))["text"]
    assert desk.slack.modals.shown == {}


@pytest.mark.parametrize("metadata", ["", "[]", '{"x":1}', '{"k":"nothing of ours"}'])
def test_a_window_that_we_never_made_is_refused(desk: Desk, metadata: str) -> None:
    desk.window(BLOCKED)
    assert "I can't read that button" in desk.submit(reason("no"), private_metadata=metadata)
    assert desk.audited() == []


def test_people_of_another_workspace_can_answer_nothing(desk: Desk) -> None:
    button = {"type": "button", "action_id": ACK, "value": SUPPORT}
    payload = {"user": {"id": "U02", "team_id": "T2"}, "channel": {"id": "C0SUPPORT"}}
    sent = desk.slack.click(button, desk.door.via, payload=payload)
    assert "workspace that I belong to" in desk.slack.answer(sent)["text"]
    desk.window(BLOCKED)
    sent = desk.slack.submit("V1", {"values": reason("no")}, desk.door.via, user="U02", team="T2")
    assert "workspace that I belong to" in said_in(json.loads(sent.said)["view"]["blocks"])
    assert desk.audited() == []


def test_once_something_newer_was_said_the_old_ping_needs_no_answer(desk: Desk) -> None:
    desk.ping(replace(CHECKOUT, data_version="v2", p85=date(2027, 3, 1)))
    assert "Something newer has been said" in desk.acknowledge()
    assert desk.request().state is RequestState.OPEN


def test_a_message_that_was_deleted_is_no_trouble(desk: Desk) -> None:
    desk.slack.channels.delete_all("C0SUPPORT")
    assert "Thanks" in desk.acknowledge()
    assert desk.request().state is RequestState.ACKED


def test_a_window_that_slack_does_not_open_is_told(desk: Desk) -> None:
    desk.slack.modals.are_late = True
    assert "click once more" in desk.slack.answer(desk.click(SNOOZE))["text"]
