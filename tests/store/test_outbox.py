"""What is said unasked: known once, claimed once, and never lost between two states."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from store.engine import make_sessions
from store.outbox import (
    ClaimedPost,
    claim_posts,
    enqueue_post,
    expire_posts,
    fail_post,
    load_ambiguous,
    mark_ambiguous,
    mark_sent,
    park_post,
    reschedule_post,
    skip_post,
)
from store.tables import post
from tests.store.posts import a_post
from tests.store.samples import day

DUE = day(1)
LEASE = timedelta(minutes=2)
OVER = day(1) + LEASE


@pytest.fixture
def either(engine: Engine) -> Iterator[Session]:
    with make_sessions(engine).begin() as session:
        yield session


def claim(session: Session, now: datetime = DUE, limit: int = 10) -> list[str]:
    return [claimed.post.dedupe_key for claimed in claim_posts(session, now, LEASE, limit)]


def claim_one(session: Session, now: datetime = DUE) -> ClaimedPost:
    (claimed,) = claim_posts(session, now, LEASE, 10)
    return claimed


def states(session: Session) -> dict[str, str]:
    rows = session.execute(select(post.c.dedupe_key, post.c.state))
    return {row.dedupe_key: row.state for row in rows}


def test_the_same_key_twice_is_one_post(either: Session) -> None:
    assert enqueue_post(either, a_post("slot 1", text="first"))
    assert not enqueue_post(either, a_post("slot 1", text="second"))
    assert claim_one(either).post == a_post("slot 1", text="first")


def test_a_claimed_post_says_all_that_was_enqueued(either: Session) -> None:
    told = a_post(
        blocks=[{"type": "section", "text": {"type": "mrkdwn", "text": "*Süß* & 🚢"}}],
        expires_at=day(2),
        subscription_id=7,
        release_id="shop:1.0",
    )
    enqueue_post(either, told)
    claimed = claim_one(either)
    assert claimed.post == told
    assert (claimed.attempts, claimed.claimed_at, claimed.error) == (1, day(1), None)


def test_nothing_is_claimed_before_its_time_or_after_it(either: Session) -> None:
    enqueue_post(either, a_post("early", channel="C1", not_before=day(2)))
    enqueue_post(either, a_post("late", channel="C2", expires_at=day(1)))
    assert claim(either) == []
    assert expire_posts(either, day(1)) == 1
    assert states(either) == {"early": "pending", "late": "skipped"}


def test_one_post_a_channel_and_claim_in_the_order_of_their_times(either: Session) -> None:
    enqueue_post(either, a_post("second"))
    enqueue_post(either, a_post("first", not_before=day(0.5)))
    enqueue_post(either, a_post("elsewhere", channel="C2"))
    enqueue_post(either, a_post("other company", workspace="T2"))
    claimed = claim_posts(either, day(1), LEASE, 10)
    keys = [c.post.dedupe_key for c in claimed]
    assert keys == ["first", "elsewhere", "other company"]
    assert claim(either) == []
    mark_sent(either, claimed[0].id, "1.000100", day(1))
    assert claim(either) == ["second"]


def test_no_more_is_claimed_than_asked_for(either: Session) -> None:
    for number in range(5):
        enqueue_post(either, a_post(str(number), channel=f"C{number}"))
    assert claim(either, limit=2) == ["0", "1"]
    assert claim(either, limit=9) == ["2", "3", "4"]


def test_a_later_post_does_not_overtake_one_that_must_come_back(either: Session) -> None:
    enqueue_post(either, a_post("first"))
    enqueue_post(either, a_post("second"))
    reschedule_post(either, claim_one(either).id, day(1.5), "429, retry after half a day")
    assert claim(either, day(1.2)) == []
    again = claim_one(either, day(1.5))
    assert (again.post.dedupe_key, again.attempts) == ("first", 2)


def test_a_post_for_next_week_holds_nobody_up(either: Session) -> None:
    enqueue_post(either, a_post("next week", not_before=day(7)))
    enqueue_post(either, a_post("now"))
    assert claim(either) == ["now"]


def test_a_post_that_comes_back_too_late_frees_its_channel(either: Session) -> None:
    enqueue_post(either, a_post("first", expires_at=day(1.3)))
    enqueue_post(either, a_post("second"))
    reschedule_post(either, claim_one(either).id, day(1.5), "429")
    assert claim(either, day(1.2)) == []
    assert claim(either, day(1.4)) == ["second"]


def test_a_lease_that_is_over_makes_ambiguous_and_never_pending(either: Session) -> None:
    enqueue_post(either, a_post())
    claim_one(either)
    assert load_ambiguous(either, OVER - timedelta(seconds=1), 10) == ()
    assert claim(either, OVER) == []
    assert states(either) == {"one": "ambiguous"}
    (found,) = load_ambiguous(either, OVER, 10)
    assert found.post == a_post()


def test_an_ambiguous_post_holds_its_channel_until_it_is_settled(either: Session) -> None:
    enqueue_post(either, a_post("first"))
    enqueue_post(either, a_post("second"))
    first = claim_one(either)
    mark_ambiguous(either, first.id, "timed out")
    assert claim(either, OVER) == []
    mark_sent(either, first.id, "1.000100", OVER)
    assert claim(either, OVER) == ["second"]


def test_one_process_at_a_time_settles_and_looks_again_later(either: Session) -> None:
    enqueue_post(either, a_post())
    mark_ambiguous(either, claim_one(either).id, "timed out")
    assert load_ambiguous(either, day(1), 10) == (), "Slack may need a moment to show it"
    (found,) = load_ambiguous(either, OVER, 10, LEASE)
    assert found.error == "timed out"
    assert load_ambiguous(either, OVER, 10, LEASE) == ()
    assert load_ambiguous(either, OVER + LEASE, 10, LEASE) == (found,)


def test_what_was_not_found_is_sent_again(either: Session) -> None:
    enqueue_post(either, a_post())
    claim_one(either)
    (found,) = load_ambiguous(either, OVER, 10)
    assert reschedule_post(either, found.id, OVER, "not in the channel")
    assert claim_one(either, OVER).attempts == 2


def test_the_time_stamp_of_slack_is_kept_as_it_is_told(either: Session) -> None:
    enqueue_post(either, a_post())
    claimed = claim_one(either)
    assert mark_sent(either, claimed.id, "1700000000.000100", day(1))
    assert not mark_sent(either, claimed.id, "1700000000.999900", day(2))
    row = either.execute(select(post)).one()
    assert (row.state, row.ts, row.sent_at) == ("sent", "1700000000.000100", day(1))


def test_what_slack_will_never_take_ends(either: Session) -> None:
    enqueue_post(either, a_post())
    assert fail_post(either, claim_one(either).id, "is_archived")
    assert states(either) == {"one": "failed"}


def test_what_nobody_can_settle_waits_for_a_person_and_for_nothing_else(either: Session) -> None:
    enqueue_post(either, a_post())
    claimed = claim_one(either)
    assert park_post(either, claimed.id, "its channel cannot be read")
    assert not reschedule_post(either, claimed.id, day(3), "late")
    assert claim(either, day(3)) == []


def test_an_end_is_an_end_unless_slack_has_it(either: Session) -> None:
    enqueue_post(either, a_post())
    post_id = claim_one(either).id
    assert skip_post(either, post_id, "nobody is subscribed any more")
    assert not fail_post(either, post_id, "late")
    assert not park_post(either, post_id, "late")
    assert not mark_ambiguous(either, post_id, "late")
    assert not reschedule_post(either, post_id, day(2), "late")
    assert states(either) == {"one": "skipped"}
    assert mark_sent(either, post_id, "1.000100", day(1))


def test_a_post_is_as_lasting_as_its_cause(engine: Engine) -> None:
    sessions = make_sessions(engine)
    with sessions() as session:
        enqueue_post(session, a_post())
        session.rollback()
    with sessions.begin() as session:
        assert claim(session) == []
        assert enqueue_post(session, a_post())
