"""An issue's `IssueHistory` as events."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from connectors.linear.categories import priority_name
from connectors.linear.lookup import Lookup
from connectors.linear.values import Node, id_in, moment
from store.records import FieldEvent

# Where a thing counts as no release its moves keep Linear's name for the field.
_OWN_NAMES = {"project": "project", "milestone": "projectMilestone"}


def in_order(entries: Iterable[Node]) -> list[Node]:
    """Give the entries oldest first, each once.

    Linear merges what one person does in a row into one entry, and rewrites entries for it: of an
    entry that came twice the newer form counts.
    """
    newest: dict[str, Node] = {}
    for entry in entries:
        other = newest.get(entry["id"])
        if other is None or moment(entry, "updatedAt") >= moment(other, "updatedAt"):
            newest[entry["id"]] = entry
    return sorted(newest.values(), key=lambda entry: (moment(entry, "createdAt"), entry["id"]))


def field_events(entries: Sequence[Node], lookup: Lookup) -> tuple[FieldEvent, ...]:
    """Give the events of entries that are in order, each once; archiving is not among them."""
    told = (event for entry in entries for event in _events(entry, lookup))
    return tuple(dict.fromkeys(told))


def _events(entry: Node, lookup: Lookup) -> Iterator[FieldEvent]:
    at = moment(entry, "createdAt")
    yield from _status(entry, at, lookup)
    yield from _change(at, "points", _number(entry, "from"), _number(entry, "to"))
    yield from _change(at, "priority", _priority(entry, "from"), _priority(entry, "to"))
    yield from _change(at, "assignee", _user(entry, "from", lookup), _user(entry, "to", lookup))
    for field, name in (("sprint", "CycleId"), ("parent", "ParentId"), ("team", "TeamId")):
        yield from _change(at, field, entry[f"from{name}"], entry[f"to{name}"])
    yield from _change(at, "dueDate", entry["fromDueDate"], entry["toDueDate"])
    yield from _releases(entry, at, lookup)
    yield from _labels(entry, at, lookup)


def _change(
    at: datetime, field: str, before: str | None, after: str | None
) -> Iterator[FieldEvent]:
    if before != after:
        yield FieldEvent(at, field, before, after)


def _status(entry: Node, at: datetime, lookup: Lookup) -> Iterator[FieldEvent]:
    before, after = lookup.state(entry["fromStateId"]), lookup.state(entry["toStateId"])
    if after is None or before == after:
        return
    if before is None:
        yield FieldEvent(at, "status", None, after.name, None, after.category)
    else:
        yield FieldEvent(at, "status", before.name, after.name, before.category, after.category)


def _number(entry: Node, side: str) -> str | None:
    """Give an estimate; none is None, and 0 is one."""
    told = entry[f"{side}Estimate"]
    return None if told is None else str(float(told))


def _priority(entry: Node, side: str) -> str | None:
    return priority_name(entry[f"{side}Priority"])


def _user(entry: Node, side: str, lookup: Lookup) -> str | None:
    ext_id = entry[f"{side}AssigneeId"]
    return None if ext_id is None else lookup.users.get(ext_id, ext_id)


def _releases(entry: Node, at: datetime, lookup: Lookup) -> Iterator[FieldEvent]:
    """Give the moves between projects, milestones and releases."""
    moves = (
        ("project", entry["fromProjectId"], entry["toProjectId"]),
        ("milestone", id_in(entry, "fromProjectMilestone"), id_in(entry, "toProjectMilestone")),
    )
    for kind, before, after in moves:
        field = "release" if kind in lookup.kinds else _OWN_NAMES[kind]
        yield from _change(at, field, before, after)
    if "release" in lookup.kinds:
        for ext_id in entry.get("removedFromReleaseIds") or ():
            yield FieldEvent(at, "release", ext_id, None)
        for ext_id in entry.get("addedToReleaseIds") or ():
            yield FieldEvent(at, "release", None, ext_id)


def _labels(entry: Node, at: datetime, lookup: Lookup) -> Iterator[FieldEvent]:
    for ext_id in entry["removedLabelIds"] or ():
        yield FieldEvent(at, "label", lookup.labels.get(ext_id, ext_id), None)
    for ext_id in entry["addedLabelIds"] or ():
        yield FieldEvent(at, "label", None, lookup.labels.get(ext_id, ext_id))
