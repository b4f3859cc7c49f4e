"""Who launches a release is told to get ready, or to hold: once, and in working hours."""

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.readiness import enqueue_pings
from planner.launch.functions import Function
from planner.snapshot import Snapshot
from store.adoptions import adopt_release
from store.outbox import claim_posts, expire_posts, mark_sent
from tests.bot.newsrooms import MARKETING, SUPPORT, WORKSPACE, newsroom_over, outbox
from tests.planner.snapshots import TODAY, a_snapshot, ahead, refused, shipped

Sessions = sessionmaker[Session]
NEAR, FAR = a_snapshot(p85=ahead(12)), a_snapshot(p85=ahead(30))


def at(hour: int, days: int = 0) -> datetime:
    """Give an hour of `TODAY`, a Monday, or of a later day."""
    return datetime.combine(TODAY, time(hour), tzinfo=UTC) + timedelta(days=days)


@pytest.fixture
def sessions(nobody: Sessions) -> Sessions:
    """A database with one adopted release."""
    with nobody.begin() as session:
        adopt_release(session, NEAR.release_id, WORKSPACE, "U0OWNER", at(6))
    return nobody


def see(sessions: Sessions, snapshot: Snapshot, now: datetime) -> int:
    with sessions.begin() as session:
        return enqueue_pings(session, newsroom_over(sessions), [snapshot], now)


def deliver(sessions: Sessions, now: datetime) -> int:
    with sessions.begin() as session:
        expire_posts(session, now)
        claimed = claim_posts(session, now, timedelta(minutes=1), 100)
        return sum(mark_sent(session, one.id, f"{one.id}.0", now) for one in claimed)


def states(sessions: Sessions) -> list[tuple[str, str]]:
    return [(each.kind, each.state) for each in outbox(sessions)]


ENTER, NOT_YET = "ping:T-14:enter", "ping:T-14:not_yet"


def test_both_audiences_are_told_once_in_their_own_words(sessions: Sessions) -> None:
    assert see(sessions, NEAR, at(10)) == 2
    assert see(sessions, NEAR, at(11)) == 0

    marketing, support = outbox(sessions)
    assert (marketing.channel, support.channel) == (MARKETING, SUPPORT)
    assert "Marketing:" in marketing.text
    assert "Support:" in support.text
    assert marketing.key == "T1:ping:jira:A:T-14:1:marketing"


def test_what_nobody_adopted_is_nobodys_business(nobody: Sessions) -> None:
    assert see(nobody, NEAR, at(10)) == 0


def test_another_workspace_s_release_is_not_pinged_from_here(nobody: Sessions) -> None:
    with nobody.begin() as session:
        adopt_release(session, NEAR.release_id, "T2", "U0OWNER", at(6))
    assert see(nobody, NEAR, at(10)) == 0


def test_out_of_hours_it_waits_for_the_morning_and_speaks_of_that_day(sessions: Sessions) -> None:
    see(sessions, a_snapshot(p85=ahead(14)), at(20))

    marketing, _ = outbox(sessions)
    assert marketing.not_before == at(9, days=1)
    assert "13 working days" in marketing.text


def test_when_it_moves_out_they_are_told_to_hold_and_later_anew(sessions: Sessions) -> None:
    for hour, snapshot in ((9, NEAR), (10, FAR), (11, FAR), (12, NEAR)):
        see(sessions, snapshot, at(hour))
        deliver(sessions, at(hour))

    assert [kind for kind, _ in states(sessions)] == [ENTER, ENTER, NOT_YET, NOT_YET, ENTER, ENTER]
    assert {state for _, state in states(sessions)} == {"sent"}


def test_what_nobody_has_heard_yet_is_taken_back_in_silence(sessions: Sessions) -> None:
    see(sessions, NEAR, at(6))
    assert see(sessions, FAR, at(7)) == 0
    assert states(sessions) == [(ENTER, "skipped")] * 2

    assert see(sessions, NEAR, at(8)) == 2
    assert outbox(sessions)[-1].key.endswith(":2:support")


@pytest.mark.parametrize("now_it_is", [shipped(), refused(reason="refusal.canceled")])
def test_a_release_that_is_over_by_the_morning_is_not_announced(
    sessions: Sessions, now_it_is: Snapshot
) -> None:
    see(sessions, NEAR, at(6))
    assert see(sessions, now_it_is, at(7)) == 0
    assert states(sessions) == [(ENTER, "skipped")] * 2


def test_hold_is_not_taken_back_to_what_was_said_before_it(sessions: Sessions) -> None:
    see(sessions, NEAR, at(9))
    deliver(sessions, at(9))
    see(sessions, FAR, at(20))

    assert see(sessions, NEAR, at(21)) == 0
    assert states(sessions) == [(ENTER, "sent")] * 2 + [(NOT_YET, "skipped")] * 2


def test_what_could_not_be_said_for_a_day_is_said_anew_with_new_figures(
    sessions: Sessions,
) -> None:
    see(sessions, NEAR, at(9))
    deliver(sessions, at(10, days=1))

    assert see(sessions, NEAR, at(10, days=1)) == 2
    assert "11 working days" in outbox(sessions)[-1].text


def test_without_a_channel_an_audience_hears_nothing(sessions: Sessions) -> None:
    newsroom = replace(newsroom_over(sessions), functions=(Function("support", SUPPORT),))
    with sessions.begin() as session:
        assert enqueue_pings(session, newsroom, [NEAR], at(10)) == 1
