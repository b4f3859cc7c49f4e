"""What both kinds of Jira offer to read issues with."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from connectors.jira.normalise import RawIssue
from connectors.jira.scope import Scope
from connectors.tracker import Stamp


@dataclass(frozen=True, slots=True)
class Batch:
    """Issues with their histories; `skipped` says of each that cannot be read whole why.

    Such an issue is left out and stays unstamped, so that the next census reads it again.
    """

    issues: tuple[RawIssue, ...]
    skipped: tuple[str, ...] = ()


class Reader(Protocol):
    """Reads issues of one site. Queries are JQL without an order."""

    def has_any(self, query: str) -> bool:
        """Tell whether a query finds anything; asked once. Raises TrackerError."""
        ...

    def walk(self, query: str) -> Iterator[Batch]:
        """Walk what a query finds."""
        ...

    def stamps(self, query: str) -> Iterator[Stamp]:
        """Walk the ids and last changes of what a query finds; raises rather than end early."""
        ...

    def of_ids(self, ids: Sequence[str], scope: Scope) -> Iterator[Batch]:
        """Read these issues, as far as they are there and in the scope."""
        ...
