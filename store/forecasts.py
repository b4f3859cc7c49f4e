"""What every review saw, kept so that it can be compared, and made again to the byte."""

from collections.abc import Sequence
from dataclasses import asdict, fields
from datetime import datetime
from operator import itemgetter

from sqlalchemy import ColumnElement, delete, exists, func, select
from sqlalchemy.orm import Session

from planner.inputs import PlanInputs
from planner.snapshot import Snapshot
from store.conflict import insert_missing
from store.errors import UnreadableInputsError
from store.outcomes import Outcome, load_outcomes, settle_outcomes
from store.packing import pack_inputs, unpack_inputs
from store.tables import forecast, forecast_input

__all__ = [
    "Outcome",
    "load_inputs",
    "load_outcomes",
    "load_snapshots",
    "load_snapshots_before",
    "save_plan",
    "settle_outcomes",
    "thin_inputs",
]

_SNAPSHOT = tuple(forecast.c[field.name] for field in fields(Snapshot))


def save_plan(session: Session, snapshots: Sequence[Snapshot], inputs: PlanInputs | bytes) -> int:
    """Keep one row a release and data version with what they were computed from; give the new.

    What is known of that data version already is left as it is. `inputs` may come packed, by
    `store.packing.pack_inputs` and before the transaction began.

    Raises:
        ValueError: the snapshots are not all of one plan.
    """
    if not snapshots:
        return 0
    if len({told.inputs_hash for told in snapshots}) > 1:
        raise ValueError("one plan has one inputs_hash: save the snapshots of one plan at a time")
    # In one order for everybody, so that two reviews never wait for each other.
    rows = sorted(map(asdict, snapshots), key=itemgetter("release_id"))
    statement = insert_missing(session, forecast, ["release_id", "data_version"])
    new = session.execute(statement.returning(forecast.c.id), rows).all()
    if new:
        _keep_inputs(session, snapshots[0], inputs)
    return len(new)


def load_snapshots(session: Session, data_version: str | None = None) -> tuple[Snapshot, ...]:
    """Give what was seen in that data version; without one, each release's newest snapshot."""
    if data_version is None:
        return _newest(session)
    wanted = forecast.c.data_version == data_version
    rows = session.execute(select(*_SNAPSHOT).where(wanted).order_by(forecast.c.release_id))
    return tuple(Snapshot(*row) for row in rows)


def load_snapshots_before(session: Session, at: datetime) -> tuple[Snapshot, ...]:
    """Give each release's newest snapshot that was taken at `at` or before."""
    return _newest(session, forecast.c.taken_at <= at)


def load_inputs(session: Session, inputs_hash: str) -> PlanInputs:
    """Give what a kept forecast was computed from.

    Raises:
        UnreadableInputsError: they were thinned out, or cannot be read.
    """
    kept = select(forecast_input.c.packed).where(forecast_input.c.inputs_hash == inputs_hash)
    packed = session.execute(kept).scalar_one_or_none()
    if packed is None:
        raise UnreadableInputsError(
            f"The inputs {inputs_hash} are not kept any more; take the forecast of another day"
        )
    return unpack_inputs(packed)


def thin_inputs(session: Session, before: datetime) -> int:
    """Of inputs kept before that moment leave the last ones of each day; give how many went.

    Every sync that changes something keeps inputs, and those of a big tracker take a megabyte.
    """
    old = select(forecast_input.c.inputs_hash, forecast_input.c.kept_at)
    rows = session.execute(
        old.where(forecast_input.c.kept_at < before).order_by(forecast_input.c.kept_at)
    ).all()
    last_of_day = {row.kept_at.date(): row.inputs_hash for row in rows}
    gone = {row.inputs_hash for row in rows} - {*last_of_day.values()}
    session.execute(delete(forecast_input).where(forecast_input.c.inputs_hash.in_(gone)))
    return len(gone)


def _keep_inputs(session: Session, told: Snapshot, inputs: PlanInputs | bytes) -> None:
    known = exists().where(forecast_input.c.inputs_hash == told.inputs_hash)
    if session.execute(select(known)).scalar():
        return
    packed = inputs if isinstance(inputs, bytes) else pack_inputs(inputs)
    values = {"inputs_hash": told.inputs_hash, "kept_at": told.taken_at, "packed": packed}
    session.execute(insert_missing(session, forecast_input, ["inputs_hash"]).values(values))


def _newest(session: Session, *where: ColumnElement[bool]) -> tuple[Snapshot, ...]:
    order = (forecast.c.taken_at.desc(), forecast.c.id.desc())
    place = func.row_number().over(partition_by=forecast.c.release_id, order_by=order)
    ranked = select(*_SNAPSHOT, place.label("place")).where(*where).subquery()
    columns = [ranked.c[column.name] for column in _SNAPSHOT]
    newest = select(*columns).where(ranked.c.place == 1).order_by(ranked.c.release_id)
    return tuple(Snapshot(*row) for row in session.execute(newest))
