"""What was said before, as far as the outbox knows: the next word depends on it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, select
from sqlalchemy.orm import Session

from store.posts import PostState
from store.tables import forecast, post

_row = post.c
_UNSAID = (PostState.SKIPPED, PostState.FAILED)


@dataclass(frozen=True, slots=True)
class SaidPost:
    """A post as it stands: it was put down at `created_at`, to be said at `not_before`."""

    id: int
    kind: str
    state: PostState
    created_at: datetime
    not_before: datetime


@dataclass(frozen=True, slots=True)
class LastReview:
    """The review that was saved last, with the data version that it saw."""

    data_version: str
    taken_at: datetime


def load_posts_of_release(
    session: Session, release_id: str, kinds: Collection[str]
) -> tuple[SaidPost, ...]:
    """Give all that was put down about a release, whatever became of it, oldest first."""
    where = (_row.release_id == release_id) & _row.kind.in_(kinds)
    return tuple(_said(row) for row in session.execute(_posts(where).order_by(_row.id)))


def load_last_post(session: Session, subscription_id: int, kind: str) -> SaidPost | None:
    """Give what a subscription was told last, or is about to be; what was not said is not it."""
    where = (_row.subscription_id == subscription_id) & (_row.kind == kind)
    newest = _posts(where & _row.state.not_in(_UNSAID)).order_by(_row.not_before.desc()).limit(1)
    row = session.execute(newest).one_or_none()
    return None if row is None else _said(row)


def load_last_review(session: Session) -> LastReview | None:
    """Give the newest review; None before the first."""
    newest = select(forecast.c.data_version, forecast.c.taken_at).order_by(forecast.c.id.desc())
    row = session.execute(newest.limit(1)).one_or_none()
    return None if row is None else LastReview(row.data_version, row.taken_at)


def _posts(where: ColumnElement[bool]) -> Select[Any]:
    columns = (_row.id, _row.kind, _row.state, _row.created_at, _row.not_before)
    return select(*columns).where(where)


def _said(row: Any) -> SaidPost:
    return SaidPost(row.id, row.kind, PostState(row.state), row.created_at, row.not_before)
