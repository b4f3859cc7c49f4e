"""A post as it is enqueued, as it is claimed, and where it is on its way."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Row


class PostState(StrEnum):
    """Where a post is on its way; the last five are ends, unless an operator takes one up again."""

    PENDING = "pending"
    SENDING = "sending"
    AMBIGUOUS = "ambiguous"
    SENT = "sent"
    FAILED = "failed"
    PARKED = "parked"
    SKIPPED = "skipped"
    DROPPED = "dropped"  # by the operator, who looked: it counts as said


@dataclass(frozen=True, slots=True)
class Post:
    """Something to say once, not before and (if it says so) not after a moment.

    `asked_by` is the Slack id of the person who asked for this very post, where one did. `edits` is
    Slack's name (`ts`) of the message that is changed instead of posting a new one, `thread` of the
    one that it answers; both are settled when it is claimed.
    """

    dedupe_key: str
    workspace: str
    channel: str
    kind: str
    text: str
    blocks: list[dict[str, Any]]
    not_before: datetime
    expires_at: datetime | None
    created_at: datetime
    subscription_id: int | None = None
    release_id: str | None = None
    asked_by: str | None = None
    edits: str | None = None
    thread: str | None = None


@dataclass(frozen=True, slots=True)
class ClaimedPost:
    """A post in the hands of who claimed or loaded it.

    `attempts` counts this one; `claimed_at` is when the last one began, `error` how one ended.
    """

    id: int
    state: PostState
    attempts: int
    claimed_at: datetime | None
    error: str | None
    post: Post


def claimed_post(row: Row[Any]) -> ClaimedPost:
    """Read a whole row of the table `post`."""
    post = Post(
        row.dedupe_key,
        row.workspace,
        row.channel,
        row.kind,
        row.text,
        row.blocks,
        row.not_before,
        row.expires_at,
        row.created_at,
        row.subscription_id,
        row.release_id,
        row.asked_by,
        row.edits,
        row.thread,
    )
    state = PostState(row.state)
    return ClaimedPost(row.id, state, row.attempts, row.claimed_at, row.error, post)
