"""What reviews saw of a release on its way: the first forecast, and the last before a moment."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import ColumnElement, UnaryExpression, select
from sqlalchemy.orm import Session

from planner.snapshot import FORECAST, SHIPPED, Snapshot
from store.tables import forecast

_SNAPSHOT = tuple(forecast.c[field.name] for field in fields(Snapshot))
_AT = forecast.c.taken_at


def load_first_forecast(session: Session, release_id: str) -> Snapshot | None:
    """Give the first snapshot that had a P50 or P85 date; None where none ever had."""
    return _one(session, release_id, FORECAST, _AT.asc())


def load_forecast_before(session: Session, release_id: str, at: datetime) -> Snapshot | None:
    """Give the last snapshot with a forecast that was taken by then."""
    return _one(session, release_id, FORECAST, _AT.desc(), at >= _AT)


def load_out(session: Session, release_id: str) -> Snapshot | None:
    """Give the newest snapshot that saw the release out."""
    return _one(session, release_id, SHIPPED, _AT.desc())


def _one(
    session: Session,
    release_id: str,
    state: str,
    order: UnaryExpression[datetime],
    *where: ColumnElement[bool],
) -> Snapshot | None:
    of_release = (forecast.c.release_id == release_id, forecast.c.state == state)
    wanted = select(*_SNAPSHOT).where(*of_release, *where).order_by(order).limit(1)
    row = session.execute(wanted).one_or_none()
    return None if row is None else Snapshot(*row)
