"""What every tracker offers to the sync, and how its failures are sorted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from store.records import Entities, IssueRecord


@dataclass(frozen=True, slots=True)
class Page:
    """Issues that arrive together and are committed together."""

    issues: tuple[IssueRecord, ...]
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stamp:
    """An issue's id with its last change, as a census sees it."""

    ext_id: str
    updated_at: datetime | None = None


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


class SkippableError(TrackerError):
    """One issue cannot be read; it stays unstamped, so the next sync reads it again."""
