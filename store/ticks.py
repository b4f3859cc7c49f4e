"""When the schedule last looked at what is due, so that no slot is missed or seen twice."""

from datetime import datetime, timedelta

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from store.conflict import insert_missing
from store.tables import tick

APART = timedelta(seconds=5)

# How far another machine's clock may be ahead before it is taken for one that was wrong.
_AHEAD = timedelta(minutes=1)
_SCHEDULE = "schedule"


def begin_tick(session: Session, now: datetime) -> datetime | None:
    """Give the moment of the tick before, and make this one the last.

    What is due lies after that moment and not after `now`; put it into the outbox in the same
    transaction. None: another process ticked less than `APART` ago, or is doing so. The first
    tick ever, and the first after a clock was far ahead, give `now`: nothing was missed.
    """
    if load_last_tick(session) is None:
        return now if _first_tick(session, now) else None
    mine = select(tick.c.last_tick_at).where(tick.c.name == _SCHEDULE)
    before: datetime | None = session.execute(mine.with_for_update(skip_locked=True)).scalar()
    if before is None or -_AHEAD < now - before < APART:
        return None
    session.execute(update(tick).where(tick.c.name == _SCHEDULE).values(last_tick_at=now))
    return min(before, now)


def load_last_tick(session: Session) -> datetime | None:
    """Give the moment of the last tick; None before the first."""
    last = select(tick.c.last_tick_at).where(tick.c.name == _SCHEDULE)
    return session.execute(last).scalar_one_or_none()


def _first_tick(session: Session, now: datetime) -> bool:
    first = insert_missing(session, tick, ["name"]).values(name=_SCHEDULE, last_tick_at=now)
    return session.execute(first.returning(tick.c.name)).first() is not None
