"""The catalogue, and that it has a sentence for everything that is said."""

import ast
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

import bot
import planner
import store
from bot.verbs import VERBS
from bot.words.catalogue import say, say_brief, say_note, say_plain
from bot.words.english import WordsError, codes, sentence
from bot.words.escape import Mrkdwn
from planner.answer import Health
from planner.note import Note

TODAY = date(2026, 11, 22)


def test_counts_have_their_noun() -> None:
    assert say("forecast.counted", items=1, sources="a") == "Counted 1 item in a"
    assert say("forecast.counted", items=1250, sources="a") == "Counted 1,250 items in a"


def test_values_are_escaped_unless_they_are_safe_already() -> None:
    assert say("unknown.no_match", asked="<!here>").count("<") == 0
    assert "*2.4*" in say("forecast.no_end", TODAY, name=Mrkdwn("*2.4*"))


def test_a_place_that_shows_text_as_it_is_gets_it_so() -> None:
    assert say_plain("choices.label", name="a & b", detail="<x>") == "a & b · <x>"


def test_figures_are_rounded_to_what_they_tell() -> None:
    told = {0.0: "0", 0.01: "under 0.1", 4.75: "4.8", 5.0: "5", 123.4: "123"}
    for figure, words in told.items():
        assert say("forecast.pace", pace=figure).endswith(f"{words} items a week here")


def test_a_change_has_its_sign() -> None:
    for figure, words in {2.5: "+2.5", -1.0: "\u22121", 0.1: "+0.1"}.items():
        assert words in say_note(Note("assume.growth", {"added": figure, "weeks": 3}), TODAY)


@pytest.mark.parametrize("added", [0, 0.0, -0.04, 0.04])
def test_a_scope_that_grows_by_nothing_is_said_to_be_steady(added: float) -> None:
    said = say_note(Note("assume.growth", {"added": added, "weeks": 3}), TODAY)
    assert said.startswith("Scope stays as it is: over the last 3 weeks")


def test_a_team_that_finished_nothing_has_finished_nothing_yet() -> None:
    none = Note("refusal.few_finished", {"team": "Shop", "finished": 0})
    assert say_note(none, TODAY).startswith("Shop has finished nothing yet; ")
    some = Note("refusal.few_finished", {"team": "Shop", "finished": 2})
    assert say_note(some, TODAY).startswith("Shop has finished only 2 items so far; ")


def test_dates_in_notes_are_said_as_dates() -> None:
    assert say_note(Note("way_out.wait", {"on": "2026-12-08"}), TODAY) == (
        "There will be enough on Tue 8 Dec."
    )


def test_what_nobody_knows_is_said_to_be_unknown() -> None:
    assert say("shipped.dated", name="2.4", day=None) == "🚢 2.4 shipped on *unknown*"


def test_a_missing_sentence_or_value_is_an_error_that_names_it() -> None:
    with pytest.raises(WordsError, match=r"no sentence 'refusal\.mood'"):
        say("refusal.mood")
    with pytest.raises(WordsError, match="needs a value for 'sources'"):
        say("forecast.counted", items=1)


def test_every_note_that_the_planner_can_make_is_worded() -> None:
    made = set(_called("Note", planner)) | set(_called("Note", store))
    assert made, "no note was found: has Note been renamed?"
    for code in made:
        assert sentence(code)


def test_every_refusal_has_a_short_form_for_lists() -> None:
    assert codes("brief") == codes("refusal")
    assert say_brief(Note("refusal.empty")) == "nothing in there yet"


def test_every_sentence_that_bot_asks_for_is_there() -> None:
    for name in ("say", "say_plain"):
        for code in _called(name, bot):
            assert sentence(code)


def test_every_health_verb_and_left_out_reason_is_worded() -> None:
    assert codes("health") == set(Health)
    assert {verb.name for verb in VERBS} <= codes("help")
    assert codes("left_out") == codes("reason") == {"container", "subtask", "canceled", "other"}


def _called(function: str, package: object) -> Iterator[str]:
    """Find the constant first arguments of every call of `function` in a package's source."""
    folder = Path(str(getattr(package, "__file__", ""))).parent
    for path in folder.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == function
                and node.args
                and isinstance(node.args[0], ast.Constant)
            ):
                yield str(node.args[0].value)
