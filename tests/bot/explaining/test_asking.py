"""What is understood of a question for an explanation."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.explaining.asking import PICKED, Topic, read_asking, read_picked
from bot.explaining.changes import Changes

TODAY = date(2026, 11, 22)
DEC_15 = date(2026, 12, 15)
MONDAY = date(2026, 11, 16)
WORDS = (
    "drop",
    "add",
    "by",
    "first",
    "after",
    '"',
    "from",
    "in",
    "since",
    "wip",
    "start",
    "3",
    "80%",
    "A-1",
    "at-risk",
    "by,",
)


@pytest.mark.parametrize(
    ("text", "topic", "subject"),
    [
        ("whatif checkout drop SHOP-1", Topic.WHAT_IF, "checkout"),
        ("/release whatif checkout add 3", Topic.WHAT_IF, "checkout"),
        ("what if checkout first?", Topic.WHAT_IF, "checkout"),
        ("what-if", Topic.WHAT_IF, ""),
        ("what if we drop SHOP-1 from checkout", Topic.WHAT_IF, "checkout"),
        ("why checkout", Topic.WHY, "checkout"),
        ("why did checkout slip since Nov 16?", Topic.WHY, "checkout"),
        ("what moved checkout since Monday", Topic.WHY, "checkout"),
        ("why since Monday", Topic.WHY, ""),
        ("plan checkout by Dec 15", Topic.PLAN, "checkout"),
        ("what fits in checkout by Dec 15", Topic.PLAN, "checkout"),
        ("plan by Dec 15", Topic.PLAN, ""),
        ("risks", Topic.RISKS, ""),
        ("Risks of checkout", Topic.RISKS, "checkout"),
        ("what are the risks of 2.4?", Topic.RISKS, "2.4"),
        ("risks list", Topic.RISKS, "list"),
    ],
)
def test_the_verb_and_the_release_are_read(text: str, topic: Topic, subject: str) -> None:
    asking = read_asking(text, TODAY)[-1]
    assert (asking.topic, asking.subject) == (topic, subject)


@pytest.mark.parametrize("text", ["checkout", "when will checkout ship", "planning board", "", "?"])
def test_any_other_question_is_left_to_others(text: str) -> None:
    assert read_asking(text, TODAY) == ()


@pytest.mark.parametrize(
    ("words", "changes"),
    [
        ("drop SHOP-1", Changes(drop=("SHOP-1",))),
        ("drop shop-1, SHOP-2 and SHOP-1", Changes(drop=("SHOP-1", "SHOP-2"))),
        ("without #12", Changes(drop=("#12",))),
        ("add 3", Changes(add=3)),
        ("add 3 items plus 2 more issues", Changes(add=5)),
        ("capacity 80%", Changes(capacity=0.8)),
        ("at 80 % capacity", Changes(capacity=0.8)),
        ("first", Changes(first=True)),
        ('after "Add ons by Q1"', Changes(after="Add ons by Q1")),
        ("behind new search wip 1", Changes(after="new search", releases_at_once=1)),
        ("start Jan 5", Changes(start=date(2027, 1, 5))),
        ("starting in December add 2", Changes(add=2, start=date(2026, 12, 1))),
        ("begin from 2027-01-05 first", Changes(first=True, start=date(2027, 1, 5))),
        (
            "drop SHOP-1, add 2 and capacity 50%",
            Changes(drop=("SHOP-1",), add=2, capacity=0.5),
        ),
    ],
)
def test_changes_are_read_in_any_order(words: str, changes: Changes) -> None:
    asking = read_asking(f"whatif checkout {words}", TODAY)[-1]
    assert (asking.subject, asking.changes, asking.unread) == ("checkout", changes, None)


@pytest.mark.parametrize(
    ("words", "unread"),
    [
        ("drop foo", "drop foo"),
        ("drop", "drop"),
        ("add three", "add three"),
        ("add 5000", "add 5000"),
        ("capacity lots", "capacity lots"),
        ("capacity 900%", "capacity 900%"),
        ("wip 0", "wip 0"),
        ("by foo", "by foo"),
        ("start", "start"),
        ("start soon", "start soon"),
        ("before", "before"),
        ("after", "after"),
        ("first of all", "first of all"),
        ("drop foo add bar", "drop foo"),
    ],
)
def test_a_change_that_cannot_be_read_is_told(words: str, unread: str) -> None:
    assert read_asking(f"whatif checkout {words}", TODAY)[-1].unread == unread


@given(
    st.sampled_from(["whatif", "why", "plan", "risks", "what if we"]),
    st.lists(st.sampled_from(WORDS)),
)
def test_whatever_follows_a_verb_is_read_somehow(verb: str, words: list[str]) -> None:
    for asking in read_asking(" ".join((verb, *words)), TODAY):
        assert asking.topic in Topic


@pytest.mark.parametrize("words", ["add 3 by Dec 15", "before Dec 16 add 3", "add 3 until Dec 15"])
def test_the_day_of_a_what_if_is_read(words: str) -> None:
    asking = read_asking(f"whatif checkout {words}", TODAY)[-1]
    assert (asking.by, asking.changes) == (DEC_15, Changes(add=3))


def test_the_start_of_a_month_is_no_start() -> None:
    asking = read_asking("whatif checkout add 3 by the start of January", TODAY)[-1]
    assert (asking.by, asking.changes) == (date(2027, 1, 10), Changes(add=3))
    subjects = [each.subject for each in read_asking("whatif Quick start start Jan 5", TODAY)]
    assert subjects == ["Quick start start Jan 5", "Quick start", "Quick"]


def test_a_name_may_hold_words_of_the_grammar() -> None:
    subjects = [each.subject for each in read_asking("whatif Add to cart first drop A-1", TODAY)]
    assert subjects == ["Add to cart first drop A-1", "Add to cart first", "Add to cart"]
    quoted = read_asking('whatif "Add first by Q1" drop A-1', TODAY)[-1]
    assert (quoted.subject, quoted.changes.drop) == ("Add first by Q1", ("A-1",))


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("why checkout since monday", MONDAY),
        ("why checkout, since 2026-11-16", MONDAY),
        ('why "Why not" since Nov 16', MONDAY),
        ("why checkout", None),
    ],
)
def test_the_day_that_is_compared_with_is_read(text: str, since: date | None) -> None:
    assert read_asking(text, TODAY)[-1].since == since


def test_a_day_that_is_none_is_told() -> None:
    assert read_asking("why checkout since foo", TODAY)[-1].unread == "foo"
    assert read_asking("plan checkout by foo", TODAY)[-1].unread == "foo"


def test_a_button_carries_the_words_beside_its_release() -> None:
    whatif = read_asking("whatif 2.4 drop SHOP-1 add 2", TODAY)[-1]
    again = read_picked(Topic.WHAT_IF, whatif.words, TODAY)
    assert (again.subject, again.changes) == (PICKED, whatif.changes)
    why = read_asking("why 2.4 since monday", TODAY)[-1]
    assert read_picked(Topic.WHY, why.words, TODAY).since == MONDAY
    plan = read_asking("plan 2.4 by Dec 15", TODAY)[-1]
    assert read_picked(Topic.PLAN, plan.words, TODAY).by == DEC_15
    assert read_picked(Topic.RISKS, "", TODAY).subject == PICKED
