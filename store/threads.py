"""What each thread is about: the release that was answered for last in it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from store.conflict import insert_into, insert_or_replace
from store.tables import post, thread_subject

KEPT = timedelta(days=30)

_row = thread_subject.c


@dataclass(frozen=True, slots=True)
class Thread:
    """A thread by Slack's own names; an empty `ts` is a whole conversation."""

    workspace: str
    channel: str
    ts: str = ""


def load_subject(session: Session, thread: Thread, since: datetime | None = None) -> str | None:
    """Give the id of the release that a thread is about; None where nothing is known.

    Where nobody has asked in it yet, it is what its first message, one of ours, was about. With
    `since` only what was spoken of from then on counts.
    """
    mine = (
        (_row.workspace == thread.workspace)
        & (_row.channel == thread.channel)
        & (_row.thread == thread.ts)
    )
    if since is not None:
        mine &= _row.noted_at >= since
    asked = session.execute(select(_row.release_id).where(mine)).scalar_one_or_none()
    if asked is not None or not thread.ts:
        return asked
    said = (post.c.channel == thread.channel) & (post.c.ts == thread.ts)
    wanted = select(post.c.release_id).where(said, post.c.workspace == thread.workspace)
    return session.execute(wanted.limit(1)).scalar_one_or_none()


def save_subject(session: Session, thread: Thread, release_id: str, at: datetime) -> None:
    """Note what was answered for; what nobody has spoken of for a month is forgotten by the way."""
    session.execute(delete(thread_subject).where(_row.noted_at < at - KEPT))
    statement = insert_or_replace(
        insert_into(session, thread_subject), ["workspace", "channel", "thread"]
    )
    values = {
        "workspace": thread.workspace,
        "channel": thread.channel,
        "thread": thread.ts,
        "release_id": release_id,
        "noted_at": at,
    }
    session.execute(statement, [values])
