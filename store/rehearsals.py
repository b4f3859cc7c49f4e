"""What was rehearsed on the past, kept until it is rehearsed again."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete, insert, select, update
from sqlalchemy.orm import Session

from planner.answer import PERCENTILES
from planner.record import Settled
from store.conflict import insert_missing
from store.tables import rehearsal, tick

_NAMES = tuple(f"p{percent}" for percent in PERCENTILES)
_TICK = "rehearsal"


def load_rehearsals(session: Session, as_of: datetime) -> tuple[Settled, ...]:
    """Give what was rehearsed of releases that were out by `as_of`, by id."""
    row = rehearsal.c
    asked = select(row.release_id, row.told_at, row.shipped_on, *(row[name] for name in _NAMES))
    known = asked.where(row.shipped_on <= as_of.date()).order_by(row.release_id)
    return tuple(
        Settled(release_id, told_at, tuple(dates), shipped_on)
        for release_id, told_at, shipped_on, *dates in session.execute(known)
    )


def load_rehearsed_at(session: Session) -> datetime | None:
    """Give when the past was last rehearsed; None where it never was."""
    return session.execute(select(tick.c.last_tick_at).where(tick.c.name == _TICK)).scalar()


def save_rehearsals(session: Session, told: Iterable[Settled], at: datetime) -> None:
    """Keep these in place of all that was rehearsed before."""
    rows = [
        {
            "release_id": one.release_id,
            "told_at": one.told_at,
            "shipped_on": one.shipped_on,
            **dict(zip(_NAMES, one.dates, strict=True)),
        }
        for one in told
    ]
    session.execute(insert_missing(session, tick, ["name"]).values(name=_TICK, last_tick_at=at))
    session.execute(update(tick).where(tick.c.name == _TICK).values(last_tick_at=at))
    session.execute(delete(rehearsal))
    if rows:
        session.execute(insert(rehearsal), rows)
