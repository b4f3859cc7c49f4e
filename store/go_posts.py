"""The go / no-go messages that stand in channels: one a release and channel, changed in place."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, func, select, update
from sqlalchemy.orm import Session, aliased

from store.posts import ClaimedPost, PostState, claimed_post
from store.tables import post

GO = "go"  # the kind of such posts
GONE = "its message is gone"  # how the error begins of an edit that found nothing to edit
_row = post.c
_UNSAID = (PostState.SKIPPED, PostState.FAILED, PostState.DROPPED)


@dataclass(frozen=True, slots=True)
class GoPlace:
    """Where a go / no-go message of a release stands, or is about to; `last` is what it says."""

    workspace: str
    channel: str
    last: ClaimedPost


def load_go_places(session: Session, release_id: str) -> tuple[GoPlace, ...]:
    """Give the channels that have a go / no-go message of a release, in the order of their names.

    One whose message somebody has deleted has none.
    """
    kept = select(post).where(_row.kind == GO, _row.release_id == release_id)
    rows = session.execute(kept.where(_row.state.not_in(_UNSAID)).order_by(_row.id))
    last = {(row.workspace, row.channel): claimed_post(row) for row in rows}
    return tuple(
        GoPlace(workspace, channel, claimed)
        for (workspace, channel), claimed in sorted(last.items())
        if claimed.state is not PostState.SENT or load_go_ts(session, release_id, channel)
    )


def load_go_ts(session: Session, release_id: str, channel: str) -> str | None:
    """Give Slack's name of the message that stands in a channel; None where there is none."""
    edit = aliased(post)
    is_gone = exists().where(edit.c.edits == _row.ts, edit.c.error.startswith(GONE))
    mine = (_row.kind == GO) & (_row.release_id == release_id) & (_row.channel == channel)
    message = (_row.state == PostState.SENT) & _row.edits.is_(None)
    newest = select(_row.ts).where(mine, message, ~is_gone).order_by(_row.id.desc())
    ts: str | None = session.scalar(newest.limit(1))
    return ts


def count_go_posts(session: Session, release_id: str, channel: str) -> int:
    """Count all that was ever put down of it, to number the next one."""
    mine = (_row.kind == GO) & (_row.release_id == release_id) & (_row.channel == channel)
    return session.scalar(select(func.count()).where(mine)) or 0


def skip_waiting_go(session: Session, release_id: str, channel: str) -> datetime | None:
    """Skip what waits to be said of it, for something newer; give when it would have been said."""
    mine = (_row.kind == GO) & (_row.release_id == release_id) & (_row.channel == channel)
    waits = mine & (_row.state == PostState.PENDING)
    skipped = update(post).where(waits).values(state=PostState.SKIPPED, error="it says more now")
    moments = session.execute(skipped.returning(_row.not_before)).scalars().all()
    return min(moments, default=None)


def load_go_releases(session: Session, since: datetime) -> tuple[str, ...]:
    """Give the releases of which a go / no-go message was put down since a moment, by id."""
    kept = select(_row.release_id).where(
        _row.kind == GO, _row.release_id.is_not(None), _row.created_at > since
    )
    return tuple(session.execute(kept.distinct().order_by(_row.release_id)).scalars())
