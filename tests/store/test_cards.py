"""A card is kept a subscription and place, and goes with its subscription."""

from datetime import time, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session, sessionmaker

from store.cards import Card, find_card, load_card, load_card_posts, lose_card, save_card
from store.outbox import PostState, claim_posts, enqueue_post, fail_post, skip_posts_of
from store.subscriptions import Subscription, add_subscription, remove_subscription
from store.tables import card, post
from tests.store.posts import a_post
from tests.store.samples import day

Sessions = sessionmaker[Session]
GAP = timedelta(seconds=45)


def a_wish(session: Session, release_id: str = "jira:a") -> Subscription:
    return add_subscription(
        session,
        workspace="T1",
        channel="C1",
        creator="U1",
        release_id=release_id,
        days=["Mon"],
        at=time(9),
        zone="UTC",
        created_at=day(0),
        kind="card",
    )


def standing(wish: Subscription, channel: str = "C1", ts: str | None = "1.5") -> Card:
    return Card(wish.id, channel, ts, "words", day(2))


def test_what_a_card_says_is_kept_by_place_and_written_over(sessions: Sessions) -> None:
    with sessions.begin() as session:
        wish = a_wish(session)
        assert load_card(session, wish.id, "C1") is None
        save_card(session, standing(wish), GAP)
        save_card(session, standing(wish, "C99", "9.9"), GAP)
        newer = Card(wish.id, "C1", "1.5", "other words", day(3), day(4))
        save_card(session, newer, GAP)
        assert load_card(session, wish.id, "C1") == newer
        assert load_card(session, wish.id, "C99") == standing(wish, "C99", "9.9")


def test_a_card_goes_with_its_subscription_and_comes_with_none(sessions: Sessions) -> None:
    with sessions.begin() as session:
        wish = a_wish(session)
        save_card(session, standing(wish), GAP)
        remove_subscription(session, wish.id)
        assert session.execute(select(func.count()).select_from(card)).scalar_one() == 0
        assert not save_card(session, standing(wish), GAP)


def test_a_message_that_is_gone_leaves_nothing_that_it_says(sessions: Sessions) -> None:
    with sessions.begin() as session:
        wish = a_wish(session)
        save_card(session, standing(wish), GAP)
        assert not lose_card(session, "C2", "1.5")
        assert lose_card(session, "C1", "1.5")
        assert not lose_card(session, "C1", "1.5")
        assert load_card(session, wish.id, "C1") == Card(wish.id, "C1", None, None, day(2))


def test_an_alert_finds_the_card_of_its_own_release_and_readers(sessions: Sessions) -> None:
    with sessions.begin() as session:
        wish = a_wish(session)
        save_card(session, standing(wish), GAP)
        found = find_card(session, a_post(release_id="jira:a"), "C1")
        assert found == standing(wish)
        for other in (
            a_post(release_id="jira:b"),
            a_post(release_id="jira:a", channel="C2"),
            a_post(release_id="jira:a", workspace="T2"),
        ):
            assert find_card(session, other, "C1") is None
        assert find_card(session, a_post(release_id="jira:a"), "C99") is None


def test_what_waits_comes_no_sooner_than_the_gap_after_what_was_said(sessions: Sessions) -> None:
    with sessions.begin() as session:
        wish = a_wish(session)
        enqueue_post(session, a_post("soon", subscription_id=wish.id, not_before=day(2)))
        enqueue_post(session, a_post("later", subscription_id=wish.id, not_before=day(3)))
        enqueue_post(session, a_post("another", not_before=day(2)))
        save_card(session, standing(wish), GAP)
        moments = session.execute(select(post.c.dedupe_key, post.c.not_before)).all()
    assert dict(map(tuple, moments)) == {
        "soon": day(2) + GAP,
        "later": day(3),
        "another": day(2),
    }


def test_what_was_skipped_or_failed_was_not_said(sessions: Sessions) -> None:
    with sessions.begin() as session:
        wish = a_wish(session)
        assert load_card_posts(session, wish.id).last is None
        enqueue_post(session, a_post("one", subscription_id=wish.id))
        enqueue_post(session, a_post("two", subscription_id=wish.id, not_before=day(9)))
        (claimed,) = claim_posts(session, day(2), GAP, 5)
        posts = load_card_posts(session, wish.id)
        assert posts.is_in_hand
        assert posts.last is not None
        assert (posts.last.post.dedupe_key, posts.last.state) == ("two", PostState.PENDING)
        fail_post(session, claimed.id, "no")
        skip_posts_of(session, wish.id, "no")
        posts = load_card_posts(session, wish.id)
    assert (posts.last, posts.is_in_hand) == (None, False)
