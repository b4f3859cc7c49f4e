"""What those who launch a release last heard of each, in a place: the next slip is compared."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, bindparam, select
from sqlalchemy.orm import Session

from planner.snapshot import Snapshot
from store.tables import forecast, post
from store.told_last import WaitingAlert, count_put_down, load_told_last, load_waiting, told_last

_row = post.c
_SNAPSHOT = tuple(forecast.c[field.name] for field in fields(Snapshot))


@dataclass(frozen=True, slots=True)
class Place:
    """An address in a workspace, and the kind of posts by which it hears of slips."""

    workspace: str
    address: str
    kind: str

    def is_slip(self) -> ColumnElement[bool]:
        here = (_row.workspace == self.workspace) & (_row.channel == self.address)
        return here & (_row.kind == self.kind)


# Whatever told a date to those who get a release ready: a ping as well.
_TOLD = told_last(
    (_row.workspace == bindparam("workspace"))
    & (_row.channel == bindparam("address"))
    & ((_row.kind == bindparam("kind")) | _row.kind.startswith("ping:"))
)
_OF_RELEASE = select(*_SNAPSHOT).where(forecast.c.release_id == bindparam("release")).limit(1)
_BEFORE = _OF_RELEASE.where(forecast.c.taken_at <= bindparam("at")).order_by(
    forecast.c.taken_at.desc(), forecast.c.id.desc()
)
_AFTER = _OF_RELEASE.where(forecast.c.taken_at > bindparam("at")).order_by(forecast.c.id)


def load_heard_in(
    session: Session,
    place: Place,
    since: Mapping[str, datetime],
    but: WaitingAlert | None = None,
) -> dict[str, Snapshot]:
    """Give how releases stood when they were last told of in a place.

    One that was not told of stands as it did when somebody began to answer for it, which `since`
    has by release, or as it was first seen after that. What waits to be said counts as heard, but
    for `but`.
    """
    return load_began(session, since) | load_told_last(session, _TOLD, but, **asdict(place))


def load_waiting_in(session: Session, place: Place) -> WaitingAlert | None:
    """Give the slip alert that waits to be said in a place; there is one at most."""
    return load_waiting(session, place.is_slip())


def count_slips_in(session: Session, place: Place) -> int:
    """Count the slip alerts that were ever put down for a place: it numbers the next one."""
    return count_put_down(session, place.is_slip())


def load_began(session: Session, since: Mapping[str, datetime]) -> dict[str, Snapshot]:
    """Give how each release stood at its moment, or as it was first seen after that."""
    began: dict[str, Snapshot] = {}
    for release_id, at in since.items():
        asked = {"release": release_id, "at": at}
        row = session.execute(_BEFORE, asked).first() or session.execute(_AFTER, asked).first()
        if row is not None:
            began[release_id] = Snapshot(*row)
    return began
