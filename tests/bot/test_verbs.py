"""The verbs of `/release`."""

import pytest

from bot.verbs import nearest_verb, verb_of


@pytest.mark.parametrize(
    ("text", "verb"),
    [("when 2.4", "when"), ("LIST", "list"), ("", "help"), (" ", "help"), ("2.4", None)],
)
def test_a_command_begins_with_its_verb(text: str, verb: str | None) -> None:
    assert verb_of(text) == verb


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("lst", "list"),
        ("stat", "status"),
        ("sub", "subscribe"),
        ("unsub", "unsubscribe"),
        ("zzz", None),
        ("checkout", None),
        ("show", None),
        ("mute", None),
        ("alert", None),
    ],
)
def test_a_misspelt_verb_has_a_nearest_one_and_another_word_none(
    word: str, verb: str | None
) -> None:
    assert nearest_verb(word) == verb
