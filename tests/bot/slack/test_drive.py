"""Every verb, button, form and page, driven against the Slack of the reference.

What the registries know and this file does not drive makes it fail.
"""

from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, replace
from typing import Any

import pytest
from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.delivery.deliver import deliver_due
from bot.launching.pinging import enqueue_pings
from bot.newsroom import Newsroom
from bot.people.office import Office, People
from bot.people.reception import Reception
from bot.people.roles import Roles
from bot.review import review
from bot.schedule.jobs import poster_of
from bot.slack.app import drain, make_slack_app
from bot.slack.profiles import Profiles
from bot.slack.rooms import Rooms
from bot.slack.socket import connect_socket
from bot.verbs import VERBS
from bot.words.catalogue import say
from planner.launch.functions import USUAL, Function
from planner.launch.gates import LaunchRules
from planner.launch.readiness import GateWord, Word
from store.adoptions import adopt_release
from store.forecasts import save_plan
from store.gate_words import save_gate_word
from tests.bot.answers import NOW
from tests.bot.judge import said_in
from tests.bot.newsrooms import newsroom_over
from tests.bot.slack.drives import (
    BUTTONS,
    DRIVES,
    FORMS,
    PING_BUTTONS,
    PING_FORMS,
    PINGED,
    PINGED_AT,
)
from tests.bot.slack.local_slack import APP_TOKEN
from tests.bot.slack.modals import filled, problems_of
from tests.bot.slack.reference import REFERENCE, ReferenceSlack, reference_slack, wait_for
from tests.bot.slack.registered import Notes, notes_of
from tests.connectors.local_tracker import LocalTracker, LocalWriter, tracking

pytestmark = pytest.mark.skipif(
    not REFERENCE, reason="SHIPCAST_REFERENCE does not name the folder with a Slack to run against"
)

Sessions = sessionmaker[Session]
Message = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Drive:
    """The app in front of the reference's Slack; the asker owns Checkout, the other is an admin."""

    slack: ReferenceSlack
    sessions: Sessions
    notes: Notes
    newsroom: Newsroom

    @property
    def asker(self) -> str:
        return self.slack.memory.people[0]

    @property
    def admin(self) -> str:
        return self.slack.memory.people[1]

    @property
    def channel(self) -> str:
        return self.slack.memory.channel

    def slash(self, text: str, command: str = "/release", user: str | None = None) -> Message:
        asked = {"command": command, "text": text, "channel_id": self.channel}
        _, address = self.slack.send("slash", {**asked, "user_id": user or self.asker})
        return meant(self.slack.answer(address))

    def mention(self, text: str, user: str | None = None) -> Message:
        said = f"<@{self.slack.memory.bot}> {text}"
        return self._tell({"type": "app_mention", "text": said, "channel": self.channel}, user)

    def ping(self) -> Message:
        """Post what asks a function to get ready; give it."""
        with self.sessions.begin() as session:
            save_plan(session, [PINGED], b"packed")
            enqueue_pings(session, self.newsroom, [PINGED], PINGED_AT)
        poster = poster_of(WebClient(token=self.slack.memory.token, base_url=self.slack.base_url))
        while deliver_due(self.sessions, poster, PINGED_AT).sent:
            pass
        posted: Message = self.slack.calls("chat.postMessage")[-1]["args"]
        assert posted["channel"] == self.channel
        return posted

    def write(self, text: str, user: str | None = None) -> Message:
        """Ask in a direct message."""
        place = self.slack.conversation(user or self.asker)
        asked = {"type": "message", "channel_type": "im", "text": text, "channel": place}
        return self._tell(asked, user)

    def click(self, element: Message, *, is_home: bool = False) -> str:
        """Click a button; give the response address."""
        _, address = self.slack.send("interactive", self._clicked(element, is_home=is_home))
        return address

    def open(self, element: Message, *, is_home: bool = False) -> tuple[str, Message]:
        """Click a button that opens a form; give the modal's id and the form."""
        # What an earlier form ends with may come meanwhile: it has another id.
        before = {call["args"]["view_id"] for call in self.slack.calls("views.update")}
        self.slack.send("interactive", self._clicked(element, is_home=is_home))
        wait_for(lambda: bool(self._updates_but(before)))
        call = self._updates_but(before)[-1]
        return call["view_id"], call["view"]

    def _updates_but(self, known: set[str]) -> list[Message]:
        calls = [call["args"] for call in self.slack.calls("views.update")]
        return [call for call in calls if call["view_id"] not in known]

    def submit(self, form: tuple[str, Message], typed: Mapping[str, object]) -> Message:
        """Fill and submit a form; give the view that replaces it."""
        view_id, view = form
        state = filled(view, **typed)
        told, _ = self.slack.send(
            "interactive",
            {
                "type": "view_submission",
                "user": {"id": self.asker, "team_id": self.slack.memory.team},
                "team": {"id": self.slack.memory.team},
                "view": {**view, "id": view_id, "state": state},
            },
        )
        assert told["response_action"] == "update", told
        assert problems_of(told["view"]) == []
        replaced: Message = told["view"]
        return replaced

    def home(self) -> Message:
        """Open App Home; give the page."""
        before = len(self.slack.calls("views.publish"))
        self.tell({"type": "app_home_opened", "tab": "home"})
        wait_for(lambda: len(self.slack.calls("views.publish")) > before)
        page: Message = self.slack.calls("views.publish")[-1]["args"]["view"]
        return page

    def tell(self, event: Message, user: str | None = None) -> None:
        told = {"user": user or self.asker, **event}
        number = len(self.slack.calls("reactions.add")) + len(self.slack.calls("views.publish"))
        envelope = {
            "type": "event_callback",
            "event_id": f"Ev{number}-{event.get('ts')}",
            "event": told,
        }
        self.slack.send("event", envelope)

    def _tell(self, event: Message, user: str | None) -> Message:
        """Tell of a message; give what is answered in its thread, or in private."""
        ts = self.slack.say(event["channel"], event["text"])
        done = len(self.slack.calls("reactions.remove"))
        self.tell({**event, "ts": ts, "event_ts": ts}, user)
        wait_for(lambda: len(self.slack.calls("reactions.remove")) > done)
        said = self.slack.calls("chat.postMessage", "chat.postEphemeral")[-1]["args"]
        assert said.get("thread_ts", ts) == ts
        return meant(said)

    def _clicked(self, element: Message, *, is_home: bool) -> Message:
        kept = ("type", "action_id", "value", "selected_option")
        place: Message = {"container": {"type": "message", "is_ephemeral": True}}
        if is_home:
            place = {"container": {"type": "view"}}
        else:
            place["channel"] = {"id": self.channel}
        return {
            "type": "block_actions",
            "user": {"id": self.asker, "team_id": self.slack.memory.team},
            "team": {"id": self.slack.memory.team},
            "actions": [{"block_id": "b", **{key: element[key] for key in kept if key in element}}],
            **place,
        }


def meant(said: Message) -> Message:
    """Assert that it is an answer, and not what is said where something went wrong on our side."""
    assert said["text"].strip()
    assert say("trouble.failed") not in said["text"]
    return said


def buttons_in(blocks: list[Message]) -> dict[str, Message]:
    """Give the first button of each kind."""
    rows = [block["elements"] for block in blocks if block["type"] == "actions"]
    found: dict[str, Message] = {}
    for element in (one for row in rows for one in row):
        if element["type"] == "static_select":
            element = {**element, "selected_option": element["options"][0]}  # noqa: PLW2901
        found.setdefault(element["action_id"].partition(":")[0], element)
    return found


@pytest.fixture
def drive(company: Sessions) -> Iterator[Drive]:
    with ExitStack() as stack:
        slack = stack.enter_context(reference_slack())
        asker, admin = slack.memory.people
        with company.begin() as session:
            adopt_release(session, "jira:checkout", slack.memory.team, asker, NOW)
            waived = GateWord("handoff", Word.WAIVED, asker, NOW, None, "agreed")
            save_gate_word(session, slack.memory.team, "jira:checkout", waived)
        review(replace(newsroom_over(company), workspace=slack.memory.team), NOW)
        tracker = stack.enter_context(tracking(LocalTracker({"checkout": "2026-12-20"})))
        writer = LocalWriter(tracker)
        stack.callback(writer.close)
        calendar, rules = newsroom_over(company).calendar, LaunchRules(USUAL)
        answerer = Answerer(company, calendar, lambda: NOW, launch=rules)
        marketing = (Function("marketing", slack.memory.channel, (asker,)),)
        people = People(
            company,
            lambda: NOW,
            Roles(frozenset({admin})),
            writers={"jira": writer},
            functions=marketing,
        )
        app = make_slack_app(
            answerer,
            people,
            bot_token=slack.memory.token,
            signing_secret=None,
            base_url=slack.base_url,
        )
        stack.callback(drain, app)
        connection = connect_socket(app, app_token=APP_TOKEN, base_url=slack.base_url)
        stack.callback(connection.close)
        office = Office(
            slack.memory.team, people, answerer, Rooms(app.client), Profiles(app.client)
        )
        newsroom = replace(newsroom_over(company), functions=marketing, workspace=slack.memory.team)
        yield Drive(slack, company, notes_of(Reception(office)), newsroom)


def test_every_verb_is_driven_by_command_by_mention_and_by_message(drive: Drive) -> None:
    assert [*DRIVES] == [verb.name for verb in VERBS], "drive the new verb, too"
    for verb, drives in DRIVES.items():
        user = drive.admin if verb in {"pause", "resume"} else drive.asker
        for text in drives:
            drive.slash(text, user=user)
        drive.mention(drives[0], user)
        drive.write(drives[0], user)
    assert drive.notes.commands == {"/when", "/release"}
    for text in ("checkout redesign", "when will it ship?", "will 2.4 ship by mid December?"):
        drive.slash(text, "/when")
    assert drive.slack.judge() >= sum(map(len, DRIVES.values())) + 2 * len(DRIVES)


def test_every_button_of_a_message_is_clicked(drive: Drive) -> None:
    driven = {*BUTTONS, *FORMS, *PING_BUTTONS, *PING_FORMS}
    assert driven == drive.notes.buttons, "click the new button, too"
    for name, command in BUTTONS.items():
        element = buttons_in(drive.slash(command)["blocks"])[name]
        meant(drive.slack.answer(drive.click(element)))
    drive.slack.judge()


def test_a_ping_is_snoozed_blocked_and_taken(drive: Drive) -> None:
    ping = buttons_in(drive.ping()["blocks"])
    assert {*ping} == {*PING_BUTTONS, *PING_FORMS}
    for name, typed in PING_FORMS.items():
        form = drive.open(ping[name])
        assert "submit" in form[1], form[1]
        drive.submit(form, typed)
    for name in PING_BUTTONS:
        meant(drive.slack.answer(drive.click(ping[name])))
    assert drive.slack.judge() > len(ping)


def test_every_form_is_opened_filled_and_submitted(drive: Drive) -> None:
    assert {*FORMS, *PING_FORMS} == drive.notes.forms, "fill the new form, too"
    drive.slash("subscribe checkout redesign weekdays at 09:30 Europe/Berlin")
    for name, (command, typed) in FORMS.items():
        # By `/release` it opens its form without a button.
        ask = drive.mention if name == "edit_settings" else drive.slash
        form = drive.open(buttons_in(ask(command)["blocks"])[name])
        assert "submit" in form[1], form[1]
        drive.submit(form, typed)
    wait_for(lambda: "The next sync brings it here" in shown(drive))
    assert drive.slack.judge() > len(FORMS)


def shown(drive: Drive) -> str:
    views = [call["args"]["view"] for call in drive.slack.calls("views.update")]
    return "\n".join(said_in(view["blocks"]) for view in views)


def test_every_button_of_app_home_is_clicked_and_every_form_opens_from_there(
    drive: Drive,
) -> None:
    drive.slash("subscribe checkout redesign weekdays at 09:30 Europe/Berlin")
    clicked = set()
    elsewhere = {"edit_notes", "sign_off", "gate_done", "gate_waive", "edit_settings"}
    forms = {*FORMS} - elsewhere
    for name in ("choose_release", "why", "pause_subscription", "resume_subscription", *forms):
        element = buttons_in(drive.home()["blocks"])[name]
        if name in FORMS:
            form = drive.open(element, is_home=True)
            assert "submit" in form[1], form[1]
        else:
            before = len(drive.slack.calls("chat.postMessage"))
            drive.click(element, is_home=True)
            wait_for(lambda: len(drive.slack.calls("chat.postMessage")) > before)  # noqa: B023
            meant(drive.slack.calls("chat.postMessage")[-1]["args"])
        clicked.add(name)
    assert {*buttons_in(drive.home()["blocks"])} <= clicked | {"unsubscribe"}
    drive.click(buttons_in(drive.home()["blocks"])["unsubscribe"], is_home=True)
    wait_for(lambda: "You have set up nothing" in said_in(drive.home()["blocks"]))
    drive.slack.judge()


def test_the_shortcut_and_the_suggestions_are_driven(drive: Drive) -> None:
    assert drive.notes.shortcuts == {"when_it_ships"}
    asked = {
        "type": "message_action",
        "callback_id": "when_it_ships",
        "user": {"id": drive.asker, "team_id": drive.slack.memory.team},
        "team": {"id": drive.slack.memory.team},
        "channel": {"id": drive.channel},
        "message": {"type": "message", "user": drive.admin, "ts": "1.1"},
    }
    for text in ("any news of the checkout redesign?", "is SHOP-300 in?", "lunch?"):
        message = {**asked["message"], "text": text}  # type: ignore[dict-item]
        _, address = drive.slack.send("interactive", {**asked, "message": message})
        meant(drive.slack.answer(address))
    place = drive.slack.conversation(drive.asker)
    drive.tell({"type": "app_home_opened", "tab": "messages", "channel": place})
    method = "assistant.threads.setSuggestedPrompts"
    wait_for(lambda: bool(drive.slack.calls(method)))
    told = drive.slack.calls(method)[-1]["args"]
    assert "thread_ts" not in told
    for prompt in told["prompts"]:
        drive.write(prompt["message"])
    drive.slack.judge()


def test_a_misspelt_verb_a_wrong_day_and_an_odd_text_are_answered_helpfully(drive: Drive) -> None:
    for text in (
        "lst",
        "whatif checkout redesign by 30 February",
        "subscribe checkout redesign at 26:00",
        "status checkout redesign by 5/6",
        "\u202e<!channel> *x* <https://evil|y>",
        "x" * 3000,
    ):
        assert "<!channel>" not in drive.slash(text)["text"]
    assert drive.mention("lst")["text"]
    assert drive.write("status checkout redesign by 5/6")["text"]
    drive.slack.judge()
