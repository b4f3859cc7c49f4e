"""Pings that somebody has to answer: what was answered, and when it is asked again."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select, update
from sqlalchemy.orm import Session

from store.conflict import insert_missing
from store.posts import PostState
from store.tables import ping_request, post

_row = ping_request.c


class RequestState(StrEnum):
    """What became of a request; `ESCALATED` was said to the owner, and can still be answered.

    `OVER`: something newer was said of the release, so that nobody has to answer any more.
    """

    OPEN = "open"
    SNOOZED = "snoozed"
    BLOCKED = "blocked"
    ACKED = "acked"
    ESCALATED = "escalated"
    OVER = "over"


ASKED_AGAIN = (RequestState.OPEN, RequestState.SNOOZED)


@dataclass(frozen=True, slots=True)
class PingRequest:
    """A request with the post that made it: `key` names that one, `ts` is Slack's name of it.

    `by`, `at` and `reason` are those of the last answer. It was `asked_at`, None if not yet.
    """

    post_id: int
    key: str
    ts: str | None
    channel: str
    workspace: str
    release_id: str
    function: str
    stage: str
    state: RequestState
    next_at: datetime
    reminders: int
    answers: int
    by: str | None
    at: datetime | None
    reason: str | None
    asked_at: datetime | None


def save_request(
    session: Session,
    key: str,
    *,
    workspace: str,
    release_id: str,
    function: str,
    stage: str,
    next_at: datetime,
) -> None:
    """Ask for an answer to the post of this key, which is in the outbox already."""
    post_id = session.execute(select(post.c.id).where(post.c.dedupe_key == key)).scalar_one()
    statement = insert_missing(session, ping_request, ["post_id"]).values(
        post_id=post_id,
        workspace=workspace,
        release_id=release_id,
        function=function,
        stage=stage,
        state=RequestState.OPEN,
        next_at=next_at,
        reminders=0,
        answers=0,
    )
    session.execute(statement)


def load_request(session: Session, key: str) -> PingRequest | None:
    """Give the request of a post, to nobody else until the transaction is over; None: no such."""
    found = _select().where(post.c.dedupe_key == key).with_for_update(of=ping_request)
    row = session.execute(found).one_or_none()
    return None if row is None else _request(row)


def load_asked_again(session: Session, workspace: str) -> tuple[PingRequest, ...]:
    """Give what nobody has answered for good, of posts that Slack has, oldest first."""
    wanted = _row.state.in_(ASKED_AGAIN) & (_row.workspace == workspace)
    rows = session.execute(
        _select().where(wanted, post.c.state == PostState.SENT).order_by(_row.post_id)
    )
    return tuple(_request(row) for row in rows)


def load_requests(session: Session, release_id: str) -> tuple[PingRequest, ...]:
    """Give all that was ever asked about a release, oldest first."""
    rows = session.execute(_select().where(_row.release_id == release_id).order_by(_row.post_id))
    return tuple(_request(row) for row in rows)


def answer_request(
    session: Session,
    request: PingRequest,
    state: RequestState,
    *,
    by: str,
    at: datetime,
    reason: str | None = None,
    next_at: datetime | None = None,
) -> int:
    """Keep what somebody answered; give how many answers there were, with this one."""
    answers = request.answers + 1
    told = {
        "state": state,
        "by": by,
        "at": at,
        "reason": reason,
        "next_at": next_at or request.next_at,
        "answers": answers,
    }
    session.execute(update(ping_request).where(_row.post_id == request.post_id).values(told))
    return answers


def ask_again(
    session: Session, request: PingRequest, state: RequestState, next_at: datetime, reminders: int
) -> None:
    """Note that it was asked once more, or is not any more."""
    told = {"state": state, "next_at": next_at, "reminders": reminders}
    session.execute(update(ping_request).where(_row.post_id == request.post_id).values(told))


def _select() -> Any:
    columns = [column for column in _row if column.name != "post_id"]
    return select(
        post.c.id.label("post_id"),
        post.c.dedupe_key,
        post.c.ts,
        post.c.channel,
        post.c.sent_at,
        *columns,
    ).join(post, post.c.id == _row.post_id)


def _request(row: Row[Any]) -> PingRequest:
    return PingRequest(
        row.post_id,
        row.dedupe_key,
        row.ts,
        row.channel,
        row.workspace,
        row.release_id,
        row.function,
        row.stage,
        RequestState(row.state),
        row.next_at,
        row.reminders,
        row.answers,
        row.by,
        row.at,
        row.reason,
        row.sent_at,
    )
