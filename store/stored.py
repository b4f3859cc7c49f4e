"""What is stored of issues already, and which records say something new."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.records import IssueRecord
from store.tables import issue

# Part of every hash. Raised when spans are derived differently, so that the next full sync
# writes them again.
_DERIVATION = "2"
_NAMES = tuple(field.name for field in fields(IssueRecord))
_VALUES = attrgetter(*_NAMES)
_SETS = frozenset({"labels", "releases", "sprints", "blocks", "containers"})
_EVENTS = frozenset({"events", "places"})


@dataclass(frozen=True, slots=True)
class Stored:
    """What decides whether an issue is written again."""

    id: int
    updated_at: datetime | None
    content_hash: str
    is_gone: bool


def load_stored(session: Session, source_id: int, ext_ids: Sequence[str]) -> dict[str, Stored]:
    """Give what is known of these issues, by ext_id."""
    rows = session.execute(
        select(
            issue.c.ext_id, issue.c.id, issue.c.updated_at, issue.c.content_hash, issue.c.gone_at
        ).where(issue.c.source_id == source_id, issue.c.ext_id.in_(ext_ids))
    )
    return {
        row.ext_id: Stored(row.id, row.updated_at, row.content_hash, row.gone_at is not None)
        for row in rows
    }


def content_hash(record: IssueRecord) -> str:
    """Give a hash of all that a record says; sets may arrive in any order."""
    told = [_plain(name, value) for name, value in zip(_NAMES, _VALUES(record), strict=True)]
    return blake2b(f"{_DERIVATION} {told!r}".encode(), digest_size=16).hexdigest()


def _plain(name: str, value: Any) -> Any:
    """Give a field in values that are quick to write down; there is a hash for every issue."""
    if name in _SETS:
        return sorted(value)
    if name in _EVENTS:
        return value and [
            (
                event.at.isoformat(),
                event.field,
                event.before,
                event.after,
                event.before_category and event.before_category.value,
                event.after_category and event.after_category.value,
            )
            for event in value
        ]
    if name == "needs":
        return sorted((need.ext_id, need.customer, need.is_important) for need in value)
    return value


def is_older(updated_at: datetime | None, than: datetime | None) -> bool:
    """Tell whether a record was changed before another; without stamps nobody knows."""
    return updated_at is not None and than is not None and updated_at < than


def newest_of_each(records: Sequence[IssueRecord]) -> dict[str, IssueRecord]:
    """Give one record an issue: the newest, and of equally new ones the last."""
    newest: dict[str, IssueRecord] = {}
    for record in records:
        rival = newest.get(record.ext_id)
        if rival is None or not is_older(record.updated_at, rival.updated_at):
            newest[record.ext_id] = record
    return newest
