"""`shipcast ask` gives Slack's answer, and its exit code tells whether it was one."""

import re

import pytest

from tests.bot.cli.running import shipcast, shipcast_json


@pytest.mark.usefixtures("imported")
def test_an_answer_is_drawn() -> None:
    result = shipcast("ask", "when will 1.0 ship?")

    assert result.exit_code == 0
    assert "1.0 shipped on" in result.stdout


@pytest.mark.usefixtures("imported")
def test_words_need_no_quotes() -> None:
    assert shipcast("ask", "when", "will", "1.0", "ship").exit_code == 0


@pytest.mark.usefixtures("imported")
def test_json_has_the_data_the_text_and_the_blocks() -> None:
    answer = shipcast_json("ask", "1.0")

    assert answer["kind"] == "shipped"
    assert answer["text"]
    assert answer["blocks"]


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("question", "exit_code"), [("3.0", 1), ("Quantum teleporter", 2), ("help", 0), ("list", 0)]
)
def test_the_exit_code_tells_whether_it_was_answered(question: str, exit_code: int) -> None:
    assert shipcast("ask", question).exit_code == exit_code


def test_without_data_it_says_what_to_do() -> None:
    result = shipcast("ask", "when will 1.0 ship")

    assert result.exit_code == 1
    assert "shipcast sync" in result.stdout


@pytest.mark.usefixtures("imported")
def test_dates_have_the_forms_of_the_settings_locale_and_only_for_one_command() -> None:
    american = shipcast("ask", "when will 1.0 ship?", SHIPCAST_LOCALE="en-US").stdout
    assert re.search(r"1\.0 shipped on [A-Z][a-z]{2}, [A-Z][a-z]{2} \d", american)
    usual = shipcast("ask", "when will 1.0 ship?").stdout
    assert re.search(r"1\.0 shipped on [A-Z][a-z]{2} \d+ [A-Z]", usual)


@pytest.mark.usefixtures("imported")
def test_a_locale_that_there_is_none_of_is_refused() -> None:
    result = shipcast("ask", "1.0", SHIPCAST_LOCALE="xx-YY")
    assert result.exit_code == 2
    assert "a locale like en-GB" in result.stderr


@pytest.mark.usefixtures("imported")
@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("subscribe me to 3.0 weekly", "/release subscribe 3.0 weekly"),
        ("please pause", "/release pause"),
        ("signoff 3.0", "/release signoff 3.0"),
    ],
)
def test_an_order_is_named_and_sent_to_slack(typed: str, told: str) -> None:
    answer = shipcast("ask", typed)

    assert answer.exit_code == 2
    said = " ".join(answer.stdout.split())
    assert "it is done in Slack" in said
    assert told in said


@pytest.mark.usefixtures("imported")
def test_the_order_of_releases_is_a_question_and_no_order() -> None:
    assert shipcast("ask", "order").exit_code == 0
