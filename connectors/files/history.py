"""The rows of one issue's history as events, status and resolution read together."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from connectors.files.changes import MILESTONE, RowChange
from connectors.files.draft import Draft, Meaning
from connectors.files.values import split_list
from connectors.statuses import joint_category
from planner.category import Category
from store.records import FieldEvent

_SETS = frozenset({"release", MILESTONE, "sprint", "label"})


@dataclass(frozen=True, slots=True)
class _State:
    """What holds while the rows are walked."""

    status: str
    resolution: str
    category: Category


def field_events(
    rows: Sequence[RowChange], draft: Draft, meaning: Meaning, sprints: frozenset[str]
) -> tuple[FieldEvent, ...]:
    """Turn an issue's rows into events; a row told twice is told once, in its last place.

    `sprints` are the ids of the sprints that the folder knows: one field may name a release in one
    row and a sprint in the next. Where a resolution alone changes what a closed status means, its
    event carries the categories.
    """
    state = _first_state(rows, draft, meaning)
    last = {row: position for position, row in enumerate(rows)}
    events: list[FieldEvent] = []
    for position, row in enumerate(rows):
        if row.field == "status":
            event, state = _status_event(rows, position, state, meaning)
            told = [event]
        elif row.field == "resolution":
            event, state = _resolution_event(rows, position, state, meaning)
            told = [event]
        elif row.field in _SETS:
            told = _set_events(row, sprints)
        else:
            told = [_plain(row)]
        if last[row] == position:
            events.extend(told)
    return tuple(events)


def _first_state(rows: Sequence[RowChange], draft: Draft, meaning: Meaning) -> _State:
    """Give what held before the first row: its `before`, or today's value of an untold field."""
    first = {row.field: row for row in reversed(rows)}
    status = first["status"].before if "status" in first else draft.record.status
    resolution = first["resolution"].before if "resolution" in first else draft.resolution
    return _State(status, resolution, _category(status, resolution, meaning))


def _category(status: str, resolution: str, meaning: Meaning) -> Category:
    return joint_category(status, resolution, meaning.statuses) or Category.UNKNOWN


def _status_event(
    rows: Sequence[RowChange], position: int, state: _State, meaning: Meaning
) -> tuple[FieldEvent, _State]:
    row = rows[position]
    before = state.category
    if row.before != state.status:  # a row is missing: believe this one
        before = _category(row.before, state.resolution, meaning)
    resolution = _resolution_with(rows, position, state)
    after = _category(row.after, resolution, meaning)
    told = before if row.before else None
    event = FieldEvent(row.at, "status", row.before or None, row.after or None, told, after)
    return event, _State(row.after, state.resolution, after)


def _resolution_with(rows: Sequence[RowChange], position: int, state: _State) -> str:
    """Give the resolution that a status came with: one save writes both, in either order."""
    at = rows[position].at
    for row in reversed(rows[:position]):
        if row.at != at or row.field == "status":
            break
        if row.field == "resolution":
            return state.resolution
    for row in rows[position + 1 :]:
        if row.at != at or row.field == "status":
            break
        if row.field == "resolution":
            return row.after
    return state.resolution


def _resolution_event(
    rows: Sequence[RowChange], position: int, state: _State, meaning: Meaning
) -> tuple[FieldEvent, _State]:
    row = rows[position]
    after = _category(state.status, row.after, meaning)
    if after is state.category or _status_follows(rows, position):
        return _plain(row), _State(state.status, row.after, state.category)
    event = FieldEvent(
        row.at, "resolution", row.before or None, row.after or None, state.category, after
    )
    return event, _State(state.status, row.after, after)


def _status_follows(rows: Sequence[RowChange], position: int) -> bool:
    """Tell whether the same save goes on to a status, which then speaks for both."""
    at = rows[position].at
    later = (row for row in rows[position + 1 :] if row.at == at)
    return any(row.field == "status" for row in later)


def _plain(row: RowChange) -> FieldEvent:
    return FieldEvent(row.at, row.field, row.before or None, row.after or None)


def _set_events(row: RowChange, sprints: frozenset[str]) -> list[FieldEvent]:
    """Give one event a row where it names single values; lists are taken apart."""
    before, after = split_list(row.before), split_list(row.after)
    gone = [value for value in before if value not in after]
    come = [value for value in after if value not in before]
    if not gone and not come:
        return [_plain(row)]
    return [_moved(row, left, joined, sprints) for left, joined in zip_longest(gone, come)]


def _moved(
    row: RowChange, left: str | None, joined: str | None, sprints: frozenset[str]
) -> FieldEvent:
    if row.field not in ("release", MILESTONE):
        return FieldEvent(row.at, row.field, left, joined)
    values = [value for value in (left, joined) if value is not None]
    in_sprints = [value in sprints for value in values]
    if not any(in_sprints):
        return FieldEvent(row.at, "release", left, joined)
    if all(in_sprints):
        return FieldEvent(row.at, "sprint", left, joined)
    # From a release to a sprint or back: both values are there, one of each kind.
    before, after = (_placed(value, sprints) for value in values)
    return FieldEvent(row.at, "milestone", before, after)


def _placed(value: str, sprints: frozenset[str]) -> str:
    return f"sprint/{value}" if value in sprints else f"release/{value}"
