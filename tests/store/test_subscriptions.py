"""What channels asked to be told."""

from collections.abc import Iterator
from datetime import time, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from store.engine import make_sessions
from store.outbox import claim_posts, enqueue_post, reschedule_post
from store.subscriptions import (
    Subscription,
    add_subscription,
    load_private,
    load_subscription,
    load_subscriptions,
    pause_subscription,
    remove_subscription,
    resume_subscription,
)
from store.tables import post
from tests.store.posts import a_post
from tests.store.samples import day


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def subscribe(session: Session, channel: str = "C1", **told: Any) -> Subscription:
    plain: dict[str, Any] = {
        "workspace": "T1",
        "creator": "U1",
        "release_id": None,
        "days": ("Mon", "Thu"),
        "at": time(9, 30),
        "zone": "Europe/Berlin",
        "created_at": day(0),
    }
    return add_subscription(session, channel=channel, **(plain | told))


def test_a_wish_is_kept_as_it_was_said(either: Session) -> None:
    told = subscribe(either, release_id="shop:1.0")
    assert told == Subscription(
        told.id,
        "T1",
        "C1",
        "U1",
        "shop:1.0",
        "digest",
        frozenset({"Mon", "Thu"}),
        time(9, 30),
        "Europe/Berlin",
        day(0),
    )
    assert load_subscription(either, told.id) == told
    assert load_subscriptions(either) == (told,)


def test_wishes_are_found_by_workspace_and_channel(session: Session) -> None:
    here, there = subscribe(session, "C1"), subscribe(session, "C2")
    away = subscribe(session, "C1", workspace="T2")
    assert load_subscriptions(session, "T1") == (here, there)
    assert load_subscriptions(session, channel="C1") == (here, away)
    assert load_subscriptions(session, "T1", "C1") == (here,)


@pytest.mark.parametrize("days", [[], ["Mon", "Funday"], ["monday"]])
def test_days_that_no_week_has_are_refused(session: Session, days: list[str]) -> None:
    with pytest.raises(ValueError, match=r"no weekdays; say some of Mon, Tue"):
        subscribe(session, days=days)


def test_a_wish_is_paused_once_with_its_first_reason_and_goes_on(either: Session) -> None:
    told = subscribe(either)
    assert pause_subscription(either, told.id, "the channel is archived")
    assert not pause_subscription(either, told.id, "the bot was not invited")
    assert load_subscriptions(either)[0].paused_reason == "the channel is archived"
    assert resume_subscription(either, told.id)
    assert not resume_subscription(either, told.id)
    assert load_subscriptions(either) == (told,)


def test_a_channel_that_was_private_is_known_until_somebody_resumes_it_as_it_is(
    either: Session,
) -> None:
    private = subscribe(either, is_private=True)
    others = [subscribe(either, is_private=known) for known in (False, None)]
    asked = [private.id, *(other.id for other in others)]
    assert load_private(either, asked) == {private.id}
    assert load_private(either, asked[1:]) == load_private(either, []) == frozenset()
    pause_subscription(either, private.id, "it turned public")
    resume_subscription(either, private.id, is_private=False)
    assert load_private(either, asked) == frozenset()


def test_what_waits_to_be_said_goes_with_its_wish(either: Session) -> None:
    mine, other = subscribe(either), subscribe(either)
    for told in (mine, other):
        enqueue_post(either, a_post(f"of {told.id}", subscription_id=told.id))
    assert remove_subscription(either, mine.id)
    assert not remove_subscription(either, mine.id)
    rows = either.execute(select(post.c.subscription_id, post.c.state)).all()
    assert {row.subscription_id: row.state for row in rows} == {
        mine.id: "skipped",
        other.id: "pending",
    }


def test_the_number_of_a_wish_is_never_given_to_another(either: Session) -> None:
    first = subscribe(either)
    remove_subscription(either, first.id)
    assert subscribe(either).id != first.id
    assert load_subscription(either, first.id) is None


def test_what_was_on_its_way_when_its_wish_was_taken_back_is_not_tried_again(
    either: Session,
) -> None:
    kept, removed = subscribe(either), subscribe(either, "C2")
    enqueue_post(either, a_post("kept", subscription_id=kept.id))
    enqueue_post(either, a_post("removed", channel="C2", subscription_id=removed.id))
    enqueue_post(either, a_post("nobody's", channel="C3"))
    claimed = claim_posts(either, day(2), timedelta(minutes=1), 9)
    assert remove_subscription(either, removed.id)
    for one in claimed:
        assert reschedule_post(either, one.id, day(3), "Slack asks to wait")
    states = dict(either.execute(select(post.c.dedupe_key, post.c.state)).all())
    assert states == {"kept": "pending", "removed": "skipped", "nobody's": "pending"}
