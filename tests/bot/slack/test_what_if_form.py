"""The form in which changes are tried, from a card and from App Home: answered where it stands."""

from typing import Any

import pytest
from sqlalchemy.orm import Session, sessionmaker

from store.adoptions import adopt_release
from tests.bot.answers import NOW
from tests.bot.judge import said_in
from tests.bot.slack.conftest import Door
from tests.bot.slack.forms import open_form, submit
from tests.bot.slack.local_slack import Message
from tests.bot.slack.modals import filled
from tests.bot.slack.test_home import open_home
from tests.bot.slack.test_subscribing import release

Sessions = sessionmaker[Session]


def form(door: Door, release_id: str = "jira:checkout", **where: Any) -> tuple[str, Message]:
    return open_form(door, "what_if", f'{{"r":"{release_id}"}}', **where)


def test_a_card_and_app_home_have_the_button(door: Door, company: Sessions) -> None:
    with company.begin() as session:
        adopt_release(session, "jira:checkout", "T1", "U01", NOW)
    assert "What if?" in said_in(release(door, "status checkout redesign")["blocks"])
    assert "What if?" in said_in(open_home(door)["blocks"])
    view = form(door, channel=None)[1]
    assert "What would be different about *Checkout redesign*?" in said_in(view["blocks"])
    assert [*filled(view)["values"]] == ["drop", "add", "capacity", "order", "start", "by"]


def test_it_answers_as_the_command_does_and_can_be_tried_again(http_door: Door) -> None:
    told = release(
        http_door,
        "whatif checkout redesign drop SHOP-301 add 12 capacity 80% start 2026-12-07 by 2027-03-01",
    )
    opened = form(http_door)
    taken = submit(
        http_door,
        opened,
        drop="shop-301",
        add="12",
        capacity="80",
        start="2026-12-07",
        by="2027-03-01",
    )
    verdict = next(
        block["text"]["text"]
        for block in told["blocks"]
        if block["type"] == "section" and "85%" in block["text"]["text"]
    )
    assert verdict in taken.said
    assert "Checkout redesign* without SHOP-301, with 12 more items" in taken.said
    values = filled(taken.view)["values"]
    assert values["drop"]["drop"]["value"] == "shop-301"
    assert values["by"]["by"]["selected_date"] == "2027-03-01"
    assert taken.view["submit"]["text"] == "Try it"


def test_an_order_is_picked_from_what_is_planned(http_door: Door) -> None:
    opened = form(http_door)
    order = next(one for one in opened[1]["blocks"] if one.get("block_id") == "order")["element"]
    shown = {one["text"]["text"]: one["value"] for one in order["options"]}
    assert "After Checkout redesign" not in shown
    assert "After Partner API" not in shown  # there is no forecast of it
    after = submit(http_door, opened, order=shown["After New search"])
    assert "planned after New search" in after.said
    twice = submit(http_door, opened, order=shown["After 2.4 · linear"])
    assert "planned after 2.4" in twice.said
    first = submit(http_door, opened, order="first")
    assert "before all other releases" in first.said


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({}, "drop", "What should be different about Checkout redesign?"),
        ({"drop": "SHOP-9999"}, "drop", "SHOP-9999"),
        ({"drop": "SEC-1"}, "drop", "SEC-1"),
        ({"drop": "the login page"}, "drop", "These are no keys of issues."),
        ({"drop": "SHOP-200"}, "drop", "is done already"),
        ({"drop": "PART-1"}, "drop", "is not in Checkout redesign"),
        ({"add": "-3"}, "add", "Type a whole number, at most 1,000."),
        ({"add": "1e9"}, "add", "Type a whole number"),
        ({"capacity": "999"}, "capacity", "Type a whole number, at most 300."),
        ({"start": "2020-01-01", "add": "1"}, "start", "is not ahead any more"),
        ({"by": "2020-01-01", "add": "1"}, "by", "is not ahead any more"),
        ({"by": "someday", "add": "1"}, "by", "That is no day."),
        ({"order": "after:jira:checkout"}, "order", "cannot come after itself"),
        ({"order": "after:jira:v23"}, "order", "is not planned"),
        ({"order": "after:jira:nope"}, "order", "That release is not there any more."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    http_door: Door, typed: dict[str, Any], field: str, sentence: str
) -> None:
    errors = submit(http_door, form(http_door), **typed).errors
    assert [*errors] == [field]
    assert sentence in errors[field]


def test_a_private_issue_is_as_good_as_unknown(http_door: Door) -> None:
    private = submit(http_door, form(http_door), drop="SEC-1").errors["drop"]
    unknown = submit(http_door, form(http_door), drop="SEC-2").errors["drop"]
    assert private.replace("SEC-1", "SEC-2") == unknown


def test_a_release_without_a_forecast_says_so(http_door: Door) -> None:
    for release_id in ("jira:v23", "jira:nope"):
        said = said_in(form(http_door, release_id)[1]["blocks"])
        assert "There is no forecast of 2.3" in said or "That release is not there" in said
    assert "What if?" not in said_in(release(http_door, "status 2.3")["blocks"])


def test_people_of_another_workspace_try_nothing(http_door: Door) -> None:
    taken = submit(http_door, form(http_door), team="T2", add="3")
    assert "workspace that I belong to" in taken.said


@pytest.mark.parametrize("metadata", ["", "{}", "[]", '{"r":["x"]}'])
def test_a_forged_form_gets_a_helpful_sentence(http_door: Door, metadata: str) -> None:
    view_id, view = form(http_door)
    state = filled(view, add="3")
    sent = http_door.slack.submit(view_id, state, http_door.via, private_metadata=metadata)
    assert "I can't read that button" in sent.said or "is not there any more" in sent.said
