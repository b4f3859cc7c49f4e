"""What a subscription's readers heard last of how ready a release is."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from store.conflict import insert_missing
from store.posts import Post, PostState
from store.tables import post

BEGAN: Final = "how it stood when the subscription began"  # said by nobody, and known

_row = post.c
_UNHEARD = (PostState.PENDING, PostState.SKIPPED, PostState.FAILED)


@dataclass(frozen=True, slots=True)
class ReadyPost:
    """A post about a release; its key tells how it stood."""

    id: int
    key: str
    not_before: datetime


def load_heard_ready(
    session: Session, subscription_id: int, kind: str, release_id: str
) -> ReadyPost | None:
    """Give what was said last, or what it began with; what waits or was left unsaid is not it."""
    is_heard = _row.state.not_in(_UNHEARD) | (_row.error == BEGAN)
    return _newest(session, _of(subscription_id, kind, release_id) & is_heard)


def load_waiting_ready(
    session: Session, subscription_id: int, kind: str, release_id: str
) -> ReadyPost | None:
    """Give what waits to be said of a release; None where nothing does."""
    waits = _row.state == PostState.PENDING
    return _newest(session, _of(subscription_id, kind, release_id) & waits)


def note_begun(session: Session, began: Post) -> bool:
    """Keep how a release stood that nobody needs to be told of; False: it is known."""
    values = asdict(began) | {"state": PostState.SKIPPED, "attempts": 0, "error": BEGAN}
    statement = insert_missing(session, post, ["dedupe_key"]).values(values)
    return session.execute(statement.returning(_row.id)).first() is not None


def _of(subscription_id: int, kind: str, release_id: str) -> ColumnElement[bool]:
    mine = (_row.subscription_id == subscription_id) & (_row.kind == kind)
    return mine & (_row.release_id == release_id)


def _newest(session: Session, posts: ColumnElement[bool]) -> ReadyPost | None:
    newest = select(_row.id, _row.dedupe_key, _row.not_before).where(posts)
    row = session.execute(newest.order_by(_row.id.desc()).limit(1)).one_or_none()
    return None if row is None else ReadyPost(row.id, row.dedupe_key, row.not_before)
