"""Which forecast is held against each release that is out."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import Subquery

from planner.answer import PERCENTILES
from planner.record import Settled
from planner.snapshot import FORECAST
from store.columns import EpochSeconds
from store.rehearsals import load_rehearsals, load_rehearsed_at
from store.tables import forecast, forecast_outcome

OutcomeStamp = tuple[int, datetime | None, datetime | None]

_OUT = forecast_outcome.c
_TOLD = (forecast.c.release_id, forecast.c.taken_at)
_DATES = tuple(forecast.c[f"p{percent}"] for percent in PERCENTILES)
# A release that only waits to go out is given no date, though its row has one.
_HAS_DATE = (forecast.c.state == FORECAST, forecast.c.p85.is_not(None), forecast.c.open_items > 0)


@dataclass(frozen=True, slots=True)
class Told:
    """The releases that are out, with the forecast that each is held against.

    `settled` were really told, `rehearsed` would have been: see `planner.rehearsal`.
    """

    settled: tuple[Settled, ...]
    rehearsed: tuple[Settled, ...]


def load_told(session: Session, as_of: datetime) -> Told:
    """Give all that was known at `as_of` of past forecasts."""
    return Told(load_settled(session, as_of), load_rehearsals(session, as_of))


def load_settled(session: Session, as_of: datetime) -> tuple[Settled, ...]:
    """Give the releases that were known to be out at `as_of` and had been forecast, by id.

    See `planner.record.Settled` for the forecast of each. Where the tracker has no date, the day
    of the review that first saw it out stands for it.
    """
    halfway = _halfway(as_of)
    place = func.row_number().over(
        partition_by=forecast.c.release_id,
        order_by=(forecast.c.taken_at.desc(), forecast.c.id.desc()),
    )
    ranked = (
        select(*_TOLD, *_DATES, halfway.c.shipped_on.label("out_on"), halfway.c.settled_at)
        .add_columns(place.label("place"))
        .join(halfway, halfway.c.release_id == forecast.c.release_id)
        .where(*_HAS_DATE, EpochSeconds(forecast.c.taken_at) <= halfway.c.at)
        .subquery()
    )
    told = [ranked.c[column.name] for column in (*_TOLD, *_DATES)]
    last = select(*told, ranked.c.out_on, ranked.c.settled_at).where(ranked.c.place == 1)
    rows = session.execute(last.order_by(ranked.c.release_id))
    return tuple(
        Settled(row.release_id, row.taken_at, tuple(row[2:-2]), _day(row.out_on, row.settled_at))
        for row in rows
    )


def load_outcome_stamp(session: Session) -> OutcomeStamp:
    """Give what changes whenever a release is settled, corrected or opened again.

    It changes, too, when the past is rehearsed.
    """
    count, last = session.execute(select(func.count(), func.max(_OUT.settled_at))).one()
    return count, last, load_rehearsed_at(session)


def _halfway(as_of: datetime) -> Subquery:
    """Give the middle of the time from the first date stated to the day of the release."""
    out_at = func.coalesce(EpochSeconds(_OUT.shipped_on), EpochSeconds(_OUT.settled_at))
    stated_at = EpochSeconds(forecast.c.taken_at)
    return (
        select(_OUT.release_id, _OUT.shipped_on, _OUT.settled_at)
        .add_columns(((func.min(stated_at) + func.min(out_at)) / 2).label("at"))
        .join(forecast, forecast.c.release_id == _OUT.release_id)
        .where(*_HAS_DATE, stated_at < out_at, _OUT.settled_at <= as_of)
        .group_by(_OUT.release_id, _OUT.shipped_on, _OUT.settled_at)
        .subquery()
    )


def _day(shipped_on: date | None, settled_at: datetime) -> date:
    return shipped_on or settled_at.date()
