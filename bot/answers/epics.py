"""The epics by key and title, loaded once a data version: most questions look for one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session, sessionmaker

from bot.grammar.things import ISSUE_KEY
from bot.names import fold
from store.groups import Epic, load_epics

_Named = Mapping[str, Sequence[Epic]]


@dataclass(frozen=True, slots=True)
class _Told:
    version: str
    by_key: _Named
    by_title: _Named


class Epics:
    """Finds epics by name; safe to share between threads."""

    def __init__(self, sessions: sessionmaker[Session]) -> None:
        self._sessions = sessions
        self._told: _Told | None = None

    def called(self, name: str, version: str) -> Epic | None:
        """Give the one epic with this key or title; two that are called so are none.

        `version` is that of the data.
        """
        told = self._told
        if told is None or told.version != version:
            told = self._load(version)
        if ISSUE_KEY.fullmatch(name):
            found = told.by_key.get(name.casefold(), ())
        else:
            found = told.by_title.get(fold(name), ())
        return found[0] if len(found) == 1 else None

    def _load(self, version: str) -> _Told:
        with self._sessions() as session:
            epics = load_epics(session)
        by_key: dict[str, list[Epic]] = {}
        by_title: dict[str, list[Epic]] = {}
        for epic in epics:
            by_key.setdefault(epic.key.casefold(), []).append(epic)
            if title := fold(epic.title):
                by_title.setdefault(title, []).append(epic)
        self._told = _Told(version, by_key, by_title)
        return self._told
