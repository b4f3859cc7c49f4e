"""Who changed what, with how it was before and after; rows are only ever added."""

from collections.abc import Collection
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, insert, select
from sqlalchemy.orm import Session

from store.tables import audit


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One change by one person. `before` and `after` are JSON, None for nothing."""

    at: datetime
    workspace: str
    actor: str
    action: str
    subject: str
    before: Any = None
    after: Any = None


def record_audit(  # noqa: PLR0913, PLR0917 - a change is told at once
    session: Session,
    at: datetime,
    workspace: str,
    actor: str,
    action: str,
    subject: str,
    before: Any = None,
    after: Any = None,
) -> None:
    """Keep who did what, in the transaction that does it."""
    told = AuditRow(at, workspace, actor, action, subject, before, after)
    session.execute(insert(audit).values(asdict(told)))


def load_audit(session: Session, subject: str | None = None) -> tuple[AuditRow, ...]:
    """Give changes in their order, of everything or of one subject."""
    wanted = select(audit).order_by(audit.c.id)
    if subject is not None:
        wanted = wanted.where(audit.c.subject == subject)
    return _rows(session, wanted)


def load_actions(
    session: Session, actions: Collection[str], since: datetime
) -> tuple[AuditRow, ...]:
    """Give the changes of some kinds since a moment, in their order."""
    kinds = select(audit).where(audit.c.action.in_(actions), audit.c.at >= since)
    return _rows(session, kinds.order_by(audit.c.id))


def _rows(session: Session, wanted: Select[Any]) -> tuple[AuditRow, ...]:
    return tuple(
        AuditRow(row.at, row.workspace, row.actor, row.action, row.subject, row.before, row.after)
        for row in session.execute(wanted)
    )
