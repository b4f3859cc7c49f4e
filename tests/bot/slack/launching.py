"""A company in front of a launch, and what its people do about it in Slack."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from bot.views.ready_acts import SIGN_OFF
from planner.calendar import WorkCalendar
from planner.launch.functions import USUAL, Function
from planner.launch.gates import LaunchRules
from planner.launch.plan import LaunchPlan, Tier
from planner.launch.readiness import Word
from store.audit import load_audit
from store.gate_words import load_gate_words
from store.launch_plans import save_launch_plan
from store.sign_offs import load_votes
from tests.bot.answers import NOW
from tests.bot.judge import said_in
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import Delivered, LocalSlack, Message
from tests.bot.slack.test_subscribing import release

Sessions = sessionmaker[Session]
CHECKOUT, REF = "jira:checkout", '{"r":"jira:checkout"}'
# U01 owns Checkout, U08 is an admin, U09 speaks for nothing.
TOLD = {
    "marketing": Function("marketing", "C0MARKETING", ("U02", "U03")),
    "support": Function("support", "C0SUPPORT", ("U04",)),
}
RULES = LaunchRules(tuple(TOLD.get(one.name, one) for one in USUAL))
LINK = "https://wiki.example/plan"


@dataclass
class Desk:
    """A door to the app of a company whose Checkout is to launch in six working days."""

    door: Door
    sessions: Sessions

    @property
    def slack(self) -> LocalSlack:
        return self.door.slack

    def say(self, text: str, user: str = "U01", channel: str = "C1") -> Message:
        return release(self.door, text, user, channel)

    def click(self, action: str, value: str = REF, user: str = "U02", **told: Any) -> Delivered:
        button = {"type": "button", "action_id": action, "value": value}
        payload = {"user": {"id": user, "team_id": "T1"}}
        return self.slack.click(button, self.door.via, payload=payload, **told)

    def refused(self, action: str, value: str = REF, user: str = "U02") -> str:
        """Click what may not be clicked, and give what is said to that person alone."""
        said = self.slack.answer(self.click(action, value, user))
        assert self.slack.modals.shown == {}
        return str(said["text"])

    def submit(self, user: str = "U02", view: str = "V1", **given: str) -> Message:
        """Submit a modal and give what is said at once: a view, or errors."""
        kept = {name: given.pop(name) for name in list(given) if name.startswith("private_")}
        values: dict[str, Any] = {}
        for name, value in given.items():
            element: dict[str, Any] = {"type": "plain_text_input", "value": value}
            if name in {"function", "verdict"}:
                element = {"type": "static_select", "selected_option": {"value": value}}
            values[name] = {name: element}
        sent = self.slack.submit(view, {"values": values}, self.door.via, user=user, **kept)
        answered: Message = json.loads(sent.said)
        return answered

    def vote(self, user: str = "U02", **given: str) -> str:
        """Open the modal, vote, and give how it ended."""
        number = len(self.slack.modals.shown) + 1
        self.click(SIGN_OFF, user=user)
        self.slack.modals.last(2, f"V{number}")
        said = self.submit(user, f"V{number}", **given)
        assert said["response_action"] == "update"
        return said_in(self.slack.modals.settled(f"V{number}")["blocks"])

    def votes(self) -> dict[str, tuple[str, str]]:
        with self.sessions() as session:
            votes = load_votes(session, CHECKOUT)
        return {name: (vote.person, str(vote.verdict)) for name, vote in votes.items()}

    def words(self) -> dict[str, Word]:
        with self.sessions() as session:
            return {slug: word.word for slug, word in load_gate_words(session, CHECKOUT).items()}

    def audited(self) -> list[tuple[str, str]]:
        with self.sessions() as session:
            return [(row.actor, row.action) for row in load_audit(session)]


@pytest.fixture
def launching(company: Sessions) -> Answerer:
    plan = LaunchPlan(CHECKOUT, "U01", Tier.STRATEGIC, committed_on=NOW.date() + timedelta(days=8))
    with company.begin() as session:
        save_launch_plan(session, "T1", plan, NOW - timedelta(days=9))
    return Answerer(company, WorkCalendar(), lambda: NOW, launch=RULES)


@pytest.fixture
def desk(slack: LocalSlack, launching: Answerer, people: People) -> Iterator[Desk]:
    slack.rooms.is_everywhere = True
    with by_http(slack, launching, people) as door:
        yield Desk(door, people.sessions)


def buttons(said: Message) -> list[str]:
    rows = [block["elements"] for block in said["blocks"] if block["type"] == "actions"]
    return [one["text"]["text"] for row in rows for one in row]


def gate(slug: str) -> str:
    return json.dumps({"r": CHECKOUT, "g": slug})
