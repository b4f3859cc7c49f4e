"""Asking changes nothing, and every door gives the same answer."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import date
from html import unescape
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, select
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.cli.database import open_database
from bot.clock import now
from bot.people.office import People
from bot.people.roles import Roles
from planner.calendar import WorkCalendar
from tests.bot.answers import EVIL
from tests.bot.cli.running import shipcast
from tests.bot.judge import said_in
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import LocalSlack

ASKED_IN_SLACK, ASKED_AFTERWARDS = 500, 1500  # all of them by HTTP take half a minute
QUESTIONS = (
    "when will the checkout redesign ship?",
    "checkout by mid December",
    "will checkout ship by 2026-12-15",
    "partner api",
    "2.3",
    "2.4 by Dec 1",
    "SHOP-300",
    "SEC-1",
    "everything at risk",
    "how likely is everything by January?",
    "new search in 3 sprints",
    "quantum teleporter",
    EVIL,
    "help",
    "",
)
FACTS = re.compile(
    r"(?:[<>] )?\d+%"  # a probability
    r"|\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)\b(?: \d{4})?"  # a day
    r"|\d+ of \d+ items done(?:, \d+ left)?"  # a scope
    r"|Counted \d+ items?"
)


@pytest.fixture(scope="module")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Keep the demo company as `shipcast demo` syncs it."""
    path = tmp_path_factory.mktemp("demo") / "kept.db"
    assert shipcast("--database", str(path), "demo", "--json").exit_code == 0
    return path


@pytest.fixture
def demo_door(demo_file: Path) -> Iterator[tuple[Door, Answerer]]:
    """Open the Slack app over the demo company, with what it answers from."""
    with ExitStack() as stack:
        database = stack.enter_context(open_database(str(demo_file)))
        answerer = Answerer(database.readers, WorkCalendar(), now)
        people = People(database.sessions, now, Roles(frozenset()))
        slack = stack.enter_context(LocalSlack())
        yield stack.enter_context(by_http(slack, answerer, people)), answerer


def rows_of(sessions: sessionmaker[Session]) -> dict[str, list[tuple[Any, ...]]]:
    """Give the rows of every table that the database has, whoever made it."""
    metadata = MetaData()
    with sessions() as session:
        metadata.reflect(session.connection())
        return {
            table.name: sorted((tuple(row) for row in session.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
        }


def asked_in_slack(door: Door, question: str) -> str:
    message = door.slack.answer(door.slack.slash("/when", question, door.via))
    return unescape(said_in(message["blocks"])).replace("*", "")


def facts_of(said: str) -> Counter[str]:
    """Give every day, probability and count that is told, however its lines are broken."""
    return Counter(FACTS.findall(" ".join(said.split())))


def test_two_thousand_questions_leave_no_row_behind(
    answerer: Answerer, people: People, company: sessionmaker[Session]
) -> None:
    before = rows_of(company)
    assert {"release", "post", "audit", "forecast", "heard_event"} <= {*before}

    with LocalSlack() as slack, by_http(slack, answerer, people) as door:
        for question in islice(cycle(QUESTIONS), ASKED_IN_SLACK):
            assert asked_in_slack(door, question)
    for question in islice(cycle(QUESTIONS), ASKED_AFTERWARDS):
        assert answerer.answer(question).text

    assert rows_of(company) == before


def test_a_question_on_the_terminal_leaves_no_row_either(demo_file: Path) -> None:
    with open_database(str(demo_file)) as database:
        before = rows_of(database.sessions)
        for question in ("checkout", "list"):
            assert shipcast("--database", str(demo_file), "ask", question).exit_code == 0
        assert rows_of(database.sessions) == before


def test_slack_and_the_terminal_tell_the_same_of_every_release(
    demo_file: Path, demo_door: tuple[Door, Answerer]
) -> None:
    door, answerer = demo_door
    kinds = Counter[str]()
    for answer in answerer.plan().answers:
        name = answer.scope.release.name
        in_slack = facts_of(asked_in_slack(door, name))
        on_terminal = shipcast("--database", str(demo_file), "ask", name)

        assert facts_of(on_terminal.stdout) == in_slack, name
        data = answerer.answer(name).data
        assert expected(data) <= {*in_slack}, name
        kinds[data["kind"]] += 1
    assert kinds["forecast"] >= 3
    assert {*kinds} == {"forecast", "refusal", "shipped"}


def expected(data: Any) -> set[str]:
    """Give what any answer to a question must tell of the release."""
    done, left, today = data["done_items"], data["open_items"], date.fromisoformat(data["today"])
    if data["kind"] == "shipped":
        return {_day(data["shipped_on"], today)}
    scope = {f"{done} of {done + left} items done, {left} left"} if done + left else set[str]()
    if data["kind"] == "refusal":
        return scope
    safe, middle = (_day(data["percentiles"][each], today) for each in ("p85", "p50"))
    return scope | {"85%", "50%", safe, middle}


def _day(iso: str, today: date) -> str:
    day = date.fromisoformat(iso)
    said = f"{day.day} {day:%b}"
    return said if day.year == today.year else f"{said} {day.year}"
