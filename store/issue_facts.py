"""What the gates of a launch ask of issues besides their state: labels, priority, severity."""

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime

from sqlalchemy import exists, select
from sqlalchemy.orm import Session

from planner.inputs import Item
from planner.launch.evidence import Issue
from store.batches import batches
from store.tables import dependency, field_event, issue, issue_label, label, source


def load_issues(
    session: Session, items: Collection[Item], sources: Collection[str], as_of: datetime
) -> tuple[Issue, ...]:
    """Give the members of a release with what their trackers said of them at `as_of`.

    Labels and priority are read back by their history. Severity has none in any tracker that we
    read: it is today's.
    """
    found = dict(_found(session, [item.key for item in items], sources))
    ids = [issue_id for issue_id, _, _ in found.values()]
    labels, priorities = _labels(session, ids, as_of), _priorities_before(session, ids, as_of)
    return tuple(_issue(item, found.get(item.key), labels, priorities) for item in items)


def has_links(session: Session, sources: Collection[str], as_of: datetime) -> bool:
    """Tell whether these trackers know any link between issues that existed at `as_of`.

    Links have no history. Where there is none at all, nobody records them.
    """
    linked = (
        select(dependency.c.issue_id)
        .join(issue, issue.c.id == dependency.c.issue_id)
        .join(source, source.c.id == issue.c.source_id)
        .where(source.c.name.in_(sources), issue.c.created_at <= as_of)
    )
    return bool(session.scalar(select(exists(linked))))


_Found = tuple[int, str | None, str | None]  # its row, priority and severity


def _found(
    session: Session, keys: Sequence[str], sources: Collection[str]
) -> Iterator[tuple[str, _Found]]:
    columns = (issue.c.key, issue.c.id, issue.c.priority, issue.c.severity)
    wanted = select(*columns).join(source, source.c.id == issue.c.source_id)
    # One that is gone may have left its key to another: the living one comes last, and stays.
    in_order = wanted.order_by(issue.c.gone_at.is_(None), issue.c.id)
    for some in batches(keys):
        rows = in_order.where(issue.c.key.in_(some), source.c.name.in_(sources))
        for key, issue_id, priority, severity in session.execute(rows):
            yield key, (issue_id, priority, severity)


def _labels(session: Session, ids: Sequence[int], as_of: datetime) -> dict[int, set[str]]:
    """Give the labels at `as_of`: today's, with every later change undone, the newest first."""
    held: dict[int, set[str]] = {issue_id: set() for issue_id in ids}
    for some in batches(ids):
        today = select(issue_label.c.issue_id, label.c.name).join(
            label, label.c.id == issue_label.c.label_id
        )
        for issue_id, name in session.execute(today.where(issue_label.c.issue_id.in_(some))):
            held[issue_id].add(name)
        for issue_id, before, after in _changes(session, "label", some, as_of):
            held[issue_id].discard(after or "")
            held[issue_id].update([before] if before else [])
    return held


def _priorities_before(
    session: Session, ids: Sequence[int], as_of: datetime
) -> dict[int, str | None]:
    """Map the issues whose priority has changed since to the one that they had at `as_of`."""
    return {
        issue_id: before
        for some in batches(ids)
        for issue_id, before, _ in _changes(session, "priority", some, as_of)
    }


def _changes(
    session: Session, field: str, ids: Sequence[int], as_of: datetime
) -> Iterator[tuple[int, str | None, str | None]]:
    row = field_event.c
    later = select(row.issue_id, row.before, row.after).where(
        row.field == field, row.at > as_of, row.issue_id.in_(ids)
    )
    newest_first = later.order_by(row.at.desc(), row.position.desc())
    yield from (tuple(row) for row in session.execute(newest_first))


def _issue(
    item: Item,
    found: _Found | None,
    labels: dict[int, set[str]],
    priorities: dict[int, str | None],
) -> Issue:
    if found is None:
        return Issue(item)
    issue_id, priority, severity = found
    priority = priorities.get(issue_id, priority)
    return Issue(item, frozenset(labels[issue_id]), priority, severity)
