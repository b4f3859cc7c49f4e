"""The nearest questions to words that cannot be read: each can be asked as it stands."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from bot.grammar.reading import Understood
from bot.names import find_release, fold, own_names
from bot.verbs import VERBS, nearest_verb
from store.directory import ReleaseName

MOST_READINGS: Final = 2
_NAME_FROM = 60  # of 100, by the part of the name that is nearest
_LONGEST_NAME = 60
_ALONE = frozenset(verb.name for verb in VERBS if verb.usage.split(" [")[0] == verb.name)


def nearest_readings(told: Understood, names: Sequence[ReleaseName]) -> tuple[str, ...]:
    """Give two questions that are near, the nearest first; the last resort is the list and help."""
    readings = [*_with_verb(told.text, names), *_with_name(told, names), *_by_day(told)]
    readings += ["list", "help"]
    return tuple(dict.fromkeys(readings))[:MOST_READINGS]


def _with_verb(text: str, names: Sequence[ReleaseName]) -> list[str]:
    """Take the first word for a misspelt verb; behind it stands a name, or nothing."""
    first, _, rest = text.partition(" ")
    verb = nearest_verb(first)
    if verb is None or first.casefold() == verb:
        return []
    if not rest or verb in _ALONE:
        return [verb]
    nearest = find_release(rest, names)
    name = (nearest.hits or nearest.nearest or (None,))[0]
    return [f"{verb} {rest}"] if nearest.hits or name is None else [f"{verb} {_quoted(name)}"]


def _with_name(told: Understood, names: Sequence[ReleaseName]) -> list[str]:
    """Take what was asked about for a part of a name."""
    wanted = fold(told.question.subject or told.text)
    scored = [
        (fuzz.partial_ratio(wanted, fold(name.name)), name)
        for name in own_names(names)
        if not name.is_released and len(name.name) <= _LONGEST_NAME
    ]
    near = sorted((each for each in scored if each[0] >= _NAME_FROM), key=lambda each: -each[0])
    by = told.question.by
    behind = "" if by is None else f" by {by.isoformat()}"
    return [f"when {_quoted(name)}{behind}" for _, name in near[:MOST_READINGS]]


def _by_day(told: Understood) -> list[str]:
    by = told.question.by
    return [] if by is None else [f"what ships by {by.isoformat()}"]


def _quoted(name: ReleaseName) -> str:
    return '"' + name.name.replace('"', "") + '"'
