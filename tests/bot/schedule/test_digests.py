"""A digest says what changed since the one before; a quiet week has one."""

from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.schedule.digests import GRACE, enqueue_digest
from planner.snapshot import Snapshot
from store.forecasts import save_plan
from store.outbox import claim_posts, mark_sent, skip_post
from store.subscriptions import Subscription, add_subscription
from tests.bot.newsrooms import WORKSPACE, newsroom_over, outbox
from tests.planner.snapshots import TODAY, a_snapshot, ahead

Sessions = sessionmaker[Session]
NINE = datetime.combine(TODAY, time(9), tzinfo=UTC)  # a Monday
DAY = timedelta(days=1)


@pytest.fixture
def wish(nobody: Sessions) -> Subscription:
    return a_wish(nobody)


def a_wish(sessions: Sessions, release_id: str | None = None) -> Subscription:
    with sessions.begin() as session:
        return add_subscription(
            session,
            workspace=WORKSPACE,
            channel="C0TEAM",
            creator="U0",
            release_id=release_id,
            days=("Mon", "Tue", "Wed", "Thu", "Fri"),
            at=time(9),
            zone="UTC",
            created_at=NINE - 30 * DAY,
        )


def see(sessions: Sessions, at: datetime, *snapshots: Snapshot) -> None:
    """Keep a review as `bot.review` would: a version a moment."""
    told = {"taken_at": at, "data_version": at.isoformat(), "inputs_hash": at.isoformat()}
    with sessions.begin() as session:
        save_plan(session, [replaced(each, told) for each in snapshots], b"packed")


def replaced(snapshot: Snapshot, told: dict[str, object]) -> Snapshot:
    return a_snapshot(
        snapshot.name, **{"p50": snapshot.p50, "p70": snapshot.p70, "p85": snapshot.p85, **told}
    )


def digest(sessions: Sessions, wish: Subscription, slot: datetime) -> bool:
    with sessions.begin() as session:
        return enqueue_digest(session, newsroom_over(sessions), wish, slot, slot)


def test_before_the_first_review_there_is_nothing_to_say(
    nobody: Sessions, wish: Subscription
) -> None:
    assert not digest(nobody, wish, NINE)


def test_a_slot_is_said_once_and_not_when_it_is_long_over(
    nobody: Sessions, wish: Subscription
) -> None:
    see(nobody, NINE, a_snapshot())

    assert digest(nobody, wish, NINE)
    assert not digest(nobody, wish, NINE)

    (lying,) = outbox(nobody)
    assert lying.key == "T1:C0TEAM:digest:all:2026-03-02T09:00:00+00:00"
    with nobody.begin() as session:
        (claimed,) = claim_posts(session, NINE, DAY, 1)
    assert claimed.post.expires_at == NINE + GRACE


def test_two_wishes_of_a_channel_for_one_slot_are_one_post(
    nobody: Sessions, wish: Subscription
) -> None:
    see(nobody, NINE, a_snapshot())
    assert [digest(nobody, one, NINE) for one in (wish, a_wish(nobody))] == [True, False]
    assert digest(nobody, a_wish(nobody, "jira:A"), NINE)


def test_what_moved_is_what_moved_since_the_last_digest(
    nobody: Sessions, wish: Subscription
) -> None:
    see(nobody, NINE - DAY, a_snapshot(p85=ahead(30)))
    digest(nobody, wish, NINE)
    see(nobody, NINE + DAY, a_snapshot(p85=ahead(31)))
    assert not digest(nobody, wish, NINE + DAY)
    # A day at a time it moves far.
    see(nobody, NINE + 2 * DAY, a_snapshot(p85=ahead(36)))
    digest(nobody, wish, NINE + 2 * DAY)

    assert "Moved: A: 85% by Tue 21 Apr, was Mon 13 Apr." in outbox(nobody)[-1].text


def test_what_was_never_said_is_not_compared_with(nobody: Sessions, wish: Subscription) -> None:
    see(nobody, NINE - DAY, a_snapshot(p85=ahead(30)))
    digest(nobody, wish, NINE)
    with nobody.begin() as session:
        skip_post(session, outbox(nobody)[0].id, "too late")
    see(nobody, NINE + DAY, a_snapshot(p85=ahead(40)))
    digest(nobody, wish, NINE + DAY)

    assert "Moved" not in outbox(nobody)[-1].text


def test_a_quiet_week_says_so_once(nobody: Sessions, wish: Subscription) -> None:
    see(nobody, NINE, a_snapshot())
    said = [digest(nobody, wish, NINE + day * DAY) for day in (0, 1, 2, 3, 4, 7, 8, 9)]

    assert said == [True, False, False, False, False, True, False, False]
    assert "Nothing changed this week" in outbox(nobody)[-1].text


def test_a_wish_for_one_release_hears_of_that_one(nobody: Sessions, wish: Subscription) -> None:
    del wish
    see(nobody, NINE, a_snapshot("A"), a_snapshot("B"))
    digest(nobody, a_wish(nobody, "jira:B"), NINE)

    (lying,) = outbox(nobody)
    assert "B: 85%" in lying.text
    assert "A: 85%" not in lying.text


def test_a_release_that_the_newest_review_does_not_know_is_gone(
    nobody: Sessions, wish: Subscription
) -> None:
    see(nobody, NINE - DAY, a_snapshot("A"), a_snapshot("B"))
    see(nobody, NINE, a_snapshot("B"))
    digest(nobody, wish, NINE)

    assert "A: 85%" not in outbox(nobody)[0].text


def test_a_digest_that_was_sent_counts_as_said(nobody: Sessions, wish: Subscription) -> None:
    see(nobody, NINE, a_snapshot())
    digest(nobody, wish, NINE)
    with nobody.begin() as session:
        (claimed,) = claim_posts(session, NINE, DAY, 1)
        mark_sent(session, claimed.id, "1.0", NINE)

    assert not digest(nobody, wish, NINE + DAY)
