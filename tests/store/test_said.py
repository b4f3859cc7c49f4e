"""What was said before is read from the outbox and the reviews."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session, sessionmaker

from store.forecasts import save_plan
from store.outbox import PostState, enqueue_post, skip_post
from store.said import load_last_post, load_last_review, load_posts_of_release
from tests.planner.snapshots import a_snapshot
from tests.store.posts import a_post
from tests.store.samples import day


@pytest.fixture
def session(sessions: sessionmaker[Session]) -> Session:
    return sessions()


def test_posts_of_a_release_are_told_whatever_became_of_them(session: Session) -> None:
    for key, kind, release in (("a", "x", "r"), ("b", "y", "r"), ("c", "z", "r"), ("d", "x", "q")):
        enqueue_post(session, a_post(key, kind=kind, release_id=release))
    skip_post(session, 1, "why not")

    told = load_posts_of_release(session, "r", ("x", "y"))

    assert [(each.kind, each.state) for each in told] == [
        ("x", PostState.SKIPPED),
        ("y", PostState.PENDING),
    ]


def test_the_last_post_of_a_subscription_is_one_that_is_said(session: Session) -> None:
    for number in (1, 2, 3):
        enqueue_post(session, a_post(str(number), subscription_id=7, not_before=day(number)))
    enqueue_post(session, a_post("notice", subscription_id=7, kind="notice", not_before=day(9)))
    skip_post(session, 3, "too late")

    last = load_last_post(session, 7, "digest")

    assert last is not None
    assert last.not_before == day(2)
    assert load_last_post(session, 8, "digest") is None


def test_the_last_review_is_the_one_saved_last(session: Session) -> None:
    assert load_last_review(session) is None
    for version in ("v1", "v2"):
        save_plan(session, [replace(a_snapshot(), data_version=version)], b"")
    last = load_last_review(session)
    assert last is not None
    assert last.data_version == "v2"
