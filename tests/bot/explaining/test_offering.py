"""What cannot be tried as it was said has what can be, as buttons."""

import pytest

from bot.answering import Answerer
from bot.reply import Reply
from bot.views.choosing import WHAT_IF
from bot.views.picking import PICK, read_pick
from tests.bot.judge import said_in
from tests.bot.test_answering import asked


def offered(reply: Reply) -> list[tuple[str, str]]:
    """Give the verb and the words of each button before the one of the form."""
    (row,) = [block["elements"] for block in reply.blocks if block["type"] == "actions"]
    assert row[-1]["action_id"] == WHAT_IF
    assert all(one["action_id"].startswith(PICK) for one in row[:-1])
    picks = [read_pick(one["value"]) for one in row[:-1]]
    assert {pick.release for pick in picks} == {"jira:checkout"}
    return [(pick.verb, pick.words) for pick in picks]


@pytest.mark.parametrize(
    ("text", "said", "ways"),
    [
        ("whatif checkout", "What should be different about", ["capacity 80%", "capacity 120%"]),
        (
            "what if we put 2 more devs on checkout",
            "more people nobody can tell me",
            ["capacity 120%", "capacity 150%"],
        ),
        (
            "what if checkout slips by two weeks",
            "is not worked on before a day",
            ["start 2026-12-06"],
        ),
    ],
)
def test_a_wish_is_offered_as_the_changes_that_come_nearest(
    answerer: Answerer, text: str, said: str, ways: list[str]
) -> None:
    reply = asked(answerer, text)
    assert said in said_in(reply.blocks)
    assert offered(reply) == [("whatif", way) for way in ways]
    for verb, way in offered(reply):
        assert answerer.explain_picked(verb, way, "jira:checkout").data["kind"] == "what_if"


@pytest.mark.parametrize(
    "text",
    [
        "what if we cut scope by 20% on checkout",
        "if we drop the express lane, when will checkout ship",
    ],
)
def test_less_scope_is_sent_to_the_plan_and_its_keys(answerer: Answerer, text: str) -> None:
    reply = asked(answerer, text)
    assert reply.data["kind"] == "unread"
    assert offered(reply) == [("plan", ""), ("contents", "")]


def test_a_wish_without_a_name_takes_that_of_the_thread(answerer: Answerer) -> None:
    reply = answerer.answer("what if we hire 2 people", about="jira:checkout")
    assert offered(reply)[0] == ("whatif", "capacity 120%")
    which = answerer.answer("what if we hire 2 people")
    assert "Which release?" in which.text


def test_what_cannot_be_read_in_a_thread_is_offered_for_its_release(answerer: Answerer) -> None:
    reply = answerer.answer("who else is affected?", about="jira:checkout")
    assert reply.data["ways"] == ['order "Checkout redesign"', 'when "Checkout redesign"']


def test_a_chance_that_stays_is_said_once(answerer: Answerer) -> None:
    reply = answerer.answer("whatif checkout capacity 100% by Dec 15")
    before, after = reply.data["before"]["by"], reply.data["after"]["by"]
    assert before == after
    assert "likely for Tue 15 Dec either way" in reply.text
