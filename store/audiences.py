"""What those who launch a release last heard of each, in a place: the next slip is compared."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from planner.snapshot import Snapshot
from store.alerts import WaitingAlert
from store.posts import PostState
from store.tables import alert_line, forecast, post

_row = post.c
_UNSAID = (PostState.SKIPPED, PostState.FAILED)
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
    return _load_began(session, since) | _load_told(session, place, but)


def load_waiting_in(session: Session, place: Place) -> WaitingAlert | None:
    """Give the slip alert that waits to be said in a place; there is one at most."""
    found = select(_row.id, _row.not_before).where(place.is_slip(), _row.state == PostState.PENDING)
    row = session.execute(found.order_by(_row.id.desc()).limit(1)).one_or_none()
    return None if row is None else WaitingAlert(row.id, row.not_before)


def count_slips_in(session: Session, place: Place) -> int:
    """Count the slip alerts that were ever put down for a place: it numbers the next one."""
    count = select(func.count()).where(place.is_slip()).select_from(post)
    return int(session.execute(count).scalar_one())


def _load_told(session: Session, place: Place, but: WaitingAlert | None) -> dict[str, Snapshot]:
    said = place.says_dates() & _row.state.not_in(_UNSAID)
    if but is not None:
        said &= _row.id != but.post_id
    last = (
        select(alert_line.c.release_id, func.max(alert_line.c.taken_at).label("taken_at"))
        .join(post, _row.id == alert_line.c.post_id)
        .where(said)
        .group_by(alert_line.c.release_id)
        .subquery()
    )
    same = (forecast.c.release_id == last.c.release_id) & (forecast.c.taken_at == last.c.taken_at)
    rows = session.execute(select(*_SNAPSHOT).join(last, same).order_by(forecast.c.id))
    return {row.release_id: Snapshot(*row) for row in rows}


def _load_began(session: Session, since: Mapping[str, datetime]) -> dict[str, Snapshot]:
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
