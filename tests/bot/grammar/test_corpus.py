"""Every phrasing of the corpus is understood as it is meant."""

import random
import re
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.grammar.reading import read
from bot.grammar.tidying import LONGEST, tidy
from tests.bot.grammar.corpus import load_corpus, understood_of

CORPUS = load_corpus()
WORDS = sorted({word for said, _ in CORPUS.phrasings for word in said.split()})
SLACK = ("<@U1>", "<#C1|a>", "<!here>", "<https://a.b|c>", "&lt;", '"', "\u201c", "\u202e", "\x00")
LONG = 10_000
FEWEST = 180


@pytest.mark.parametrize(("said", "wanted"), CORPUS.phrasings, ids=[s for s, _ in CORPUS.phrasings])
def test_what_people_write_is_understood(said: str, wanted: dict[str, Any]) -> None:
    understood = understood_of(said, CORPUS)
    assert understood == {key: value for key, value in wanted.items() if value}


def test_the_corpus_is_large_and_says_nothing_twice() -> None:
    said = [phrasing.casefold() for phrasing, _ in CORPUS.phrasings]
    assert len(said) >= FEWEST
    assert len(set(said)) >= len(said) - 1


@given(st.text(max_size=LONG))
@settings(max_examples=60, deadline=None)
def test_no_text_is_too_odd_to_be_read(text: str) -> None:
    read(text, CORPUS.today, CORPUS.names)


@given(st.lists(st.sampled_from((*WORDS, *SLACK)), max_size=40))
@settings(max_examples=150, deadline=None)
def test_no_order_of_known_words_is_too_odd_to_be_read(words: list[str]) -> None:
    understood_of(" ".join(words), CORPUS)


@given(st.text(alphabet="<>@#!|&;ltg \u2068\u202e\x07\u200bab", max_size=300))
@settings(deadline=None)
def test_nothing_that_steers_slack_or_the_eye_survives(text: str) -> None:
    plain = tidy(text)
    assert not re.search(r"[<>\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069]", plain)
    told = read(text, CORPUS.today, CORPUS.names)
    subjects = [told.question.subject, *(each.subject for each in told.askings)]
    assert not any(re.search(r"[<>\u202a-\u202e]", subject) for subject in subjects)


def test_tidy_text_is_tidy_and_short() -> None:
    for said, _ in CORPUS.phrasings:
        assert tidy(tidy(said)) == tidy(said)
    assert len(tidy("word " * LONG)) <= LONGEST


@pytest.mark.parametrize(
    "piece", ["by ", "and ", "is ", '"', "in 3 weeks ", "<@U1>", "what if drop A-1 ", "a, ", "1/2 "]
)
def test_a_text_twenty_times_as_long_takes_hardly_longer(piece: str) -> None:
    """Only the first few hundred characters are read: time does not grow with the rest."""

    def seconds(length: int) -> float:
        text = (piece * (length // len(piece) + 1))[:length]
        begun = perf_counter()
        read(text, CORPUS.today, CORPUS.names)
        return perf_counter() - begun

    seconds(LONG)
    short, long = (min(seconds(length) for _ in range(3)) for length in (2_000, 20 * LONG))
    assert long < 3 * short + 0.3


def test_misspelling_any_one_word_never_gives_another_release_in_silence() -> None:
    """A letter lost in a name finds the same release, or none that was not asked about."""
    rng = random.Random(7)  # noqa: S311
    for said, wanted in CORPUS.phrasings:
        if len(wanted.get("is", ())) != 1 or wanted["kind"] != "when" or "label" in wanted:
            continue
        words = said.split()
        at = rng.randrange(len(words))
        if len(words[at]) < 7 or not words[at].isalpha():
            continue
        cut = rng.randrange(1, len(words[at]))
        words[at] = words[at][:cut] + words[at][cut + 1 :]
        found = understood_of(" ".join(words), CORPUS).get("is", [])
        assert found in ([], wanted["is"]), said
