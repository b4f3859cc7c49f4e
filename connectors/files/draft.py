"""What one row says by itself, before it knows the other rows; the same for every dialect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from connectors.files.tables import Row
from connectors.statuses import joint_category, simplified
from planner.category import Category
from store.records import IssueRecord, ReleaseRecord, SprintRecord, TeamRecord

_CONTAINERS = frozenset({"epic", "initiative", "theme"})
_SUBTASKS = frozenset({"subtask", "technicaltask"})


@dataclass(frozen=True, slots=True)
class Meaning:
    """How the texts of a source are to be read.

    `statuses` has simplified names; `zone` is the one in which times without an offset are told.
    """

    source: str
    statuses: Mapping[str, Category]
    zone: ZoneInfo


class Oddity(StrEnum):
    """What is strange about a row, yet can be lived with; warned about once, with a count."""

    RESOLVED_WHILE_OPEN = "a resolved time though the status is open, taken as open"
    RESOLVED_TOO_EARLY = "resolved before it was created, taken as resolved on creation"
    FINISH_UNKNOWN = "closed at no known time, taken as closed when it was last seen to change"
    CHANGED_TOO_EARLY = "changes dated before the creation, kept"


@dataclass(frozen=True, slots=True)
class Draft:
    """One row, read. `record` names its parent, and what it blocks, as the file does.

    `blocked_by` names what must be finished before, and `facts` the things around the issue that
    the row tells of.
    """

    record: IssueRecord
    blocked_by: tuple[str, ...] = ()
    teams: tuple[TeamRecord, ...] = ()
    sprints: tuple[SprintRecord, ...] = ()
    releases: tuple[ReleaseRecord, ...] = ()
    oddities: tuple[Oddity, ...] = ()
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class Dialect:
    """One way of writing issues as CSV.

    `marks` are headings that tell it from the others; the `required` ones must be there too.
    `parents_are_containers`: an issue with children is broken into them (Linear).
    """

    name: str
    marks: frozenset[str]
    required: tuple[str, ...]
    read: Callable[[Row, Meaning], Draft]
    may_lack: int = 0
    parents_are_containers: bool = False


def settle_times(draft: Draft, resolved_at: datetime | None) -> Draft:
    """Make the time of resolution agree with the status and the creation."""
    record, odd = draft.record, list(draft.oddities)
    if record.category.is_open:
        if resolved_at is not None:
            odd.append(Oddity.RESOLVED_WHILE_OPEN)
        resolved_at = None
    elif resolved_at is not None and resolved_at < record.created_at:
        odd.append(Oddity.RESOLVED_TOO_EARLY)
        resolved_at = record.created_at
    return replace(draft, record=replace(record, resolved_at=resolved_at), oddities=tuple(odd))


def current_category(
    row: Row, meaning: Meaning, status: str, resolution: str, otherwise: Category | None = None
) -> Category:
    """Say what the status of today means; a status that nobody can place is refused."""
    category = joint_category(status, resolution, meaning.statuses, otherwise)
    if category is None:
        raise row.refuse(
            f"nobody knows what the status {status!r} means",
            f"Say so with `statuses:` in shipcast.yaml, or import with "
            f'--status "{status}=doing" (todo, doing, done or canceled).',
        )
    return category


def is_container_type(issue_type: str) -> bool:
    return simplified(issue_type) in _CONTAINERS


def is_subtask_type(issue_type: str) -> bool:
    return simplified(issue_type) in _SUBTASKS
