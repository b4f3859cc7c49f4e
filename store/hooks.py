"""Hints of webhooks: each delivery is taken once, and leaves marks on issues to read again."""

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass
from datetime import datetime

from sqlalchemy import delete, select, tuple_
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_missing, insert_or_replace
from store.tables import dirty_issue, webhook_delivery

_MARK_KEY = ("source", "ext_id")


@dataclass(frozen=True, slots=True)
class Mark:
    """An issue that a source hinted at, with the moment of its last hint."""

    source: str
    ext_id: str
    marked_at: datetime


def take_delivery(
    session: Session, source: str, keys: Collection[str], ext_ids: Collection[str], at: datetime
) -> bool:
    """Remember a delivery and mark what it hints at, in one transaction; False: it is known.

    It is known where any of its keys is.
    """
    # In one order everywhere: two deliveries at once wait for each other, and never in a ring.
    rows = [{"source": source, "key": key, "received_at": at} for key in sorted(set(keys))]
    heard = insert_missing(session, webhook_delivery, ["source", "key"]).values(rows)
    if len(session.execute(heard.returning(webhook_delivery.c.key)).all()) < len(rows):
        return False
    marks = [asdict(Mark(source, ext_id, at)) for ext_id in sorted(set(ext_ids))]
    if marks:
        session.execute(insert_or_replace(insert_into(session, dirty_issue), _MARK_KEY), marks)
    return True


def forget_deliveries(session: Session, before: datetime) -> int:
    """Let go of deliveries that nobody could send again; give how many rows went."""
    old = delete(webhook_delivery).where(webhook_delivery.c.received_at < before)
    return len(session.execute(old.returning(webhook_delivery.c.key)).all())


def load_marked_sources(session: Session) -> frozenset[str]:
    """Give the names of the sources of which something is to be read again."""
    return frozenset(session.scalars(select(dirty_issue.c.source).distinct()))


def load_marks(session: Session, source: str, until: datetime, limit: int) -> tuple[Mark, ...]:
    """Give the marks of a source that are not newer than `until`, the oldest first."""
    rows = session.execute(
        select(dirty_issue)
        .where(dirty_issue.c.source == source, dirty_issue.c.marked_at <= until)
        .order_by(dirty_issue.c.marked_at, dirty_issue.c.ext_id)
        .limit(limit)
    )
    return tuple(Mark(row.source, row.ext_id, row.marked_at) for row in rows)


def remove_marks(session: Session, marks: Iterable[Mark]) -> None:
    """Take marks away whose issues are stored as they are now; one set anew since then stays."""
    seen = [(mark.source, mark.ext_id, mark.marked_at) for mark in marks]
    row = dirty_issue.c
    is_seen = tuple_(row.source, row.ext_id, row.marked_at).in_(seen)
    session.execute(delete(dirty_issue).where(is_seen))
