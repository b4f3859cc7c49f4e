"""Reads again, by id, what a webhook hinted at; what the hint itself said is not believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from connectors.retrying import retried
from connectors.running import save_page
from connectors.tracker import Page, SkippableError, Tracker
from store.cursors import load_cursor
from store.hooks import Mark, load_marks, remove_marks
from store.sources import load_sources
from store.turns import await_turn

READ_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Reread:
    """How many issues were asked for, and how many of them are others now; `warnings` say more."""

    asked: int = 0
    changed: int = 0
    warnings: tuple[str, ...] = ()

    def __add__(self, other: "Reread") -> "Reread":
        return Reread(
            self.asked + other.asked,
            self.changed + other.changed,
            (*self.warnings, *other.warnings),
        )


def reread_dirty(
    tracker: Tracker, sessions: sessionmaker[Session], now: datetime, *, keeps_raw: bool = True
) -> Reread:
    """Read again what was marked until `now`; a mark goes with the commit of what was read.

    An issue that is not there any more is left to the census, which alone tells gone from unseen.
    A source of which no walk has ended yet keeps its marks: its first sync reads everything.
    What the tracker sent is kept with `keeps_raw`.

    Raises:
        TrackerError: the tracker could not be asked; the marks that are left stay.
    """
    source_id = _source_id(sessions, tracker.name)
    done = Reread()
    if source_id is None:
        return done
    source = _Source(tracker, sessions, source_id, now, keeps_raw)
    while marks := source.next_marks():
        done += source.read_or_part(marks)
    return done


def _source_id(sessions: sessionmaker[Session], name: str) -> int | None:
    with sessions() as session:
        known = {row.name: row.id for row in load_sources(session)}
        source_id = known.get(name)
        is_read = source_id is not None and load_cursor(session, source_id) is not None
    return source_id if is_read else None


@dataclass(frozen=True, slots=True)
class _Source:
    """One source while what was marked until `now` is read again."""

    tracker: Tracker
    sessions: sessionmaker[Session]
    id: int
    now: datetime
    keeps_raw: bool

    def next_marks(self) -> tuple[Mark, ...]:
        with self.sessions() as session:
            return load_marks(session, self.tracker.name, self.now, READ_AT_ONCE)

    def read_or_part(self, marks: Sequence[Mark]) -> Reread:
        """Read some at once; where one of them is in the way, each alone.

        What cannot be read at all loses its mark: the next sync tries it, and not every few
        seconds.
        """
        try:
            pages = retried(lambda: list(self.tracker.read([mark.ext_id for mark in marks])))
        except SkippableError as error:
            if len(marks) == 1:
                self._commit(marks, ())
                return Reread(1, 0, (str(error),))
            return sum((self.read_or_part((mark,)) for mark in marks), Reread())
        changed = self._commit(marks, pages)
        warnings = (warning for page in pages for warning in page.warnings)
        return Reread(len(marks), changed, tuple(dict.fromkeys(warnings)))

    def _commit(self, marks: Sequence[Mark], pages: Sequence[Page]) -> int:
        """Store what was read and take the marks away, at once; give how many issues changed."""
        with self.sessions.begin() as session:
            await_turn(session, self.tracker.name)
            counts = [
                save_page(session, self.id, page, self.now, keeps_raw=self.keeps_raw)
                for page in pages
            ]
            remove_marks(session, marks)
        return sum(each.added + each.changed for each in counts)
