"""What those who launch a release last heard of each, in a place: the next slip is compared."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from planner.snapshot import Snapshot
from store.tables import forecast, post
from store.told_last import WaitingAlert, count_put_down, load_told_last, load_waiting

_row = post.c
_SNAPSHOT = tuple(forecast.c[field.name] for field in fields(Snapshot))


@dataclass(frozen=True, slots=True)
class Place:
    """An address in a workspace, and the kind of posts by which it hears of slips."""

    workspace: str
    address: str
    kind: str

    def is_slip(self) -> ColumnElement[bool]:
        return self._here & (_row.kind == self.kind)

    def says_dates(self) -> ColumnElement[bool]:
        """Whatever told a date to those who get a release ready: a ping as well."""
        return self._here & ((_row.kind == self.kind) | _row.kind.startswith("ping:"))

    @property
    def _here(self) -> ColumnElement[bool]:
        return (_row.workspace == self.workspace) & (_row.channel == self.address)


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
    return load_began(session, since) | load_told_last(session, place.says_dates(), but)


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
        mine = select(*_SNAPSHOT).where(forecast.c.release_id == release_id)
        before = mine.where(forecast.c.taken_at <= at).order_by(
            forecast.c.taken_at.desc(), forecast.c.id.desc()
        )
        after = mine.where(forecast.c.taken_at > at).order_by(forecast.c.id)
        row = session.execute(before.limit(1)).first() or session.execute(after.limit(1)).first()
        if row is not None:
            began[release_id] = Snapshot(*row)
    return began
