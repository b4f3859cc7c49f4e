"""What every tracker offers to the sync, and how its failures are sorted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol, runtime_checkable

from store.records import Entities, IssueRecord, RawRecord


@dataclass(frozen=True, slots=True)
class Page:
    """Issues that arrive together and are committed together, with what they were made from."""

    issues: tuple[IssueRecord, ...]
    warnings: tuple[str, ...] = ()
    raw: tuple[RawRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """An issue's id with its last change, as a census sees it."""

    ext_id: str
    updated_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How often what is read again.

    Every sync reads from `overlap` before the cursor; once in `trailing_every` from `trailing`
    before it, where a tracker's search lags behind its writes; and a census is taken once in
    `census_every`: at every sync, for zero.
    """

    overlap: timedelta = timedelta(minutes=15)
    trailing: timedelta = timedelta(0)
    trailing_every: timedelta = timedelta(hours=1)
    census_every: timedelta = timedelta(0)


EVERY_TIME = Rhythm()  # for sources that are read whole in no time


class Tracker(Protocol):
    """One source of issues.

    `kind` names the connector (`files`, `demo`, `jira`, `linear`), `name` the source as the user
    calls it. `history` holds the fields whose past the tracker can tell (`status`, `release`,
    `sprint`, `points`, ...): for any other field only today's value is known. `fingerprint`
    changes when the query, the fields or the mapping change, and then everything is read again.
    """

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def history(self) -> frozenset[str]: ...
    @property
    def fingerprint(self) -> str: ...
    @property
    def rhythm(self) -> Rhythm: ...

    def server_time(self) -> datetime:
        """Give the tracker's own time, aware UTC: the next cursor if this sync succeeds."""
        ...

    def entities(self) -> Entities:
        """Read teams, sprints and releases, whole."""
        ...

    def changed(self, since: datetime | None) -> Iterator[Page]:
        """Walk the issues changed since then (all, for None), with their history."""
        ...

    def read(self, ids: Sequence[str]) -> Iterator[Page]:
        """Read these issues again; ids that are gone are simply not there."""
        ...

    def census(self) -> Iterator[Stamp]:
        """Walk the ids of all issues there are; raises rather than end early."""
        ...


@runtime_checkable
class ReplayingTracker(Tracker, Protocol):
    """A tracker that can normalise again what it once sent, and asks nobody for it.

    Its `fingerprint` has the form `QUERY/MAPPING`: where only what is behind the stroke changed,
    what was sent before still tells everything, and nothing has to be read again. It can be asked
    for after `replay_entities` too.
    """

    def replay_entities(self, raw: Sequence[RawRecord]) -> Entities:
        """Give the entities again; `raw` is what `entities` gave as their `raw`.

        It comes first: what is in it tells how issues are to be read.
        """
        ...

    def replay_issues(self, raw: Sequence[RawRecord]) -> Page:
        """Give issues again, from what came in the `raw` of their pages."""
        ...


class TrackerError(Exception):
    """A sync could not go on. The message names the thing, the reason and the way out."""


class FatalError(TrackerError):
    """A person must act first: bad credentials, a refused query, an unreadable file."""


class RetriableError(TrackerError):
    """The same call may succeed later: a timeout, a 429, a 502.

    `retry_after_seconds` is what the tracker asked for, None where it said nothing.
    """

    def __init__(self, message: str, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds


class UnreachableError(TrackerError):
    """Asked again as often as makes sense; the next scheduled sync tries anew."""


class SkippableError(TrackerError):
    """One issue cannot be read; it stays unstamped, so the next sync reads it again."""
