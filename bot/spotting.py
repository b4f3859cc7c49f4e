"""Finds releases and issue keys that a message speaks of, among all its other words."""

import re
from collections.abc import Sequence

from bot.names import own_names, words_of
from store.directory import ReleaseName

_KEY = re.compile(r"(?<![\w-])[A-Za-z][A-Za-z0-9_]*-\d+(?![\w-])")
_MOST_KEYS = 20
_SHORTEST = 3  # characters: a release called "A" or "2" is in every message


def spot_keys(text: str) -> tuple[str, ...]:
    """Give what looks like an issue's key, in capitals, in the order of the text."""
    found = dict.fromkeys(match.upper() for match in _KEY.findall(text))
    return tuple(found)[:_MOST_KEYS]


def spot_releases(text: str, names: Sequence[ReleaseName]) -> tuple[ReleaseName, ...]:
    """Give the releases whose name or alias stands in the text, open ones alone if there are any.

    Capitals, accents and punctuation do not count. Where one name is a part of another that is
    there as well (`Checkout` in `Checkout redesign`), only the longer one is meant.
    """
    said = _joined(text)
    spotted = {name.id: spoken for name in own_names(names) if (spoken := _spoken_in(name, said))}
    longest = {
        each
        for each, spoken in spotted.items()
        if not any(spoken in other != spoken for other in spotted.values())
    }
    meant = tuple(name for name in names if name.id in longest)
    return tuple(name for name in meant if not name.is_released) or meant


def _spoken_in(name: ReleaseName, said: str) -> str:
    """Give the longest of its names that is said; nothing where none is."""
    spoken = (each for each in (name.name, *name.aliases) if len(each) >= _SHORTEST)
    there = [joined for each in spoken if (joined := _joined(each)) in said]
    return max(there, key=len, default="")


def _joined(text: str) -> str:
    """Put words together so that one text is in another where its words are, whole."""
    return f"|{'|'.join(words_of(text))}|"
