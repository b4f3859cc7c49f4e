"""What is understood of a question."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.grammar.question import Kind, Question, Reading
from bot.grammar.reading import read
from bot.grammar.when import read_question

TODAY = date(2026, 11, 22)
DEC_15 = date(2026, 12, 15)


@pytest.mark.parametrize(
    ("text", "subject", "by"),
    [
        ("when will checkout ship?", "checkout", None),
        ("when did 1.0 ship?", "1.0", None),
        ("did checkout ship?", "checkout", None),
        ("when was 2.4 released?", "2.4", None),
        ("/when checkout redesign", "checkout redesign", None),
        ("SHOP-123", "SHOP-123", None),
        ("2.4", "2.4", None),
        ("2.4 by Dec 15", "2.4", DEC_15),
        ("2.4, by Dec 15", "2.4", DEC_15),
        ("1.11/2.1 by 15.12.2026", "1.11/2.1", DEC_15),
        ("will checkout ship by mid December?", "checkout", DEC_15),
        ("how likely is checkout by 2026-12-15", "checkout", DEC_15),
        ("how likely is it that checkout ships by Dec 15", "checkout", DEC_15),
        ("what are the odds of checkout by Dec 15?", "checkout", DEC_15),
        ("is checkout on track for 15.12.2026", "checkout", DEC_15),
        ("is checkout going to ship before Dec 16?", "checkout", DEC_15),
        ("can we ship checkout by Dec 15?", "checkout", DEC_15),
        ("checkout redesign in 3 weeks", "checkout redesign", date(2026, 12, 13)),
        ("will checkout ship next Friday", "checkout", date(2026, 11, 27)),
        ("checkout in three sprints", "checkout", date(2027, 1, 3)),
        ("will checkout ship in 2 sprints?", "checkout", date(2026, 12, 20)),
        ("did checkout ship by yesterday?", "checkout", date(2026, 11, 21)),
        ("has checkout shipped?", "checkout", None),
        ("has checkout been released yet?", "checkout", None),
        ("status of X", "X", None),
        ("/release status 2.4", "2.4", None),
        ("/release when 2.4 by Dec 15", "2.4", DEC_15),
        ("what's the status of the checkout redesign?", "checkout redesign", None),
        ("how is checkout doing?", "checkout", None),
        ("how sure are you about checkout?", "checkout", None),
        ("when do we ship checkout?", "checkout", None),
        ("when's checkout ready", "checkout", None),
        ("hey when will the 2.4 be out", "2.4", None),
    ],
)
def test_the_release_and_the_day_are_read(text: str, subject: str, by: date | None) -> None:
    question = read(text, TODAY).question
    assert (question.kind, question.subject, question.by) == (Kind.WHEN, subject, by)


@pytest.mark.parametrize(
    ("text", "wanted", "by"),
    [
        ("list", "", None),
        ("/release list", "", None),
        ("what's shipping", "", None),
        ("when do we ship?", "", None),
        ("/release list at-risk", "at-risk", None),
        ("list on track", "on-track", None),
        ("what's at risk?", "at-risk", None),
        ("list shipped", "shipped", None),
        ("everything in Q1", "", date(2027, 3, 31)),
        ("what ships by Dec 15?", "", DEC_15),
    ],
)
def test_questions_about_all_releases_are_lists(text: str, wanted: str, by: date | None) -> None:
    question = read_question(text, TODAY)
    assert (question.kind, question.subject, question.by) == (Kind.LIST, wanted, by)


@pytest.mark.parametrize(
    ("text", "by"),
    [("will it ship?", None), ("by Dec 15", DEC_15), ("mid December", DEC_15)],
)
def test_what_names_nothing_is_about_what_was_spoken_of_before(text: str, by: date | None) -> None:
    question = read_question(text, TODAY)
    assert (question.needs_subject, question.subject, question.by) == (True, "", by)


@pytest.mark.parametrize("text", ["", " ", "?", "help", "/when", "/release help", "what can I ask"])
def test_no_question_gets_help(text: str) -> None:
    assert read_question(text, TODAY) == Question(kind=Kind.HELP)


@pytest.mark.parametrize(
    "text",
    [
        *("record", "/release record", "your track record?", "what's our record"),
        *("how often were you right", "how good are your forecasts?"),
    ],
)
def test_the_track_record_is_asked_for_in_several_ways(text: str) -> None:
    assert read_question(text, TODAY).kind is Kind.RECORD


def test_a_release_may_be_called_record() -> None:
    assert read_question("record", TODAY).longer == (Reading("record"),)
    assert read_question("when will record ship", TODAY).kind is Kind.WHEN


def test_a_quoted_name_wins_over_all_grammar() -> None:
    question = read_question('will "Portal by December" ship before Dec 16?', TODAY)
    assert question == Question("Portal by December", DEC_15)
    curly = read_question("\u201cPortal by December\u201d", TODAY)
    assert curly.subject == "Portal by December"


def test_a_version_is_never_a_date() -> None:
    for version in ("2.4", "1.11/2.1", "12.2026", "v2.4", "3.0.1"):
        assert read_question(version, TODAY) == Question(version)


def test_words_that_were_taken_for_grammar_stay_as_longer_readings() -> None:
    question = read_question("Portal go live in December", TODAY)
    assert question.subject == "Portal"
    assert Reading("Portal go live in December") in question.longer
    assert Reading("Portal go live", date(2026, 12, 31)) in question.longer
    assert question.readings[-1] == Reading("Portal", date(2026, 12, 31))


def test_sprints_are_told_from_other_spans() -> None:
    assert read("checkout in three sprints", TODAY).in_sprints
    assert not read("checkout in six weeks", TODAY).in_sprints


def test_a_sprint_is_as_long_as_is_told() -> None:
    assert read("checkout in 2 sprints", TODAY, sprint_days=21).question.by == date(2027, 1, 3)
    assert read('"In 2 sprints" by Dec 15', TODAY).question.subject == "In 2 sprints"


def test_what_follows_by_and_is_no_date_is_told() -> None:
    question = read_question("2.4 by whenever", TODAY)
    assert (question.subject, question.by, question.unread) == ("2.4", None, "whenever")
    assert Reading("2.4 by whenever") in question.longer


@given(text=st.text(max_size=600))
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    assert isinstance(read_question(text, TODAY), Question)
