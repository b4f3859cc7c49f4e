"""Slack tells an event again when it thinks that nobody listened; it is answered once."""

from datetime import datetime, timedelta

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from store.conflict import insert_missing
from store.tables import heard_event

_row = heard_event.c

# Slack repeats itself at once, after a minute and after five. Whoever heard it first and has not
# answered by the second time, never will.
LEASE = timedelta(seconds=50)
KEPT = timedelta(days=1)


def hear_event(session: Session, event_id: str, now: datetime, lease: timedelta = LEASE) -> bool:
    """Take an event to answer; False: it is answered, or somebody is at it.

    Old events are forgotten by the way.
    """
    session.execute(delete(heard_event).where(_row.heard_at < now - KEPT))
    first = insert_missing(session, heard_event, ["event_id"])
    told = first.values(event_id=event_id, heard_at=now).returning(_row.event_id)
    if session.execute(told).first() is not None:
        return True
    given_up = (_row.settled_at.is_(None), _row.heard_at <= now - lease)
    again = update(heard_event).where(_row.event_id == event_id, *given_up).values(heard_at=now)
    return session.execute(again.returning(_row.event_id)).first() is not None


def settle_event(session: Session, event_id: str, at: datetime) -> None:
    """Note that an event is answered, for good."""
    mine = update(heard_event).where(_row.event_id == event_id)
    session.execute(mine.values(settled_at=at))
