"""A code and its values become a sentence."""

import re
from collections.abc import Callable, Mapping
from datetime import date

from bot.words.days import say_day
from bot.words.english import WordsError, sentence
from bot.words.escape import Mrkdwn, escape
from bot.words.manner import says
from planner.note import Note

Said = str | int | float | date | None

# {name}, {name#item|items} for a count with its noun, {name:date} or {name:signed} for a form
_SLOT = re.compile(r"\{(?P<name>\w+)(?:#(?P<one>[^|{}]*)\|(?P<many>[^{}]*)|:(?P<form>\w+))?\}")
_TENTH = 0.1
_LARGE = 100
_MINUS = "\u2212"


def say(code: str, today: date | None = None, /, **values: Said) -> Mrkdwn:
    """Word `section.code`, every text among the values escaped unless it is `Mrkdwn` already.

    Dates drop their year when it is `today`'s. Raises `WordsError` for a code or a slot that
    the catalogue and the caller do not agree on.
    """
    return Mrkdwn(_fill(code, values, today, escape))


def say_plain(code: str, today: date | None = None, /, **values: Said) -> str:
    """Word `section.code` for a place that shows text as it is: a button, a table's cell."""
    return _fill(code, values, today, str)


def say_note(note: Note, today: date) -> Mrkdwn:
    """Word what the planner found worth saying."""
    return Mrkdwn(_fill(_special(note) or note.code, note.values, today, escape))


def say_brief(reason: Note) -> Mrkdwn:
    """Word a refusal's reason in half a sentence."""
    return Mrkdwn(_fill(f"brief.{reason.code.partition('.')[2]}", reason.values, None, escape))


def _special(note: Note) -> str | None:
    """Give the code of a sentence of its own for a figure that the general one says badly."""
    added, finished = note.values.get("added"), note.values.get("finished")
    if note.code == "assume.growth" and isinstance(added, int | float) and not round(added, 1):
        return "assume.growth_steady"
    if note.code == "refusal.few_finished" and finished == 0:
        return "refusal_special.none_finished"
    return None


def _fill(
    code: str,
    values: Mapping[str, Said],
    today: date | None,
    safe: Callable[[str], str],
) -> str:
    def slot(match: re.Match[str]) -> str:
        name = match["name"]
        if name not in values:
            raise WordsError(f"the sentence {code!r} needs a value for {name!r}")
        value = values[name]
        text = _text(value, match["form"], today)
        if not isinstance(text, Mrkdwn):
            text = safe(text)
        if match["one"] is None:
            return text
        return f"{text} {match['one'] if value == 1 else match['many']}"

    return _SLOT.sub(slot, sentence(code)).strip()


def _text(value: Said, form: str | None, today: date | None) -> str:
    if value is None:
        return "unknown"
    if form == "date" and isinstance(value, str):
        value = date.fromisoformat(value)
    if isinstance(value, date):
        return say_day(value, today or date.min)
    if isinstance(value, str):
        return value
    if form == "signed":
        return f"{_MINUS if value < 0 else '+'}{say_figure(abs(value))}"
    return say_figure(value)


def say_figure(value: float) -> Mrkdwn:
    """Give one decimal where it tells something: `4.8`, `5`, `1,250`, `under 0.1`.

    The separators are those of its readers; they need no escaping, and it would break them.
    """
    if isinstance(value, int) or abs(value) >= _LARGE:
        return Mrkdwn(says().figure(f"{value:.0f}"))
    if 0 < abs(value) < _TENTH / 2:
        return Mrkdwn(f"under {says().figure(str(_TENTH))}")
    return Mrkdwn(says().figure(f"{value:.1f}".removesuffix(".0")))
