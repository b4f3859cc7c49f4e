"""Titles of issues, put together from the words of a product area."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import count

import numpy as np

from connectors.demo.theme import Theme
from connectors.demo.title_forms import BUGS, CHORES, FEATURES, PIECES, ROUTINE, SHARED_WORDS

_TRIES = 30


class TitleWriter:
    """Writes the titles of one team and remembers them, so that hardly any comes twice."""

    def __init__(self, rng: np.random.Generator) -> None:
        self._rng = rng
        self._used: set[str] = set()

    def feature(self, theme: Theme) -> str:
        return self._fresh(lambda: self._fill(self._one(FEATURES), theme))

    def bug(self, theme: Theme) -> str:
        return self._fresh(lambda: self._fill(self._one(BUGS), theme))

    def chore(self, theme: Theme) -> str:
        return self._fresh(lambda: self._fill(self._one(CHORES), theme))

    def routine(self, theme: Theme, day: date) -> str:
        """Name a chore that comes every month; another one once this month has them all."""
        monthly = [form.format(day) for form in ROUTINE]
        left = [title for title in monthly if title not in self._used]
        return self._fresh(lambda: self._one(left)) if left else self.chore(theme)

    def epics(self, theme: Theme, how_many: int) -> tuple[str, ...]:
        """Name the epics of a release; what an area had before comes back as its next part."""
        first = int(self._rng.integers(len(theme.epics)))
        names = [theme.epics[(first + step) % len(theme.epics)] for step in range(how_many)]
        return tuple(self._fresh_part(name) for name in names)

    def pieces(self, title: str, how_many: int) -> tuple[str, ...]:
        """Name the sub-tasks of an issue."""
        first = int(self._rng.integers(len(PIECES)))
        names = (PIECES[(first + step) % len(PIECES)] for step in range(how_many))
        return tuple(f"{name}: {title[0].lower()}{title[1:]}" for name in names)

    def _fresh(self, draw: Callable[[], str]) -> str:
        title = draw()
        for _ in range(_TRIES):
            if title not in self._used:
                break
            title = draw()
        self._used.add(title)
        return title

    def _fresh_part(self, name: str) -> str:
        parts = (name if part == 1 else f"{name}, part {part}" for part in count(1))
        title = next(part for part in parts if part not in self._used)
        self._used.add(title)
        return title

    def _fill(self, form: str, theme: Theme) -> str:
        words = {
            "screen": theme.screens,
            "service": theme.services,
            "detail": theme.details,
            "bare_detail": tuple(detail.removeprefix("the ") for detail in theme.details),
            "actor": theme.actors,
            "action": theme.actions,
            **SHARED_WORDS,
        }
        chosen = {name: self._one(some) for name, some in words.items() if f"{{{name}}}" in form}
        title = form.format(**chosen)
        return title[0].upper() + title[1:]

    def _one(self, words: Sequence[str]) -> str:
        return words[int(self._rng.random() * len(words))]
