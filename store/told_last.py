"""What posts told of releases last, and what of them waits: for whichever posts are meant."""

from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from planner.snapshot import Snapshot
from store.posts import PostState
from store.tables import alert_line, forecast, post

_row = post.c
_UNSAID = (PostState.SKIPPED, PostState.FAILED)
_NO_POST = 0  # ids begin with 1
_SNAPSHOT = tuple(forecast.c[field.name] for field in fields(Snapshot))


@dataclass(frozen=True, slots=True)
class WaitingAlert:
    """An alert that nobody has read yet, so that it can still be taken back."""

    post_id: int
    not_before: datetime


def told_last(posts: ColumnElement[bool]) -> Select[Any]:
    """Make the statement of `load_told_last` for these posts: making it takes longer than asking.

    They may be told by parameters.
    """
    said = posts & _row.state.not_in(_UNSAID) & (_row.id != bindparam("but"))
    last = (
        select(alert_line.c.release_id, func.max(alert_line.c.taken_at).label("taken_at"))
        .join(post, _row.id == alert_line.c.post_id)
        .where(said)
        .group_by(alert_line.c.release_id)
        .subquery()
    )
    same = (forecast.c.release_id == last.c.release_id) & (forecast.c.taken_at == last.c.taken_at)
    return select(*_SNAPSHOT).join(last, same).order_by(forecast.c.id)


def load_told_last(
    session: Session, statement: Select[Any], but: WaitingAlert | None, **which: object
) -> dict[str, Snapshot]:
    """Give the snapshot that posts (but for one) told of last, by release.

    `statement` is that of `told_last`, `which` are its parameters. What was put down and not said
    (skipped, failed) was not heard; what waits counts as heard.
    """
    asked = {"but": _NO_POST if but is None else but.post_id, **which}
    return {row[0]: Snapshot(*row) for row in session.execute(statement, asked)}


def load_waiting(session: Session, posts: ColumnElement[bool]) -> WaitingAlert | None:
    """Give the newest of these posts that waits to be said; None where none does."""
    found = select(_row.id, _row.not_before).where(posts, _row.state == PostState.PENDING)
    row = session.execute(found.order_by(_row.id.desc()).limit(1)).one_or_none()
    return None if row is None else WaitingAlert(row.id, row.not_before)


def count_put_down(session: Session, posts: ColumnElement[bool]) -> int:
    """Count these posts, whatever became of them: it numbers the next one."""
    return int(session.execute(select(func.count()).where(posts).select_from(post)).scalar_one())
