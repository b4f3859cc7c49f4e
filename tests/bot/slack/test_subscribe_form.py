"""The forms that set up a subscription and change its times, from a card and from App Home."""

import time as clock
from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.review import review
from store.audit import load_audit
from tests.bot.answers import NOW
from tests.bot.judge import said_in
from tests.bot.newsrooms import newsroom_over, outbox
from tests.bot.slack.conftest import Door
from tests.bot.slack.forms import Taken, open_form, submit
from tests.bot.slack.local_slack import Message
from tests.bot.slack.modals import filled
from tests.bot.slack.test_home import click, open_home
from tests.bot.slack.test_subscribing import kept, release
from tests.bot.test_running import wait_for

Sessions = sessionmaker[Session]
Form = tuple[str, Message]


@pytest.fixture
def http_door(http_door: Door) -> Door:
    http_door.slack.rooms.members = {"C1": ("U01", "U02")}
    return http_door


def form(door: Door, release_id: str = "jira:checkout", **where: Any) -> Form:
    return open_form(door, "subscribe_to", f'{{"r":"{release_id}"}}', **where)


def edit(door: Door, number: int = 1, user: str = "U01") -> Form:
    return open_form(door, "edit_subscription:1", str(number), user=user, channel=None)


def test_a_card_has_the_button_and_it_opens_the_form_filled_for_its_release(door: Door) -> None:
    card = release(door, "status checkout redesign")
    row = next(block for block in card["blocks"] if block["type"] == "actions")
    (button,) = [one for one in row["elements"] if one["text"]["text"] == "Subscribe"]
    view_id, view = open_form(door, button["action_id"], button["value"])
    assert view_id == "V1"
    state = filled(view)["values"]
    assert state["release"]["release"]["selected_option"]["value"] == "jira:checkout"
    assert state["zone"]["zone"]["value"] == "Europe/Berlin"
    assert state["channel"]["channel"]["selected_conversation"] == "C1"
    options = next(one for one in view["blocks"] if one["block_id"] == "release")["element"]
    shown = [one["text"]["text"] for one in options["options"]]
    assert shown[:2] == ["All releases", "Checkout redesign"]
    assert "2.4 · linear" in shown
    assert "2.3" not in "".join(shown)  # it is out


def test_what_it_sets_up_is_what_the_command_sets_up(http_door: Door, company: Sessions) -> None:
    release(http_door, "subscribe checkout Mon,Thu at 08:15 Europe/Paris")
    by_command = kept(company)[0]
    release(http_door, "unsubscribe 1")
    taken = submit(http_door, form(http_door), days=("Thu", "Mon"), at="08:15", zone="Europe/Paris")
    assert "<#C1> gets a digest of *Checkout redesign*, every Mon, Thu at 08:15" in taken.said
    assert "Next: <!date^" in taken.said
    assert replace(kept(company)[0], id=by_command.id) == by_command
    with company() as session:
        assert load_audit(session)[-1].action == "subscribe"


def test_it_shows_what_it_would_say_and_a_test_can_be_sent_from_there(
    http_door: Door, company: Sessions
) -> None:
    review(newsroom_over(company), NOW)
    taken = submit(http_door, form(http_door))
    assert "If it were due now, it would say:" in taken.said
    row = next(block for block in taken.view["blocks"] if block["type"] == "actions")
    button = next(one for one in row["elements"] if one["text"]["text"] == "Send test")
    click(http_door, {key: button[key] for key in ("type", "action_id", "value")})
    wait_for(lambda: bool(http_door.slack.channels.posted.get("DU01")))
    assert "The test appears in <#C1>" in http_door.slack.channels.posted["DU01"][-1]["text"]
    assert [one.kind for one in outbox(company)] == ["digest:test"]


def test_without_a_channel_it_is_for_oneself(http_door: Door, company: Sessions) -> None:
    taken = submit(http_door, form(http_door, ""), channel=None)
    assert taken.said.startswith("You get a digest of *all releases*")
    assert kept(company)[0].channel == "U01"


@pytest.mark.parametrize("kind", ["slips", "shipped", "card"])
def test_the_other_kinds_need_no_times(http_door: Door, company: Sessions, kind: str) -> None:
    taken = submit(http_door, form(http_door), kind=kind, days=())
    assert "*Checkout redesign*" in taken.said
    assert kept(company)[0].kind == kind
    assert [one.kind for one in outbox(company)] == (["card"] if kind == "card" else [])


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"zone": "Mars/Base"}, "zone", "I know no time zone Mars/Base."),
        ({"zone": None}, "zone", "I know no time zone"),
        ({"days": ()}, "days", "Pick a day at least."),
        ({"release": "*", "kind": "card"}, "kind", "A card is of one release."),
        ({"channel": "C404"}, "channel", "<#C404>"),
        ({"release": "jira:gone"}, "release", "That release is not there any more."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    http_door: Door, company: Sessions, typed: dict[str, Any], field: str, sentence: str
) -> None:
    errors = submit(http_door, form(http_door), **typed).errors
    assert [*errors] == [field]
    assert sentence in errors[field]
    assert kept(company) == ()


def test_whoever_is_not_in_a_channel_sets_up_nothing_there(
    http_door: Door, company: Sessions
) -> None:
    errors = submit(http_door, form(http_door, user="U03"), user="U03").errors
    assert [*errors] == ["channel"]
    assert kept(company) == ()


def test_the_same_again_is_refused_beside_the_release(http_door: Door, company: Sessions) -> None:
    submit(http_door, form(http_door))
    errors = submit(http_door, form(http_door)).errors
    assert errors == {"release": "<#C1> has that already: it is no. 1 there."}
    assert len(kept(company)) == 1


def test_a_slack_that_is_slow_to_tell_gets_its_answer_in_time(
    http_door: Door, company: Sessions
) -> None:
    opened = form(http_door)
    http_door.slack.rooms.look_seconds = 2.5
    taken = submit(http_door, opened)
    assert taken.said == "Working on it …"
    done = http_door.slack.modals.last(3, opened[0])
    assert "<#C1> gets a digest of *Checkout redesign*" in said_in(done["blocks"])
    assert len(kept(company)) == 1


@pytest.mark.parametrize("channel", ["C1", None])
def test_a_form_that_opens_too_late_says_so(http_door: Door, channel: str | None) -> None:
    http_door.slack.modals.are_late = True
    button = {"type": "button", "action_id": "subscribe_to", "value": '{"r":"jira:checkout"}'}
    payload: dict[str, object] = {"channel": {"id": channel}}
    if channel is None:
        payload = {"container": {"type": "view"}, "channel": None, "response_url": None}
    sent = http_door.slack.click(button, http_door.via, payload=payload)
    if channel is None:
        wait_for(lambda: bool(http_door.slack.channels.posted.get("DU01")))
        said = http_door.slack.channels.posted["DU01"][-1]["text"]
    else:
        said = http_door.slack.answer(sent)["text"]
    assert said == "Slack did not open the window in time. Please click once more."


def test_people_of_another_workspace_submit_nothing(http_door: Door, company: Sessions) -> None:
    taken = submit(http_door, form(http_door), team="T2")
    assert "workspace that I belong to" in taken.said
    assert kept(company) == ()


@pytest.mark.parametrize(
    "broken",
    [
        {"values": {}},
        {"values": {"release": {"release": "x"}}},
        {"values": {"release": {"release": {"selected_option": None}}}},
    ],
)
def test_a_forged_form_sets_up_nothing(http_door: Door, company: Sessions, broken: Message) -> None:
    view_id, _ = form(http_door)
    sent = http_door.slack.submit(view_id, broken, http_door.via)
    assert "I can't read that button any more" in sent.said
    assert kept(company) == ()


def test_a_forged_day_or_time_is_none(http_door: Door, company: Sessions) -> None:
    for typed in ({"days": ("Someday",)}, {"at": "25:99"}, {"kind": "everything"}):
        taken = submit(http_door, form(http_door), **typed)
        assert "I can't read that button" in taken.said
    assert kept(company) == ()


def test_its_times_are_changed_from_app_home(http_door: Door, company: Sessions) -> None:
    release(http_door, "subscribe checkout daily")
    page = open_home(http_door)
    assert "Edit" in said_in(page["blocks"])
    opened = edit(http_door)
    assert "A digest of *Checkout redesign*" in said_in(opened[1]["blocks"])
    taken = submit(http_door, opened, days=("Fri",), at="16:45", zone="America/New_York")
    assert "every Fri at 16:45 (America/New_York)" in taken.said
    (one,) = kept(company)
    assert (one.days, one.at, one.zone) == (frozenset({"Fri"}), time(16, 45), "America/New_York")
    with company() as session:
        edited = load_audit(session)[-1]
    assert (edited.action, edited.before["at"], edited.after["at"]) == ("edit", "09:00", "16:45")
    wait_for(lambda: "every Fri at 16:45" in _page(http_door))


def _page(door: Door) -> str:
    return said_in(door.slack.rooms.homes["U01"][-1]["blocks"])


def test_what_comes_as_it_happens_has_a_zone_alone(http_door: Door, company: Sessions) -> None:
    release(http_door, "subscribe checkout slips")
    opened = edit(http_door)
    assert [*filled(opened[1])["values"]] == ["zone"]
    assert "(Asia/Tokyo)" in submit(http_door, opened, zone="Asia/Tokyo").said
    assert kept(company)[0].zone == "Asia/Tokyo"


def test_a_card_has_no_times_to_change(http_door: Door) -> None:
    release(http_door, "subscribe checkout card")
    assert "Edit" not in said_in(open_home(http_door)["blocks"])
    assert "it has no days and no time" in said_in(edit(http_door)[1]["blocks"])


def test_nobody_else_opens_or_submits_it(http_door: Door, company: Sessions) -> None:
    release(http_door, "subscribe checkout daily", channel="D7")
    click(http_door, {"type": "button", "action_id": "edit_subscription:1", "value": "1"}, "U02")
    wait_for(lambda: bool(http_door.slack.channels.posted.get("DU02")))
    assert "There is no subscription 1" in http_door.slack.channels.posted["DU02"][-1]["text"]
    assert http_door.slack.modals.shown == {}
    opened = edit(http_door)
    taken = submit(http_door, opened, user="U02", at="23:00")
    assert "There is no subscription 1" in taken.said
    assert kept(company)[0].at == time(9)


def test_two_that_come_alike_are_one_too_many(http_door: Door, company: Sessions) -> None:
    release(http_door, "subscribe checkout daily")
    release(http_door, "subscribe checkout daily at 10:00")
    errors = submit(http_door, edit(http_door, 2), at="09:00").errors
    assert errors == {"days": "<#C1> has that already: it is no. 1 there."}
    assert kept(company)[1].at == time(10)


def test_a_wrong_zone_or_no_day_is_said_beside_the_field(http_door: Door) -> None:
    release(http_door, "subscribe checkout daily")
    assert [*submit(http_door, edit(http_door), zone="Nowhere").errors] == ["zone"]
    assert [*submit(http_door, edit(http_door), days=()).errors] == ["days"]


def test_the_answer_to_a_submission_comes_at_once(http_door: Door) -> None:
    opened, begun = form(http_door), clock.monotonic()
    assert isinstance(submit(http_door, opened), Taken)
    assert clock.monotonic() - begun < 2
