"""Every button, menu, modal and shortcut has a guard; one that nobody listed does nothing."""

import re
from typing import Any

import pytest
from slack_bolt import App
from slack_bolt.listener_matcher.builtins import BuiltinListenerMatcher
from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.errors import RefusedError
from bot.people.office import Office, People
from bot.people.reception import Reception
from bot.people.roles import Asker
from bot.slack.app import drain, make_slack_app
from bot.slack.gate import must_be_admitted
from bot.slack.guards import GUARDS, Guard, controls_of
from bot.slack.profiles import Profiles
from bot.slack.rooms import Rooms
from bot.views.dating import SET_DATE
from bot.views.picking import PICK, Pick
from bot.views.readings import ASK
from bot.views.subscriptions import EDIT, PAUSE, RESUME, SEND_TEST, UNSUBSCRIBE
from store.adoptions import adopt_release
from store.audit import load_audit
from tests.bot.answers import NOW
from tests.bot.slack.conftest import Door
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack, Message
from tests.bot.slack.test_subscribing import kept, release
from tests.bot.test_running import wait_for

Sessions = sessionmaker[Session]
STALE = "I can't read that button any more."
STRANGER = "I only answer people of the workspace"
WORDS = {"command", "event"}  # what they ask for is in their words: see test_owning.py


def guarded_by(guard: Guard) -> list[str]:
    return [control for control, who in GUARDS.items() if who is guard]


def listened_to(app: App) -> list[tuple[str, str]]:
    """Give the kind and the id of all that the app listens to, out of Bolt's own matchers."""
    found = []
    for listener in app._listeners:  # noqa: SLF001  Bolt tells nobody what it listens to
        (matcher,) = listener.matchers
        assert isinstance(matcher, BuiltinListenerMatcher)
        found.append(_constraint_of(matcher.func))
    return found


def _constraint_of(func: Any) -> tuple[str, str]:
    kind = func.__qualname__.partition(".")[0]
    cells = dict(zip(func.__code__.co_freevars, func.__closure__ or (), strict=True))
    (told,) = (
        cell.cell_contents
        for name, cell in cells.items()
        if name in {"constraints", "callback_id", "command", "event_type"}
    )
    pattern = told.pattern if isinstance(told, re.Pattern) else str(told)
    return kind, pattern.removeprefix("^").removesuffix("$").removesuffix(r"(:\d+)?")


@pytest.fixture
def app(slack: LocalSlack, answerer: Answerer, people: People) -> App:
    made = make_slack_app(
        answerer, people, bot_token=BOT_TOKEN, signing_secret="x", base_url=slack.base_url
    )
    drain(made)
    return made


def test_every_control_that_is_listened_to_has_a_guard_and_no_other_has(app: App) -> None:
    """Who adds one says in `bot/slack/guards.py` who may use it; until then nobody may."""
    controls = {name for kind, name in listened_to(app) if kind not in WORDS}
    assert controls == set(GUARDS)


def used(control: str, value: str = "1") -> Message:
    """Give a click on a control, or what a shortcut sends, with a forged value."""
    if control == "when_it_ships":
        message = {"type": "message", "user": "U02", "ts": "1.1", "text": "checkout redesign"}
        return {"type": "message_action", "callback_id": control, "message": message}
    return {"actions": [{"type": "button", "action_id": control, "value": value}]}


def use(door: Door, control: str, value: str = "1", user: str = "U01", team: str = "T1") -> str:
    person = {"id": user, "team_id": team}
    payload = {**used(control, value), "user": person}
    return str(door.slack.answer(door.slack.click({}, door.via, payload=payload))["text"])


@pytest.mark.parametrize("control", GUARDS)
def test_a_stranger_uses_none_of_them(http_door: Door, company: Sessions, control: str) -> None:
    release(http_door, "subscribe all daily")
    assert use(http_door, control, team="T2").startswith(STRANGER)
    assert len(kept(company)) == 1
    assert http_door.slack.modals.shown == {}


BAD = ("", "garbage", "{}", "[]", '{"r":7}', '{"r":', "9" * 40, "x" * 1999, "-1", "\u0661", "null")


@pytest.mark.parametrize("control", sorted(set(GUARDS) - {"when_it_ships"}))
def test_a_value_that_we_never_wrote_gets_a_helpful_sentence(
    http_door: Door, company: Sessions, control: str
) -> None:
    for value in BAD:
        said = use(http_door, control, value)
        assert said.startswith((STALE, "That release is not there", "Only", "I know no")) or (
            control == "ask_again"
        ), (control, value, said)
        assert "Something went wrong" not in said
    assert kept(company) == ()
    assert http_door.slack.modals.shown == {}


@pytest.mark.parametrize("control", guarded_by(Guard.SUBSCRIPTION))
def test_a_button_about_what_is_somebody_elses_does_nothing(
    http_door: Door, company: Sessions, control: str
) -> None:
    """Neither in its own channel, nor with the number of one in another."""
    release(http_door, "subscribe all daily", user="U02")
    before = kept(company)
    assert "<@U02>" in use(http_door, control)
    assert use(http_door, control, "2").startswith("There is no subscription 2 here")
    http_door.slack.rooms.channels["C5"] = {"id": "C5", "is_member": True}
    release(http_door, "subscribe checkout daily", user="U02", channel="C5")
    assert use(http_door, control, "2").startswith("There is no subscription 2 here")
    assert kept(company)[:1] == before
    with company() as session:
        assert {one.action for one in load_audit(session)} == {"subscribe"}


@pytest.mark.parametrize("control", guarded_by(Guard.RELEASE))
def test_a_button_about_another_ones_release_does_nothing(
    http_door: Door, company: Sessions, control: str
) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U02", NOW)
    said = use(http_door, control, '{"r":"jira:checkout"}')
    assert said.startswith("Only")
    assert http_door.slack.modals.shown == {}


@pytest.mark.parametrize("control", guarded_by(Guard.BY_VERB))
def test_a_button_with_an_order_for_admins_is_refused_to_others(
    http_door: Door, control: str
) -> None:
    value = "pause" if control == "ask_again" else '{"r":"jira:v24","v":"pause","w":""}'
    assert use(http_door, control, value).startswith("Only an admin")
    assert not use(http_door, control, value, user="U08").startswith("Only an admin")


def test_what_is_not_listed_gets_a_helpful_sentence_also_in_home(http_door: Door) -> None:
    assert use(http_door, "unheard_of").startswith(STALE)
    payload = {"container": {"type": "view"}, "channel": None, "response_url": None}
    http_door.slack.click({"action_id": "unheard_of", "value": "1"}, http_door.via, payload=payload)
    wait_for(lambda: "DU01" in http_door.slack.channels.posted)
    assert http_door.slack.channels.posted["DU01"][0]["text"].startswith(STALE)


def test_a_modal_that_nobody_listed_is_answered_in_its_place(http_door: Door) -> None:
    http_door.slack.modals.shown["V1"] = [{"type": "modal", "submit": {}, "blocks": []}]
    forged = {"callback_id": "unheard_of", "private_metadata": ""}
    said = http_door.slack.submit("V1", {"values": {}}, http_door.via, **forged).said
    assert STALE in said.encode().decode("unicode_escape", "ignore").replace("â\x80\x99", "'")


def test_one_click_on_several_things_needs_a_guard_for_each() -> None:
    body = {"type": "block_actions", "actions": [{"action_id": "why"}, {"action_id": "x:1"}]}
    assert controls_of(body) == ("why", "x")
    assert controls_of({"type": "shortcut", "callback_id": "y"}) == ("y",)
    assert controls_of({"type": "view_closed", "view": {"callback_id": "z"}}) == ("z",)
    assert controls_of({"command": "/when"}) == ()


def clicked(control: str, value: str, user: str = "U01") -> Message:
    person = {"id": user, "team_id": "T1"}
    actions = [{"type": "button", "action_id": control, "value": value}]
    channel = {"id": "C1"}
    return {"type": "block_actions", "user": person, "channel": channel, "actions": actions}


@pytest.fixture
def reception(http_door: Door, answerer: Answerer, people: People) -> Reception:
    """A desk without a gate in front of it, in a workspace with a subscription of U02."""
    release(http_door, "subscribe all daily", user="U02")
    client = WebClient(token=BOT_TOKEN, base_url=http_door.slack.base_url)
    return Reception(Office("T1", people, answerer, Rooms(client), Profiles(client)))


class TestRolesAreCheckedTwice:
    """At the gate, and again by whoever does it: neither relies on the other."""

    @pytest.mark.parametrize("control", guarded_by(Guard.SUBSCRIPTION))
    def test_of_a_subscription(self, reception: Reception, control: str) -> None:
        with pytest.raises(RefusedError, match="<@U02>"):
            must_be_admitted(clicked(control, "1"), reception, "U9")
        must_be_admitted(clicked(control, "1", user="U08"), reception, "U9")
        asker = Asker("T1", "U01", "C1")
        does = {
            UNSUBSCRIBE: reception.remove,
            PAUSE: reception.pause,
            RESUME: reception.resume,
            SEND_TEST: reception.send_test,
            EDIT: reception.edit_form,
        }
        with pytest.raises(RefusedError, match="<@U02>"):
            does[control](asker, 1)

    def test_of_a_release(self, reception: Reception, company: Sessions) -> None:
        with company.begin() as session:
            adopt_release(session, "jira:checkout", "T1", "U02", NOW)
        with pytest.raises(RefusedError, match="Only"):
            must_be_admitted(clicked(SET_DATE, '{"r":"jira:checkout"}'), reception, "U9")
        with pytest.raises(RefusedError, match="Only"):
            reception.ask_date(Asker("T1", "U01", "C1"), "jira:checkout")

    @pytest.mark.parametrize(
        ("control", "value"), [(ASK, "pause"), (PICK, '{"r":"jira:v24","v":"pause","w":""}')]
    )
    def test_of_an_order(self, reception: Reception, control: str, value: str) -> None:
        with pytest.raises(RefusedError, match="Only an admin"):
            must_be_admitted(clicked(control, value), reception, "U9")
        asker = Asker("T1", "U01", "C1")
        with pytest.raises(RefusedError, match="Only an admin"):
            reception.speak(asker, "pause")
        with pytest.raises(RefusedError, match="Only an admin"):
            reception.pick(asker, Pick("jira:v24", "pause"))
