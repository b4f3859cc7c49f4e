"""The saves of an issue as events, status and resolution read together."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from connectors.jira.changes import Change, Save
from connectors.jira.meaning import Meaning
from connectors.jira.values import number_of
from planner.category import Category
from store.records import FieldEvent

_LISTS = {"sprint": ",", "label": " "}  # the whole list stands on both sides of a change
_TEXTS = frozenset({"type", "priority", "assignee"})  # told by name, as the issue of today is


@dataclass(frozen=True, slots=True)
class Today:
    """What holds now of the fields whose past is walked; `points` by field."""

    status_id: str
    status: str
    own: str
    resolution: str
    points: dict[str, float | None]


@dataclass(slots=True)
class _State:
    """What holds at a moment of the walk, from the first save to the last."""

    status_id: str
    status: str
    resolution: str
    category: Category


def field_events(saves: Sequence[Save], today: Today, meaning: Meaning) -> tuple[FieldEvent, ...]:
    """Tell each change of each field once, oldest first.

    What held before the first change of a field is that change's `before`; where a field never
    changed it is today's value. A points event is told where the points that count changed: an
    issue can have several such fields.
    """
    state = _first_state(saves, today, meaning)
    points = _first_points(saves, today)
    events: list[FieldEvent] = []
    for save in saves:
        events.extend(_meaning_events(save, state, today, meaning))
        events.extend(_points_events(save, points))
        for change in save.changes:
            events.extend(_plain_events(save, change))
    return tuple(dict.fromkeys(events))


def _first(saves: Iterable[Save], use: str) -> Change | None:
    return next((one for save in saves for one in save.changes if one.use == use), None)


def _first_state(saves: Sequence[Save], today: Today, meaning: Meaning) -> _State:
    status, resolution = _first(saves, "status"), _first(saves, "resolution")
    name = status.before_text if status else today.status
    ext_id = status.before if status else today.status_id
    outcome = resolution.before_text if resolution else today.resolution
    category = _category(ext_id, name, outcome, today, meaning)
    return _State(ext_id, name, outcome, category)


def _category(ext_id: str, name: str, outcome: str, today: Today, meaning: Meaning) -> Category:
    """Read a status of the past; the one that holds today came with the site's own category."""
    own = today.own if (ext_id, name) == (today.status_id, today.status) else None
    return meaning.category(ext_id, name, outcome, own)


def _meaning_events(
    save: Save, state: _State, today: Today, meaning: Meaning
) -> Iterator[FieldEvent]:
    """Tell of status and resolution: one save can hold both, and then they are read as one."""
    moved = [change for change in save.changes if change.use == "status"]
    solved = [change for change in save.changes if change.use == "resolution"]
    if solved:
        state.resolution = solved[-1].after_text
    for change in moved:
        before = state.category
        if change.before_text != state.status:  # a change is missing: believe this one
            before = _category(change.before, change.before_text, state.resolution, today, meaning)
        state.status_id, state.status = change.after, change.after_text
        state.category = _category(
            change.after, change.after_text, state.resolution, today, meaning
        )
        yield FieldEvent(
            save.at,
            "status",
            change.before_text or None,
            change.after_text or None,
            before if change.before_text else None,
            state.category,
        )
    for change in solved:
        yield _resolved(save, change, state, today, meaning, follows=bool(moved))


def _resolved(
    save: Save, change: Change, state: _State, today: Today, meaning: Meaning, *, follows: bool
) -> FieldEvent:
    before, after = change.before_text or None, change.after_text or None
    category = _category(state.status_id, state.status, state.resolution, today, meaning)
    if follows or category is state.category:
        return FieldEvent(save.at, "resolution", before, after)
    was, state.category = state.category, category
    return FieldEvent(save.at, "resolution", before, after, was, category)


def _first_points(saves: Sequence[Save], today: Today) -> dict[str, float | None]:
    """Give the points at creation, by field: today's, with the changes undone."""
    points = dict(today.points)
    for save in reversed(saves):
        for change in save.changes:
            if change.use == "points":
                points[_points_field(change, points)] = _points(change.before_text, change.before)
    return points


def _points_events(save: Save, points: dict[str, float | None]) -> Iterator[FieldEvent]:
    before = believed(points)
    for change in save.changes:
        if change.use == "points":
            points[_points_field(change, points)] = _points(change.after_text, change.after)
    after = believed(points)
    if before != after:
        yield FieldEvent(save.at, "points", _told(before), _told(after))


def believed(points: dict[str, float | None]) -> float | None:
    """Give the first of the fields that has a value: they stand in the order of belief."""
    return next((value for value in points.values() if value is not None), None)


def _points_field(change: Change, points: dict[str, float | None]) -> str:
    """Find the field of a change; old servers name it in words, and have one."""
    return change.field if change.field in points or not points else next(iter(points))


def _points(text: str, plain: str) -> float | None:
    return number_of(text or plain or None)


def _told(points: float | None) -> str | None:
    return None if points is None else str(points)


def _plain_events(save: Save, change: Change) -> Iterator[FieldEvent]:
    use = change.use
    if use in _LISTS:
        yield from _list_events(save, change, _LISTS[use])
    elif use in ("release", "parent"):
        # One save can write an epic both ways, as its link and as the parent: told once.
        if change.before != change.after:
            yield FieldEvent(save.at, use, change.before or None, change.after or None)
    elif use not in ("status", "resolution", "points"):
        is_name = use in _TEXTS or not (change.before or change.after)
        before = change.before_text if is_name else change.before_text or change.before
        after = change.after_text if is_name else change.after_text or change.after
        yield FieldEvent(save.at, use, before or None, after or None)


def _list_events(save: Save, change: Change, separator: str) -> Iterator[FieldEvent]:
    if change.use == "label":  # labels have no ids, and no blanks in them
        before, after = change.before_text, change.after_text
    else:
        before, after = change.before, change.after
    was, now = _split(before, separator), _split(after, separator)
    gone = [one for one in was if one not in now]
    come = [one for one in now if one not in was]
    for left, joined in zip_longest(gone, come):
        yield FieldEvent(save.at, change.use, left, joined)


def _split(text: str, separator: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in text.split(separator) if part.strip()))
