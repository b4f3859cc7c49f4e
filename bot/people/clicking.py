"""What a click asks for is posted once, however often and however fast somebody clicks."""

from dataclasses import replace
from datetime import timedelta
from typing import Final

from sqlalchemy.orm import Session

from store.outbox import Post, enqueue_post, was_enqueued

ONCE_IN: Final = timedelta(minutes=1)


def enqueue_click(session: Session, post: Post) -> bool:
    """Put it into the outbox; False where the same was asked for less than a minute ago.

    Its minute ends its key. A double click over the turn of a minute is one, too.
    """
    clicked_at, before = post.created_at, post.created_at - ONCE_IN
    here, last = (f"{post.dedupe_key}:{minute:%Y-%m-%dT%H:%M}" for minute in (clicked_at, before))
    if was_enqueued(session, last, after=before):
        return False
    return enqueue_post(session, replace(post, dedupe_key=here))
