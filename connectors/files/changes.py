"""changes.csv: what happened to which issue when, grouped by issue, exact repeats included."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter
from pathlib import Path

from connectors.files.cells import number_in, text_in, time_in
from connectors.files.draft import Meaning
from connectors.files.tables import Row, read_rows
from connectors.statuses import joint_category, simplified

COLUMNS = ("key", "at", "field", "from", "to")
# A field that holds one value at a time; a milestone is a release, or a sprint.
MILESTONE = "milestone"
LONGEST_FIELD = 16  # characters that the store keeps of a field's name
# What trackers call the fields that the store knows; others keep their own name.
_FIELDS = {
    "status": "status",
    "resolution": "resolution",
    "milestone": MILESTONE,
    "release": "release",
    "fixversion": "release",
    "fixversions": "release",
    "sprint": "sprint",
    "sprints": "sprint",
    "sprintids": "sprint",
    "points": "points",
    "storypoints": "points",
    "storypointestimate": "points",
    "estimate": "points",
    "parent": "parent",
    "epiclink": "parent",
    "type": "type",
    "tracker": "type",
    "issuetype": "type",
    "priority": "priority",
    "label": "label",
    "labels": "label",
    "assignee": "assignee",
    "owner": "assignee",
}


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row of changes.csv; blank values are empty texts."""

    at: datetime
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Changes:
    """All changes, by issue, oldest first; equal moments keep the order of their rows.

    `fields` are those that any row speaks of; `unknown` has a sentence for each status of the past
    that nobody can place.
    """

    by_key: dict[str, tuple[RowChange, ...]]
    fields: frozenset[str]
    unknown: tuple[str, ...]
    latest_at: datetime | None


def read_changes(path: Path, meaning: Meaning) -> Changes:
    """Read the table whole: its rows are sorted by time, and needed by issue."""
    by_key: dict[str, list[RowChange]] = {}
    unknown: dict[str, str] = {}
    shared: dict[str, str] = {}  # few texts, told many times: keep each once
    for row in read_rows(path, COLUMNS):
        key, change = text_in(row, "key"), _change(row, meaning, shared)
        by_key.setdefault(key, []).append(change)
        if change.field == "status":
            _note_unknown(row, change, meaning, unknown)
    return Changes(
        by_key={key: tuple(sorted(rows, key=attrgetter("at"))) for key, rows in by_key.items()},
        fields=frozenset(_kept_as(change.field) for change in _all(by_key)),
        unknown=tuple(unknown.values()),
        latest_at=max((change.at for change in _all(by_key)), default=None),
    )


def _kept_as(field: str) -> str:
    return "release" if field == MILESTONE else field


def _all(by_key: dict[str, list[RowChange]]) -> Iterable[RowChange]:
    return (change for rows in by_key.values() for change in rows)


def _change(row: Row, meaning: Meaning, shared: dict[str, str]) -> RowChange:
    at = time_in(row, meaning.zone, "at")
    if at is None:
        raise row.refuse("'at' is blank", "Fill it in, or take the row out.")
    told = text_in(row, "field")
    field = _FIELDS.get(simplified(told), told[:LONGEST_FIELD])
    before, after = row.first("from"), row.first("to")
    if field == "points":
        before, after = _points(row, "from"), _points(row, "to")
    return RowChange(
        at,
        shared.setdefault(field, field),
        shared.setdefault(before, before),
        shared.setdefault(after, after),
    )


def _points(row: Row, name: str) -> str:
    number = number_in(row, name)
    return "" if number is None else str(number)


def _note_unknown(row: Row, change: RowChange, meaning: Meaning, unknown: dict[str, str]) -> None:
    for status in (change.before, change.after):
        name = simplified(status)
        if name and name not in unknown and joint_category(status, "", meaning.statuses) is None:
            unknown[name] = (
                f"{row.file}, line {row.line}: nobody knows what the past status {status!r} means; "
                f'it counts as open. Say so with `statuses:` or --status "{status}=doing".'
            )
