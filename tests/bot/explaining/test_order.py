"""In what order the plan works on releases, asked by the same door as any question."""

import json

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.reply import Reply
from bot.views.picking import read_pick
from planner.calendar import WorkCalendar
from planner.inputs import Planning
from planner.priority import Framework, Moscow, Worth
from tests.bot.answers import NOW
from tests.bot.judge import judge, said_in

Sessions = sessionmaker[Session]
WORTHS = {
    "checkout redesign": Worth(8.0, 2.0, 100.0, 1.0, 0.8, 5.0, 4.0, Moscow.SHOULD),
    "Partner API": Worth(10.0, None, 100.0, 0.25, 0.5, 30.0, 3.0, Moscow.MUST),
}
CHECKOUT, PARTNER = "jira:checkout", "jira:partner"


def asking(company: Sessions, order: Framework) -> Answerer:
    planning = Planning(order=order, worths=WORTHS)
    return Answerer(company, WorkCalendar(), lambda: NOW, planning=planning)


def asked(answerer: Answerer, text: str) -> Reply:
    reply = answerer.answer(text)
    judge(reply.text, reply.blocks)
    json.dumps(dict(reply.data))
    return reply


def places(reply: Reply) -> list[tuple[str, float | None]]:
    return [(each["release"]["id"], each["score"]) for each in reply.data["releases"]]


def test_by_date_the_days_are_what_explains_it(answerer: Answerer) -> None:
    reply = asked(answerer, "in what order do we work?")
    assert reply.data["order"] == "due"
    assert places(reply)[0] == (CHECKOUT, None)
    said = said_in(reply.blocks)
    assert "by date" in said
    assert "1. *Checkout redesign* · due Sun 20 Dec" in said
    assert "*2.4* (jira) · no date" in said
    assert "Figures" not in said


@pytest.mark.parametrize(
    ("order", "first", "why"),
    [
        (Framework.VALUE, CHECKOUT, "*Checkout redesign* · 4 = 8 ÷ 2"),
        (Framework.RICE, CHECKOUT, "*Partner API* · 3.1 = 100 \u00d7 0.25 \u00d7 0.5 ÷ 4"),
        (Framework.WSJF, PARTNER, "*Checkout redesign* · 8.5 = (8 + 5 + 4) ÷ 2"),
        (Framework.MOSCOW, PARTNER, "*Partner API* · must"),
    ],
)
def test_every_score_is_shown_with_what_it_is_made_of(
    company: Sessions, order: Framework, first: str, why: str
) -> None:
    reply = asked(asking(company, order), "priorities")
    assert places(reply)[0][0] == first
    assert {each[0] for each in places(reply)[:2]} == {CHECKOUT, PARTNER}
    said = said_in(reply.blocks)
    assert why in said
    assert "4 releases without a score behind the others, by date" in said
    assert "Figures are those of the settings today" in said
    assert ("set efforts have to be in items too" in said) == (order is not Framework.MOSCOW)


def test_one_release_is_told_with_the_one_in_front_of_it(company: Sessions) -> None:
    reply = asked(asking(company, Framework.WSJF), "what's the priority of checkout redesign")
    assert reply.text == (
        "Checkout redesign is number 2 of 6: 8.5 = (8 + 5 + 4) ÷ 2. "
        "It stands behind Partner API: 10.8 = (10 + 30 + 3) ÷ 4"
    )
    first = asked(asking(company, Framework.WSJF), "order partner api")
    assert first.text == "Partner API is number 1 of 6: 10.8 = (10 + 30 + 3) ÷ 4"


def test_two_releases_are_compared_by_what_they_score(company: Sessions) -> None:
    answerer = asking(company, Framework.WSJF)
    behind = asked(answerer, "why is checkout redesign behind the partner api?")
    assert "number 2 of 6: 8.5 = " in behind.text
    assert "Partner API is number 1: 10.8 = " in behind.text
    unscored = asked(answerer, 'why is "New search" after checkout')
    assert "no score, without value, time criticality, risk reduction" in unscored.text
    even = asked(answerer, 'why is "New search" after 2.4')
    assert even.data["kind"] in ("order", "moved")


def test_behind_what_is_no_release_is_late(company: Sessions) -> None:
    reply = asked(asking(company, Framework.WSJF), "why is checkout redesign behind the others")
    assert reply.data["kind"] == "moved"


def test_what_is_out_stands_nowhere(answerer: Answerer) -> None:
    assert "2.3 is not in the order" in asked(answerer, "order 2.3").text
    assert "2.3 is not in the order" in asked(answerer, "why is checkout behind 2.3").text


def test_without_ranks_all_stand_by_date_and_it_is_said(company: Sessions) -> None:
    by_date = places(asked(asking(company, Framework.DUE), "order"))
    reply = asked(asking(company, Framework.RANK), "order")
    assert places(reply) == by_date
    assert "none of its open items has a rank" in said_in(reply.blocks)
    assert "Ranks are as last read" in said_in(reply.blocks)


def test_what_fits_and_the_list_say_by_what_releases_are_ordered(company: Sessions) -> None:
    by_wsjf, by_date = (asking(company, order) for order in (Framework.WSJF, Framework.DUE))
    plan = asked(by_wsjf, "plan checkout redesign")
    assert "Releases are worked on by WSJF. *Checkout redesign* is number 2 of 6" in said_in(
        plan.blocks
    )
    assert plan.data["standing"]["score"] == 8.5
    assert "worked on by date" in said_in(asked(by_date, "plan checkout redesign").blocks)
    assert "Worked on by WSJF" in said_in(asked(by_wsjf, "list").blocks)
    assert "Worked on by" not in said_in(asked(by_date, "list").blocks)


def test_a_card_tells_by_what_its_date_was_ordered(company: Sessions) -> None:
    reply = asked(asking(company, Framework.WSJF), "checkout redesign")
    words = [each["words"] for each in reply.data["assumptions"]]
    assert (
        "Releases are worked on in the order of WSJF, by the figures of the settings today" in words
    )
    assert (
        "4 of 6 releases have nothing to be ordered by: they stand behind the others, by date"
        in words
    )


def test_a_button_goes_on_with_the_release_that_it_is_compared_with(company: Sessions) -> None:
    answerer = asking(company, Framework.WSJF)
    reply = asked(answerer, "why is 2.4 behind partner api")
    assert reply.data["kind"] == "choices"
    pick = read_pick(reply.blocks[1]["elements"][0]["value"])
    told = answerer.explain_picked(pick.verb, pick.words, pick.release)
    assert "2.4 (jira) is number 3 of 6" in told.text
    assert "Partner API is number 1" in told.text


def test_what_if_first_goes_over_any_order(company: Sessions) -> None:
    reply = asked(asking(company, Framework.WSJF), "whatif checkout redesign first")
    assert reply.data["kind"] == "what_if"
