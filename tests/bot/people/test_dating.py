"""Whose a date is, is asked at every step: behind the gate as well."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from slack_sdk import WebClient

from bot.answering import Answerer
from bot.people.dating import ask_date, offer_date, set_date
from bot.people.errors import RefusedError
from bot.people.office import Office, People
from bot.people.roles import Asker
from bot.slack.profiles import Profiles
from bot.slack.rooms import Rooms
from bot.views.dating import Form
from store.adoptions import adopt_release
from tests.bot.answers import NOW
from tests.connectors.local_tracker import LocalTracker, LocalWriter, tracking

OWNER, STRANGER, ADMIN = (Asker("T1", user, "C1") for user in ("U01", "U02", "U08"))
CHECKOUT = "jira:checkout"


@pytest.fixture
def tracker() -> Iterator[LocalTracker]:
    with tracking(LocalTracker({"checkout": "2026-12-20"})) as tracker:
        yield tracker


@pytest.fixture
def office(answerer: Answerer, people: People, tracker: LocalTracker) -> Iterator[Office]:
    with people.sessions.begin() as session:
        adopt_release(session, CHECKOUT, "T1", "U01", NOW)
    writer = LocalWriter(tracker)
    yield Office(
        "T1",
        replace(people, writers={"jira": writer}),
        answerer,
        Rooms(WebClient()),
        Profiles(WebClient()),
    )
    writer.close()


def test_a_stranger_gets_no_further_behind_the_gate(office: Office, tracker: LocalTracker) -> None:
    asked = ask_date(office, OWNER, CHECKOUT)
    offer = asked.proposal.offers[0]
    form = Form(CHECKOUT, date(2026, 12, 20), asked.number, offer.percent or 0, offer.day)
    with pytest.raises(RefusedError, match="Only the owner"):
        ask_date(office, STRANGER, CHECKOUT)
    with pytest.raises(RefusedError, match="Only the owner"):
        set_date(office, STRANGER, form)
    assert tracker.puts == []
    assert str(set_date(office, ADMIN, form)).startswith("✓")


def test_the_button_is_only_on_the_answers_of_those_who_may_use_it(
    office: Office, answerer: Answerer
) -> None:
    card = answerer.answer_release(CHECKOUT)
    assert offer_date(office, STRANGER, card) == card
    assert offer_date(office, OWNER, card) != card
    nobody = replace(office, people=replace(office.people, writers={}))
    assert offer_date(nobody, OWNER, card) == card
    shipped = answerer.answer_release("jira:v23")
    assert offer_date(office, ADMIN, shipped) == shipped
