"""Whether Slack accepts our token, for every process: while it does not, what is said waits."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_or_replace
from store.tables import switch

_NAME = "locked_out"
_NOBODY = ""


@dataclass(frozen=True, slots=True)
class Lockout:
    """Slack's word for why it refuses our token, and since when it does."""

    error: str
    since: datetime


def load_lockout(session: Session) -> Lockout | None:
    """Give why Slack does not accept our token; None: as far as anybody knows, it does."""
    row = session.execute(select(switch).where(switch.c.name == _NAME)).one_or_none()
    return Lockout(row.actor, row.changed_at) if row is not None and row.is_on else None


def begin_lockout(session: Session, error: str, at: datetime) -> bool:
    """Note that our token is refused; False where that is known: the first word stays."""
    if load_lockout(session) is not None:
        return False
    _set(session, True, error, at)
    return True


def end_lockout(session: Session, at: datetime) -> Lockout | None:
    """Note that a token is accepted; give what that ends."""
    lockout = load_lockout(session)
    if lockout is not None:
        _set(session, False, _NOBODY, at)
    return lockout


def _set(session: Session, on: bool, error: str, at: datetime) -> None:
    statement = insert_or_replace(insert_into(session, switch), ["name"])
    session.execute(statement, [{"name": _NAME, "is_on": on, "actor": error, "changed_at": at}])
