"""What the first review of a stretch of time saw of a release."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from planner.snapshot import Snapshot
from store.tables import forecast

_SNAPSHOT = tuple(forecast.c[field.name] for field in fields(Snapshot))


def load_first_snapshot(
    session: Session, release_id: str, first: datetime, until: datetime
) -> Snapshot | None:
    """Give the earliest snapshot of a release from `first` on and before `until`."""
    taken_at = forecast.c.taken_at
    row = session.execute(
        select(*_SNAPSHOT)
        .where(forecast.c.release_id == release_id, taken_at >= first, taken_at < until)
        .order_by(taken_at, forecast.c.id)
        .limit(1)
    ).one_or_none()
    return None if row is None else Snapshot(*row)
