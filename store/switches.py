"""What an admin switched, for every process: so far whether anything is said unasked."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_or_replace
from store.tables import switch

_PAUSE = "pause"


def is_paused(session: Session) -> bool:
    """Tell whether everything that is said unasked waits."""
    row = session.execute(select(switch.c.is_on).where(switch.c.name == _PAUSE)).one_or_none()
    return row is not None and bool(row.is_on)


def set_paused(session: Session, on: bool, actor: str, at: datetime) -> None:
    """Let everything that is said unasked wait, or go on; who did so is kept."""
    statement = insert_or_replace(insert_into(session, switch), ["name"])
    values = {"name": _PAUSE, "is_on": on, "actor": actor, "changed_at": at}
    session.execute(statement, [values])
