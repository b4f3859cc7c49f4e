"""`/release settings`: by a modal and by words, for whom it is, what it says and what it means."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from bot.views.setting import EDIT_SETTINGS
from planner.launch.plan import LaunchPlan, Tier
from store.adoptions import adopt_release, drop_adoption
from store.audit import AuditRow, load_audit
from store.forecasts import load_snapshots
from store.launch_plans import load_launch_plan, save_launch_plan
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import Delivered, LocalSlack, Message
from tests.bot.slack.test_subscribing import release

Sessions = sessionmaker[Session]
CHECKOUT = "jira:checkout"
FORM = 2  # how often a modal has been set: waiting, then its form
DAYS = ("committed_on", "own_on", "launch_on", "window_first", "window_last")


@dataclass
class Desk:
    """A door to the app; U01 owns Checkout, U08 is an admin."""

    door: Door
    sessions: Sessions

    def open(self, text: str = "settings checkout", user: str = "U01") -> Message:
        payload = {"user_id": user}
        self.door.slack.slash("/release", text, self.door.via, payload=payload)
        view = self.door.slack.modals.last(FORM, f"V{len(self.door.slack.modals.shown) or 1}")
        judge(said_in(view["blocks"]), view["blocks"])
        return view

    def fill(self, view_id: str = "V1", **told: Any) -> Delivered:
        user = told.pop("user", "U01")
        view = self.door.slack.modals.shown[view_id][-1]
        return self.door.slack.submit(view_id, state_of(view, **told), self.door.via, user=user)

    def end(self, view_id: str = "V1") -> str:
        view = self.door.slack.modals.settled(view_id)
        judge(said_in(view["blocks"]), view["blocks"])
        assert "submit" not in view
        return said_in(view["blocks"])

    def plan(self) -> LaunchPlan:
        with self.sessions() as session:
            return load_launch_plan(session, CHECKOUT)

    def audited(self) -> list[AuditRow]:
        with self.sessions() as session:
            return [row for row in load_audit(session) if row.action == "settings"]


def state_of(view: Message, **told: Any) -> Message:
    """Give what comes back from a form in which some fields were filled in anew."""
    values = {}
    for block in view["blocks"]:
        if block["type"] != "input":
            continue
        name, element = block["block_id"], block["element"]
        kind = element["type"]
        given = told.get(name, _first(element))
        key = {"datepicker": "selected_date", "users_select": "selected_user"}.get(kind, "value")
        state = {"type": kind, key: given}
        if kind == "radio_buttons":
            options = element["options"]
            chosen = next(one for one in options if one["value"] == given)
            state = {"type": kind, "selected_option": chosen}
        values[name] = {name: state}
    return {"values": values}


def _first(element: Message) -> Any:
    option = element.get("initial_option")
    names = ("initial_value", "initial_date", "initial_user")
    return option["value"] if option else next((element[n] for n in names if n in element), None)


@pytest.fixture
def desk(slack: LocalSlack, answerer: Answerer, people: People) -> Iterator[Desk]:
    with people.sessions.begin() as session:
        adopt_release(session, CHECKOUT, "T1", "U01", NOW)
    with by_http(slack, answerer, people) as door:
        yield Desk(door, people.sessions)


def test_the_modal_shows_what_is_said_of_a_release(desk: Desk) -> None:
    with desk.sessions.begin() as session:
        told = LaunchPlan(CHECKOUT, "U01", Tier.NOTES, "Fewer carts", own_on=date(2027, 1, 10))
        save_launch_plan(session, "T1", told, NOW)
    view = desk.open()
    assert "What you say of *Checkout redesign*" in said_in(view["blocks"])
    first = {b["block_id"]: _first(b["element"]) for b in view["blocks"] if b["type"] == "input"}
    assert first == {
        "goal": "Fewer carts",
        "tier": "3",
        "codename": None,
        "owner": "U01",
        **dict.fromkeys(DAYS),
        "own_on": "2027-01-10",
    }


def test_what_is_filled_in_is_kept_audited_and_told_with_what_it_means(desk: Desk) -> None:
    desk.open()
    sent = desk.fill(
        goal="Fewer abandoned carts",
        tier="1",
        committed_on="2026-12-15",
        own_on="2027-01-10",
        launch_on="2027-01-12",
        window_first="2026-12-01",
        window_last="2027-01-20",
    )
    assert json.loads(sent.said)["response_action"] == "update"
    said = desk.end()
    assert "✓ Saved for *Checkout redesign*" in said
    assert "Tier: 2 · matters to customers → *1 · strategic*" in said
    assert "Promised date: none → *Tue 15 Dec*" in said
    assert "The forecast is 85% likely by *" in said
    assert "Tue 15 Dec, as promised, is " in said
    assert desk.plan() == LaunchPlan(
        CHECKOUT,
        "U01",
        Tier.STRATEGIC,
        "Fewer abandoned carts",
        date(2026, 12, 15),
        date(2027, 1, 10),
        date(2027, 1, 12),
        (date(2026, 12, 1), date(2027, 1, 20)),
        committed_by="U01",
    )
    (row,) = desk.audited()
    assert (row.actor, row.subject) == ("U01", f"release:{CHECKOUT}")
    assert row.before == dict.fromkeys(row.after) | {"tier": 2}
    assert row.after["window"] == ["2026-12-01", "2027-01-20"]


def test_a_promise_is_planned_and_reviewed_at_once(desk: Desk) -> None:
    said = release(desk.door, "settings checkout committed Dec 4")
    assert "Promised date: none → *Fri 4 Dec*" in said_in(said["blocks"])
    with desk.sessions() as session:
        (seen,) = [one for one in load_snapshots(session) if one.release_id == CHECKOUT]
    assert seen.due_on == date(2026, 12, 4)
    card = release(desk.door, "when checkout redesign")
    assert "for Fri 4 Dec" in said_in(card["blocks"])
    assert "Promised: Fri 4 Dec, by <@U01>" in said_in(card["blocks"])
    release(desk.door, "settings checkout committed none")
    card = release(desk.door, "when checkout redesign")
    assert "for Sun 20 Dec" in said_in(card["blocks"])


def test_by_words_all_of_it_can_be_said_at_once(desk: Desk) -> None:
    said = release(
        desk.door,
        'settings checkout redesign tier 1 committed Dec 15 own "Jan 10" launch Jan 12'
        ' window "Dec 1 to Dec 20" codename Falcon goal "Fewer abandoned carts" owner <@U02|bob>',
    )
    assert said["text"].startswith("✓ Saved for Checkout redesign; Goal: none → Fewer abandoned")
    plan = desk.plan()
    assert (plan.tier, plan.codename, plan.owner) == (Tier.STRATEGIC, "Falcon", "U02")
    assert plan.window == (date(2026, 12, 1), date(2026, 12, 20))
    assert "<@U02> answers for it from now on." in said_in(said["blocks"])
    assert "From now on it is called “Falcon”" in said_in(said["blocks"])


@pytest.mark.parametrize(
    ("told", "block", "sentence"),
    [
        ({"committed_on": "2026-09-01"}, "committed_on", "Tue 1 Sep has passed."),
        ({"own_on": "2026-09-01"}, "own_on", "Tue 1 Sep has passed."),
        (
            {"window_first": "2026-12-20", "window_last": "2026-12-01"},
            "window_last",
            "It ends on Tue 1 Dec, before it begins on Sun 20 Dec.",
        ),
        ({"window_first": "2026-12-20"}, "window_last", "A window has both ends"),
        ({"window_last": "2026-12-20"}, "window_first", "A window has both ends"),
        ({"codename": "Partner API"}, "codename", "“Partner API” is the name of another release."),
        ({"codename": "The checkout redesign"}, "codename", "That tells what the release"),
    ],
)
def test_what_cannot_be_is_said_beside_its_field(
    desk: Desk, told: dict[str, str], block: str, sentence: str
) -> None:
    desk.open()
    answer = json.loads(desk.fill(**told).said)
    assert answer["response_action"] == "errors"
    assert list(answer["errors"]) == [block]
    assert answer["errors"][block].startswith(sentence)
    assert desk.audited() == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("tier 5", "A tier is 1"),
        ("committed someday", "I could not read “someday” as a date"),
        ("committed 2026-09-01", "Tue 1 Sep has passed."),
        ("window tomorrow", "I could not read “tomorrow” as a window"),
        ('window "Dec 20 to Dec 1"', "It ends on Tue 1 Dec"),
        ("owner bob", "Who is “bob”?"),
        ("goal", "What is the Goal to be?"),
    ],
)
def test_words_that_cannot_be_are_refused_with_the_way_out(
    desk: Desk, words: str, sentence: str
) -> None:
    said = release(desk.door, f"settings checkout {words}")
    assert said["text"].startswith(sentence)
    assert desk.plan() == LaunchPlan(CHECKOUT, "U01")


def test_what_is_odd_is_kept_and_told(desk: Desk) -> None:
    said = release(desk.door, 'settings checkout launch Dec 1 window "Dec 1 to Dec 10"')
    told = said_in(said["blocks"])
    assert "⚠️ The launch on Tue 1 Dec is before its date, Sun 20 Dec." in told
    assert "⚠️ Its date, Sun 20 Dec, is outside of the window: Tue 1 Dec to Thu 10 Dec." in told
    assert desk.plan().launch_on == date(2026, 12, 1)


def test_only_the_owner_and_admins_say_anything(desk: Desk) -> None:
    said = release(desk.door, "settings checkout tier 1", user="U02")
    assert said["text"].startswith("Only <@U01>, who answers for Checkout redesign, can say that")
    said = release(desk.door, "settings partner api tier 1", user="U02")
    assert "`/release adopt Partner API` makes it yours" in said["text"]
    assert "✓" in release(desk.door, "settings partner api tier 1", user="U08")["text"]


def test_who_may_not_sees_no_form_and_submits_none(desk: Desk) -> None:
    desk.open()
    with desk.sessions.begin() as session:
        drop_adoption(session, CHECKOUT)
    sent = json.loads(desk.fill(tier="1").said)
    assert sent["response_action"] == "update"
    assert "Nobody answers for that release yet" in said_in(sent["view"]["blocks"])
    desk.door.slack.slash("/release", "settings checkout", desk.door.via)
    assert "makes it yours" in desk.end("V2")
    assert desk.audited() == []


def test_what_somebody_changed_meanwhile_is_shown_and_not_written_over(desk: Desk) -> None:
    desk.open()
    release(desk.door, "settings checkout tier 3", user="U08")
    desk.fill(tier="1")
    again = desk.door.slack.modals.settled()
    assert "Somebody has changed this meanwhile" in said_in(again["blocks"])
    assert desk.plan().tier is Tier.NOTES
    desk.fill(tier="1")
    assert "3 · notes only → *1 · strategic*" in desk.end()


def test_the_same_again_changes_and_audits_nothing(desk: Desk) -> None:
    desk.open()
    desk.fill()
    assert desk.end().startswith("Nothing has changed")
    assert desk.audited() == []


def test_where_no_modal_opens_the_settings_are_told_with_a_button(desk: Desk) -> None:
    desk.door.slack.modals.are_late = True
    said = release(desk.door, "settings checkout")
    assert "Tier: 2 · matters to customers" in said_in(said["blocks"])
    assert "Owner: <@U01>" in said_in(said["blocks"])
    (button,) = next(b["elements"] for b in said["blocks"] if b["type"] == "actions")
    assert button["action_id"] == EDIT_SETTINGS
    desk.door.slack.modals.are_late = False
    desk.door.slack.click({k: button[k] for k in ("type", "action_id", "value")}, desk.door.via)
    assert "submit" in desk.door.slack.modals.last(FORM)


def test_a_forged_modal_or_button_does_nothing(desk: Desk) -> None:
    view = desk.open()
    forged = desk.door.slack.submit("V1", state_of(view), desk.door.via, private_metadata="[]")
    assert "can't read that button" in said_in(json.loads(forged.said)["view"]["blocks"])
    button = {"type": "button", "action_id": EDIT_SETTINGS, "value": '{"r":"jira:partner"}'}
    said = desk.door.slack.answer(desk.door.slack.click(button, desk.door.via))
    assert "makes it yours" in said["text"]


def test_me_is_the_home_page_in_words(desk: Desk) -> None:
    release(desk.door, "settings checkout tier 1 own Jan 10")
    release(desk.door, "subscribe checkout")
    said = release(desk.door, "me")
    told = said_in(said["blocks"])
    assert "*Checkout redesign*" in told
    assert "Tier 1 · Date in the tracker: Sun 20 Dec · Owner's date: Sun 10 Jan 2027" in told
    assert "Your time zone: Europe/Berlin." in told
    nobody = said_in(release(desk.door, "me", user="U02")["blocks"])
    assert "You answer for no release yet." in nobody
    assert "You have set up nothing." in nobody


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("what did we promise for checkout redesign?", "*Fri 4 Dec* was promised, by <@U01>"),
        ("what tier is checkout redesign?", "*Checkout redesign* is tier *1 · strategic*"),
        ("what tier is partner api?", "Nobody has said which tier *Partner API* is"),
        ("what did we promise for partner api", "Nothing was promised for *Partner API*"),
    ],
)
def test_what_was_said_can_be_asked_for(desk: Desk, question: str, answer: str) -> None:
    release(desk.door, "settings checkout tier 1 committed Dec 4")
    assert answer in said_in(release(desk.door, question)["blocks"])
