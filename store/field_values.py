"""Which values a field of every item had, and when: labels, types, teams, parents, containers."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple

import numpy as np
from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from store.intervals import FOREVER, Interval
from store.items import Items
from store.spans import Change, Span, set_spans_backwards
from store.tables import (
    container,
    field_event,
    issue,
    issue_container,
    issue_label,
    label,
    team,
)

# A field with one value is a set of at most one: changing it is a move.
_TODAY: dict[str, Select[Any]] = {
    "type": select(issue.c.id, issue.c.type),
    "parent": select(issue.c.id, issue.c.parent).where(issue.c.parent.is_not(None)),
    "team": select(issue.c.id, team.c.ext_id).join(team, team.c.id == issue.c.team_id),
    "container": select(issue_container.c.issue_id, container.c.ext_id).join(
        container, container.c.id == issue_container.c.container_id
    ),
    "label": select(issue_label.c.issue_id, label.c.name).join(
        label, label.c.id == issue_label.c.label_id
    ),
}


class HeldValue(NamedTuple):
    """An item, by position, had a value for a while."""

    item: int
    value: str
    interval: Interval


def load_field_values(
    session: Session, field: str, as_of: datetime, items: Items
) -> tuple[HeldValue, ...]:
    """Load the values of `type`, `parent`, `container`, `team` or `label` over all items' lives.

    An item whose field never changed had today's value since its creation.
    """
    position = {issue_id: at for at, issue_id in enumerate(items.ids.tolist())}
    today: dict[int, list[str]] = {}
    for issue_id, value in session.execute(_TODAY[field]):
        if issue_id in position:
            today.setdefault(position[issue_id], []).append(value)
    changes = _load_changes(session, field, position, items)
    created = items.created_at.astype(np.int64).tolist()
    return (
        *_lasting(today, changes.keys(), created),
        *_changing(today, changes, as_of),
    )


_Changes = dict[int, tuple[datetime, list[Change[str | None]]]]


def _load_changes(session: Session, field: str, position: dict[int, int], items: Items) -> _Changes:
    """Load changes with the creation of their issue, by item."""
    rows = session.execute(
        select(
            field_event.c.issue_id,
            issue.c.created_at,
            field_event.c.at,
            field_event.c.before,
            field_event.c.after,
        )
        .join(issue, issue.c.id == field_event.c.issue_id)
        .where(field_event.c.field == field)
        .order_by(field_event.c.issue_id, field_event.c.position)
    )
    changes: _Changes = {}
    for issue_id, created_at, at, before, after in rows:
        item = position.get(issue_id)
        if item is not None:
            # No team is the team named after the source.
            nobodys = items.sources[item] if field == "team" else None
            change = Change(at, before or nobodys, after or nobodys)
            changes.setdefault(item, (created_at, []))[1].append(change)
    return changes


def _lasting(
    today: dict[int, list[str]], changed: Iterable[int], created: list[int]
) -> Iterator[HeldValue]:
    skipped = set(changed)
    for item, values in today.items():
        if item not in skipped:
            for value in values:
                yield HeldValue(item, value, (created[item], FOREVER))


def _changing(
    today: dict[int, list[str]], changes: _Changes, as_of: datetime
) -> Iterator[HeldValue]:
    for item, (created_at, told) in changes.items():
        for span in set_spans_backwards(told, today.get(item, ()), created_at):
            if span.start <= as_of:
                yield HeldValue(item, span.value, _known_interval(span, as_of))


def _known_interval(span: Span[str], as_of: datetime) -> Interval:
    start = int(span.start.timestamp())
    if span.end is None or span.end > as_of:
        return (start, FOREVER)
    return (start, int(span.end.timestamp()))
