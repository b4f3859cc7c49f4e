"""What archiving means: an open issue that is put away is no longer work to be done."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from connectors.linear.categories import state_category
from connectors.linear.values import Node, moment, moment_in
from planner.category import Category
from store.records import FieldEvent

_ARCHIVED = "archived"


def category_of(node: Node) -> Category:
    """Give what an issue's state means; an open one that is archived was canceled by that."""
    category = state_category(node["state"]["type"])
    is_put_away = node["archivedAt"] is not None and category.is_open
    return Category.CANCELED if is_put_away else category


def with_archiving(
    node: Node, entries: Iterable[Node], events: Sequence[FieldEvent]
) -> tuple[FieldEvent, ...]:
    """Add to an issue's events those of being archived while open, and of being brought back.

    They are events of a `resolution`, carrying the categories: the state itself stays. What the
    history lacks of it is told by `archivedAt`.
    """
    changes = [
        (moment(entry, "createdAt"), bool(entry["archived"]))
        for entry in entries
        if entry["archived"] is not None
    ]
    today = state_category(node["state"]["type"])
    merged, is_away = _merged(events, changes, _first_category(events) or today)
    should_be = category_of(node) is not today
    if is_away != should_be:
        at = moment_in(node, "archivedAt" if should_be else "updatedAt")
        told = [moment(node, "updatedAt") if at is None else at, *(event.at for event in merged)]
        merged.append(_event(max(told), today, archived=should_be))
    return tuple(merged)


def _merged(
    events: Sequence[FieldEvent], changes: Iterable[tuple[datetime, bool]], category: Category
) -> tuple[list[FieldEvent], bool]:
    """Walk both lists in order; give the events, and whether the issue is away after them.

    At the same moment the state changes before the issue is put away. One whose state changes
    while it is away stays away.
    """
    merged: list[FieldEvent] = []
    is_away, rest = False, list(changes)
    for event in [*events, None]:
        while rest and (event is None or rest[0][0] < event.at):
            at, archived = rest.pop(0)
            if category.is_open and archived != is_away:
                merged.append(_event(at, category, archived=archived))
                is_away = archived
        if event is None:
            break
        merged.append(event)
        if event.field == "status" and event.after_category is not None:
            category = event.after_category
            is_away = is_away and category.is_open
            if is_away:
                merged.append(_event(event.at, category, archived=True))
    return merged, is_away


def _event(at: datetime, category: Category, *, archived: bool) -> FieldEvent:
    if archived:
        return FieldEvent(at, "resolution", None, _ARCHIVED, category, Category.CANCELED)
    return FieldEvent(at, "resolution", _ARCHIVED, None, Category.CANCELED, category)


def _first_category(events: Iterable[FieldEvent]) -> Category | None:
    """Give what held before the first status event, None without one."""
    for event in events:
        if event.field == "status":
            return event.before_category or Category.TODO
    return None
