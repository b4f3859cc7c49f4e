"""What waits for a person is seen, taken up or dropped; old words go, and nothing comes again."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from store.engine import make_sessions
from store.outbox import (
    PostState,
    claim_posts,
    enqueue_post,
    expire_posts,
    fail_post,
    mark_sent,
    park_post,
    skip_post,
)
from store.posts import ClaimedPost
from store.said import load_posts_of_release
from store.stuck import drop_post, forget_words, load_post, load_posts, retry_post
from store.tables import post
from tests.store.posts import a_post
from tests.store.samples import day

DUE, LEASE = day(1), timedelta(minutes=2)


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def tried(session: Session, key: str, at: datetime = DUE, **told: object) -> int:
    """Put a post down and begin to send it; give its number."""
    enqueue_post(session, a_post(key, channel=f"C-{key}", **told))
    (number,) = (one.id for one in claim_posts(session, at, LEASE, 9) if one.post.dedupe_key == key)
    return number


def in_every_state(session: Session) -> dict[str, int]:
    """Put one post into each state that it can end or wait in."""
    ids = {name: tried(session, name) for name in ("sent", "failed", "parked", "skipped")}
    mark_sent(session, ids["sent"], "1.000100", day(1))
    fail_post(session, ids["failed"], "is_archived")
    park_post(session, ids["parked"], "nobody knows")
    skip_post(session, ids["skipped"], "not wanted any more")
    ids["sending"] = tried(session, "sending")
    enqueue_post(session, a_post("pending", not_before=day(9)))
    ids["pending"] = session.execute(
        select(post.c.id).where(post.c.dedupe_key == "pending")
    ).scalar_one()
    return ids


def found(session: Session, number: int) -> ClaimedPost:
    one = load_post(session, number)
    assert one is not None
    return one


def test_posts_are_seen_by_state_and_by_when_they_were_tried_last(either: Session) -> None:
    ids = in_every_state(either)
    late = tried(either, "late", day(5))
    fail_post(either, late, "msg_too_long")
    failed = load_posts(either, [PostState.FAILED])
    assert [(one.id, one.error) for one in failed] == [
        (ids["failed"], "is_archived"),
        (late, "msg_too_long"),
    ]
    assert [one.id for one in load_posts(either, [PostState.FAILED], day(2))] == [late]
    waiting = load_posts(either, [PostState.PARKED, PostState.PENDING])
    assert {one.state for one in waiting} == {"parked", "pending"}
    assert load_post(either, 999) is None


def test_only_what_is_parked_or_failed_is_taken_up_again(either: Session) -> None:
    ids = in_every_state(either)
    taken = {name for name, one in ids.items() if retry_post(either, found(either, one), day(3))}
    assert taken == {"parked", "failed"}
    claimed = claim_posts(either, day(3), LEASE, 9)
    assert {one.post.dedupe_key for one in claimed} == {"parked", "failed"}


def test_what_is_taken_up_after_its_time_gets_some_more(either: Session) -> None:
    number = tried(either, "late", expires_at=day(1.5))
    park_post(either, number, "nobody knows")
    retry_post(either, found(either, number), day(3))
    assert expire_posts(either, day(3)) == 0
    assert found(either, number).post.expires_at == day(3) + timedelta(hours=2)
    assert expire_posts(either, day(4)) == 1


def test_what_is_dropped_ends_and_is_no_more_taken_up(either: Session) -> None:
    ids = in_every_state(either)
    gone = {name for name, one in ids.items() if drop_post(either, found(either, one), "no")}
    assert gone == {"parked", "failed", "pending"}
    dropped = found(either, ids["parked"])
    assert (dropped.state, dropped.error) == ("dropped", "no")
    assert not retry_post(either, dropped, day(3))
    assert claim_posts(either, day(10), LEASE, 9) == ()


def test_old_words_go_and_the_keys_of_what_was_said_stay_for_good(either: Session) -> None:
    ids = in_every_state(either)
    drop_post(either, found(either, ids["pending"]), "no")
    assert forget_words(either, day(1)) == 0
    assert forget_words(either, day(100)) == 4
    assert forget_words(either, day(100)) == 0
    for name, number in ids.items():
        kept = found(either, number).post
        is_old = name not in {"parked", "sending"}
        assert (kept.text, kept.blocks) == (
            ("", []) if is_old else (f"Post {name}", [{"type": "divider"}])
        )
        assert not enqueue_post(either, a_post(name))


def test_a_ping_is_known_after_its_words_are_gone(either: Session) -> None:
    number = tried(either, "ping", kind="ping:T-14:enter", release_id="r1")
    mark_sent(either, number, "1.000100", day(1))
    forget_words(either, day(400))
    (said,) = load_posts_of_release(either, "r1", ["ping:T-14:enter"])
    assert (said.state, said.created_at) == ("sent", day(0))


def test_what_failed_too_long_ago_has_no_words_to_be_said_with(either: Session) -> None:
    number = tried(either, "old")
    fail_post(either, number, "is_archived")
    forget_words(either, day(100))
    assert not retry_post(either, found(either, number), day(100))
