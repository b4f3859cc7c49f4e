"""The button that sets a release's date: for whom it is, what it shows, and that it writes once."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.office import People
from bot.views.dating import SET_DATE
from store.adoptions import adopt_release, drop_adoption
from store.audit import load_audit
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in
from tests.bot.slack.conftest import Door, by_http, by_socket
from tests.bot.slack.local_slack import Delivered, LocalSlack, Message
from tests.bot.slack.modals import chosen_in
from tests.bot.slack.test_subscribing import release
from tests.connectors.local_tracker import LocalTracker, LocalWriter, tracking

Sessions = sessionmaker[Session]
FORM, END = 2, 3  # how often a modal has been set: waiting, with its form, with the end


@dataclass
class Desk:
    """A door to the app whose Jira may be written; U01 owns Checkout."""

    door: Door
    tracker: LocalTracker
    sessions: Sessions

    @property
    def slack(self) -> LocalSlack:
        return self.door.slack

    @property
    def via(self) -> str:
        return self.door.via

    def ask(
        self, text: str = "checkout redesign", user: str = "U01", channel: str = "C1"
    ) -> Message:
        payload = {"user_id": user, "channel_id": channel}
        said = self.slack.answer(self.slack.slash("/when", text, self.via, payload=payload))
        judge(said["text"], said["blocks"])
        return said

    def click(self, user: str = "U01", value: str = '{"r":"jira:checkout"}') -> Delivered:
        button = {"type": "button", "action_id": SET_DATE, "value": value}
        payload = {"user": {"id": user, "team_id": "T1"}}
        return self.slack.click(button, self.via, payload=payload)

    def form(self, user: str = "U01") -> Message:
        self.click(user)
        view = self.slack.modals.last(FORM)
        judge(said_in(view["blocks"]), view["blocks"])
        return view

    def choose(self, label: str, **told: Any) -> Message:
        """Pick a day in the open form and write it; give how it ended."""
        state = chosen_in(self.slack.modals.form(), label)
        sent = self.slack.submit("V1", state, self.via, **told)
        assert json.loads(sent.said)["response_action"] == "update"
        return self.slack.modals.settled()

    def audited(self) -> list[str]:
        with self.sessions() as session:
            return [row.action for row in load_audit(session) if row.action != "adopt"]


@pytest.fixture
def tracker() -> Iterator[LocalTracker]:
    dates: dict[str, str | None] = {"checkout": "2026-12-20", "partner": None}
    with tracking(LocalTracker(dates)) as tracker:
        yield tracker


@pytest.fixture
def dating(people: People, tracker: LocalTracker) -> Iterator[People]:
    """Give the people whose Jira may be written, with Checkout's owner among them."""
    with people.sessions.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
    writer = LocalWriter(tracker)
    yield replace(people, writers={"jira": writer})
    writer.close()


@pytest.fixture
def desk(
    slack: LocalSlack, answerer: Answerer, dating: People, tracker: LocalTracker
) -> Iterator[Desk]:
    with by_http(slack, answerer, dating) as door:
        yield Desk(door, tracker, dating.sessions)


@pytest.fixture
def desk_by_socket(
    slack: LocalSlack, answerer: Answerer, dating: People, tracker: LocalTracker
) -> Iterator[Desk]:
    with by_socket(slack, answerer, dating) as door:
        yield Desk(door, tracker, dating.sessions)


def buttons(said: Message) -> list[str]:
    rows = [block["elements"] for block in said["blocks"] if block["type"] == "actions"]
    return [one["text"]["text"] for row in rows for one in row]


def test_the_form_says_its_dates_as_its_reader_writes_them(desk: Desk) -> None:
    desk.slack.rooms.locales["U01"] = "en-US"
    assert "*Sun, Dec 20*" in said_in(desk.form()["blocks"])


def day_of(view: Message, percent: int) -> tuple[str, str]:
    """Give the label of a percentile and the day behind it."""
    (asked,) = (block for block in view["blocks"] if block["type"] == "input")
    for option in asked["element"]["options"]:
        if f"· P{percent}," in option["text"]["text"]:
            return option["text"]["text"], json.loads(option["value"])["d"]
    raise AssertionError(f"P{percent} is not offered")


def test_the_owner_and_admins_see_the_button_and_nobody_else(desk: Desk) -> None:
    assert buttons(desk.ask()) == ["Why?", "Share", "Subscribe", "What if?", "Set its date"]
    assert "Set its date" in buttons(desk.ask(user="U08"))
    assert "Set its date" not in buttons(desk.ask(user="U02"))


def test_an_answer_by_release_or_by_a_choice_has_it_too(desk: Desk) -> None:
    said = release(desk.door, "when checkout redesign")
    assert "Set its date" in buttons(said)
    choice = {"type": "button", "action_id": "choose_release", "value": '{"r":"jira:checkout"}'}
    assert "Set its date" in buttons(desk.slack.answer(desk.slack.click(choice, desk.via)))
    public = desk.slack.click(choice, desk.via, is_ephemeral=False)
    assert "Set its date" not in buttons(desk.slack.answer(public))


def test_what_no_tracker_dates_or_may_be_written_has_no_button(desk: Desk) -> None:
    for text in ("new search", "PLAT-400"):
        assert "Set its date" not in buttons(desk.ask(text, user="U08"))


def test_the_modal_shows_the_old_date_and_four_new_ones_with_their_odds(desk: Desk) -> None:
    view = desk.form()
    assert "*Version checkout* in jira has the date *Sun 20 Dec*" in said_in(view["blocks"])
    (asked,) = (block for block in view["blocks"] if block["type"] == "input")
    labels = [option["text"]["text"] for option in asked["element"]["options"]]
    assert [label.rpartition("·")[2].split(",")[0].strip() for label in labels] == [
        "P50",
        "P70",
        "P85",
        "P95",
    ]
    assert "P85" in asked["element"]["initial_option"]["text"]["text"]
    assert desk.tracker.puts == []
    assert desk.audited() == []


def test_what_was_chosen_is_written_and_told(desk: Desk) -> None:
    label, day = day_of(desk.form(), 95)
    ended = desk.choose(label)
    assert desk.tracker.puts == [("checkout", day)]
    assert "~Sun 20 Dec~ → *" in said_in(ended["blocks"])
    assert "submit" not in ended
    assert desk.audited() == ["write_date", "write_date.done"]


def test_by_the_socket_it_is_the_same(desk_by_socket: Desk) -> None:
    desk = desk_by_socket
    label, day = day_of(desk.form(), 85)
    state = chosen_in(desk.slack.modals.last(FORM), label)
    sent = desk.slack.submit("V1", state, desk.via, user="U02")
    assert "Only the owner" in said_in(json.loads(sent.said)["view"]["blocks"])
    desk.choose(label)
    assert desk.tracker.puts == [("checkout", day)]


def test_a_submission_that_comes_twice_is_written_once(desk: Desk) -> None:
    form = desk.form()
    state = chosen_in(form, day_of(form, 85)[0])
    for _ in range(2):
        sent = desk.slack.submit("V1", state, desk.via, private_metadata=form["private_metadata"])
        assert sent.status == 200
    desk.slack.modals.last(END + 1)
    ended = desk.slack.modals.shown["V1"][FORM:]
    said = sorted(said_in(view["blocks"]) for view in ended)
    assert said[0].startswith("That was asked for already")
    assert said[1].startswith("✓")
    assert len(desk.tracker.puts) == 1
    assert desk.audited() == ["write_date", "write_date.done"]


def test_a_date_set_meanwhile_is_shown_and_asked_about_again(desk: Desk) -> None:
    label, _ = day_of(desk.form(), 85)
    desk.tracker.dates["checkout"] = "2027-02-01"
    again = desk.choose(label)
    assert desk.tracker.puts == []
    assert "somebody has set another date" in said_in(again["blocks"])
    assert "has the date *Mon 1 Feb 2027*" in said_in(again["blocks"])
    assert again["submit"]["text"] == "Write it"


def test_a_date_set_between_the_look_and_the_write_stays_too(desk: Desk) -> None:
    label, _ = day_of(desk.form(), 85)

    def meddle(gets: int) -> None:
        if gets == 2:  # the form's, the submission's, and now the writer's own
            desk.tracker.dates["checkout"] = "2027-02-01"

    desk.tracker.before_get = meddle
    again = desk.choose(label)
    assert desk.tracker.puts == []
    assert "has the date *Mon 1 Feb 2027*" in said_in(again["blocks"])
    assert desk.audited() == ["write_date", "write_date.changed"]
    desk.slack.submit("V1", chosen_in(again, day_of(again, 85)[0]), desk.via)
    assert said_in(desk.slack.modals.last(END + 1)["blocks"]).startswith("✓")
    assert len(desk.tracker.puts) == 1


def test_a_day_that_the_forecast_does_not_give_is_not_written(desk: Desk) -> None:
    view = desk.form()
    state = chosen_in(view, day_of(view, 85)[0])
    for forged in ('{"p":85,"d":"2027-12-24"}', '{"p":12,"d":"2026-12-30"}'):
        state["values"]["day"]["day"]["selected_option"]["value"] = forged
        shown = len(desk.slack.modals.shown["V1"])
        desk.slack.submit("V1", state, desk.via)
        again = desk.slack.modals.last(shown + 1)
        assert "the forecast has moved since" in said_in(again["blocks"])
    assert desk.tracker.puts == []
    assert desk.audited() == []


@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ('{"r":"jira:partner"}', "Only the owner of a release"),
        ('{"r":"jira:nope"}', "Only the owner of a release"),
        ("[]", "I can't read that button"),
    ],
)
def test_a_forged_button_opens_nothing(desk: Desk, value: str, sentence: str) -> None:
    said = desk.slack.answer(desk.click(value=value))
    assert said["text"].startswith(sentence)
    assert desk.slack.modals.shown == {}


def test_an_admin_who_forges_one_is_told_why_it_cannot_be(desk: Desk) -> None:
    for number, (reference, sentence) in enumerate(
        {
            "jira:nope": "That release is not there any more.",
            "plan:search": "written down in `shipcast.yaml`",
            "linear:v24": "Nothing may be written to linear",
            "jira:v23": "has shipped",
            "jira:v24": "there is no version v24",
        }.items()
    ):
        desk.click("U08", json.dumps({"r": reference}))
        told = desk.slack.modals.last(FORM, f"V{number + 1}")
        assert sentence in said_in(told["blocks"])
        judge(said_in(told["blocks"]), told["blocks"])


def test_who_may_not_is_stopped_at_the_button_and_at_the_modal(desk: Desk) -> None:
    assert "Only the owner" in desk.slack.answer(desk.click("U02"))["text"]
    label, _ = day_of(desk.form(), 85)
    state = chosen_in(desk.slack.modals.last(FORM), label)
    for stranger in ({"user": "U02"}, {"user": "U01"}):
        with desk.sessions.begin() as session:
            drop_adoption(session, "jira:checkout")  # U01 owned it when the modal was opened
        sent = desk.slack.submit("V1", state, desk.via, **stranger)
        said = json.loads(sent.said)
        assert said["response_action"] == "update"
        assert "Only the owner" in said_in(said["view"]["blocks"])
    assert desk.tracker.puts == []


def test_people_of_another_workspace_can_submit_nothing(desk: Desk) -> None:
    view = desk.form("U08")
    state = chosen_in(view, day_of(view, 85)[0])
    sent = desk.slack.submit("V1", state, desk.via, user="U08", team="T2")
    assert "workspace that I belong to" in said_in(json.loads(sent.said)["view"]["blocks"])
    assert desk.tracker.puts == []


def test_a_modal_that_we_never_made_is_refused(desk: Desk) -> None:
    view = desk.form()
    state = chosen_in(view, day_of(view, 85)[0])
    for forged in ("", "[]", '{"r":"jira:checkout"}'):
        sent = desk.slack.submit("V1", state, desk.via, private_metadata=forged)
        assert "can't read that button" in said_in(json.loads(sent.said)["view"]["blocks"])
    assert desk.tracker.puts == []


def test_what_the_tracker_refuses_is_told(desk: Desk) -> None:
    label, _ = day_of(desk.form(), 85)
    desk.tracker.refuses = True
    ended = desk.choose(label)
    assert "you cannot edit versions" in said_in(ended["blocks"])
    assert desk.audited() == ["write_date", "write_date.failed"]


def test_a_window_that_slack_does_not_open_is_told(desk: Desk) -> None:
    desk.slack.modals.are_late = True
    assert "click once more" in desk.slack.answer(desk.click())["text"]


def test_who_has_closed_the_window_hears_how_it_ended(desk: Desk) -> None:
    label, _ = day_of(desk.form(), 85)
    state = chosen_in(desk.slack.modals.last(FORM), label)
    desk.slack.modals.closed.add("V1")
    desk.slack.submit("V1", state, desk.via)
    until = time.monotonic() + 20
    while not (said := desk.slack.channels.posted.get("DU01")) and time.monotonic() < until:
        time.sleep(0.02)
    assert said is not None
    assert "→ *" in said[0]["text"]
