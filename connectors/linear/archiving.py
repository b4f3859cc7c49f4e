"""What archiving means: an open issue that is put away is no longer work to be done."""

from collections.abc import Iterable, Iterator, Sequence
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
    merged = list(_merged(events, changes, _first_category(node, events)))
    is_away = bool(merged) and merged[-1].after == _ARCHIVED
    should_be = category_of(node) is not state_category(node["state"]["type"])
    if is_away != should_be:
        at = moment_in(node, "archivedAt") if should_be else moment(node, "updatedAt")
        merged.append(
            _event(
                at or moment(node, "updatedAt"), should_be, state_category(node["state"]["type"])
            )
        )
    return tuple(sorted(merged, key=lambda event: event.at))


def _merged(
    events: Sequence[FieldEvent], changes: Sequence[tuple[datetime, bool]], first: Category
) -> Iterator[FieldEvent]:
    """Walk both lists in order; at the same moment the state changes before it is put away."""
    category, is_away, rest = first, False, list(changes)
    for event in events:
        while rest and rest[0][0] < event.at:
            at, archived = rest.pop(0)
            if category.is_open and archived != is_away:
                yield _event(at, archived, category)
                is_away = archived
        yield event
        if event.field == "status" and event.after_category is not None:
            category, is_away = event.after_category, False
    for at, archived in rest:
        if category.is_open and archived != is_away:
            yield _event(at, archived, category)
            is_away = archived


def _event(at: datetime, archived: bool, category: Category) -> FieldEvent:
    if archived:
        return FieldEvent(at, "resolution", None, _ARCHIVED, category, Category.CANCELED)
    return FieldEvent(at, "resolution", _ARCHIVED, None, Category.CANCELED, category)


def _first_category(node: Node, events: Sequence[FieldEvent]) -> Category:
    for event in events:
        if event.field == "status":
            return event.before_category or Category.TODO
    return state_category(node["state"]["type"])
