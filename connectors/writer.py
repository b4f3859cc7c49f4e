"""Commands to a tracker: one field of one release, whose effect comes back only by sync."""

from dataclasses import dataclass
from datetime import date
from typing import Protocol, runtime_checkable

from connectors.tracker import TrackerError


@dataclass(frozen=True, slots=True)
class Target:
    """A release as the tracker has it at this moment."""

    ext_id: str
    kind: str
    name: str
    due_on: date | None
    url: str | None = None


class Writer(Protocol):
    """Sets the date of releases in one source: a Jira version's, a Linear project's or release's.

    `name` is the source. Nothing is ever written that was not asked for by a person just then.
    """

    @property
    def name(self) -> str: ...

    def fetch_target(self, kind: str, ext_id: str) -> Target:
        """Read what is there now. Raises TrackerError, also where there is no such release."""
        ...

    def set_due(self, target: Target, due_on: date) -> Target:
        """Set the date of a release whose date still is `target.due_on`; give it as it is then.

        Raises:
            ChangedMeanwhileError: somebody has set another date since it was read.
            TrackerError: nothing was written, or nobody knows: the message says which.
        """
        ...


@runtime_checkable
class CheckingWriter(Writer, Protocol):
    """A writer that can tell beforehand whether its account may set dates."""

    def missing_permission(self) -> str | None:
        """Say what the account lacks, and where to get it; None where it lacks nothing.

        Raises:
            TrackerError: the tracker does not tell.
        """
        ...


class ChangedMeanwhileError(TrackerError):
    """The tracker's date is no longer the one that was shown; look again before writing."""
