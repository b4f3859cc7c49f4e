"""Who has not answered a ping is asked again, a few times, and then the owner hears of it."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy.orm import Session, sessionmaker

from bot.launching.asking import enqueue_reminders, first_reminder_at
from bot.launching.pinging import enqueue_pings
from bot.newsroom import Newsroom
from planner.calendar import WorkCalendar
from planner.launch.functions import Function
from planner.launch.plan import Tier
from planner.snapshot import Snapshot
from store.adoptions import adopt_release, drop_adoption
from store.forecasts import save_plan
from store.launch_plans import load_launch_plan, save_launch_plan
from store.outbox import claim_posts, mark_sent
from store.ping_requests import RequestState, answer_request, load_request, load_requests
from store.switches import set_paused
from tests.bot.launching.people import at
from tests.bot.newsrooms import WORKSPACE, Lying, newsroom_over, outbox
from tests.planner.snapshots import a_snapshot, ahead, shipped

Sessions = sessionmaker[Session]
NEAR = a_snapshot(p85=ahead(12))
LEAD = Function("support", "C0SUPPORT", ("U0LEAD",))
KEY = "T1:ping:jira:A:T-14:1:support"


@pytest.fixture
def asked(nobody: Sessions) -> Sessions:
    """Support was asked at ten on a Monday, twelve working days ahead."""
    with nobody.begin() as session:
        adopt_release(session, NEAR.release_id, WORKSPACE, "U0OWNER", at(6))
    say(nobody, NEAR, at(10))
    return nobody


def newsroom(sessions: Sessions) -> Newsroom:
    return replace(newsroom_over(sessions), functions=(LEAD,))


def say(sessions: Sessions, snapshot: Snapshot, now: datetime) -> None:
    with sessions.begin() as session:
        save_plan(session, [snapshot], b"packed")
        enqueue_pings(session, newsroom(sessions), [snapshot], now)
    deliver(sessions, now)


def deliver(sessions: Sessions, now: datetime) -> None:
    for _ in range(9):  # a channel says one thing at a time
        with sessions.begin() as session:
            for one in claim_posts(session, now, timedelta(minutes=1), 100):
                mark_sent(session, one.id, f"{one.id}.0", now)


def remind(sessions: Sessions, now: datetime) -> list[Lying]:
    """Look at a moment what is to be asked again; give what is new, and say it."""
    before = len(outbox(sessions))
    for _ in range(2):  # the same moment twice changes nothing
        with sessions.begin() as session:
            enqueue_reminders(session, newsroom(sessions), now)
    deliver(sessions, now)
    return outbox(sessions)[before:]


def state(sessions: Sessions) -> RequestState:
    with sessions() as session:
        return load_requests(session, NEAR.release_id)[0].state


def test_it_is_asked_three_times_a_working_day_apart_and_then_the_owner_hears(
    asked: Sessions,
) -> None:
    told = []
    for day in range(15):
        for hour in (8, 10, 16):
            told += [(day, hour, one.channel) for one in remind(asked, at(hour, days=day))]
    # Tuesday to Thursday, and on Friday the owner
    assert told == [
        (1, 10, "C0SUPPORT"),
        (2, 10, "C0SUPPORT"),
        (3, 10, "C0SUPPORT"),
        (4, 10, "U0OWNER"),
    ]
    texts = [one.text for one in outbox(asked)]
    assert "<@U0LEAD> T-14 of A has not been answered by support yet." in texts[1]
    assert "This is the last time that I ask" in texts[3]
    assert "though asked 4 times. Ask <@U0LEAD>, or look in <#C0SUPPORT>." in texts[4]
    assert state(asked) is RequestState.ESCALATED


def test_a_weekend_lies_between_two_reminders() -> None:
    calendar = WorkCalendar()
    assert first_reminder_at(at(10, days=4), calendar) == at(10, days=7)
    assert first_reminder_at(at(10), calendar) == at(10, days=1)


def test_after_a_night_or_a_weekend_off_it_is_asked_in_working_hours(asked: Sessions) -> None:
    (reminder,) = remind(asked, at(20, days=1))
    assert reminder.not_before == at(9, days=2)


def test_who_has_answered_is_not_asked_again(asked: Sessions) -> None:
    with asked.begin() as session:
        request = load_request(session, KEY)
        assert request is not None
        answer_request(session, request, RequestState.ACKED, by="U0LEAD", at=at(11))
    assert [remind(asked, at(10, days=day)) for day in range(9)] == [[]] * 9


def test_who_is_blocked_has_answered(asked: Sessions) -> None:
    with asked.begin() as session:
        request = load_request(session, KEY)
        assert request is not None
        answer_request(session, request, RequestState.BLOCKED, by="U0LEAD", at=at(11))
    assert [remind(asked, at(10, days=day)) for day in range(9)] == [[]] * 9


def test_who_snoozes_is_asked_when_they_said_and_not_before(asked: Sessions) -> None:
    until = at(9, days=3)
    with asked.begin() as session:
        request = load_request(session, KEY)
        assert request is not None
        answer_request(
            session, request, RequestState.SNOOZED, by="U0LEAD", at=at(11), next_at=until
        )
    assert remind(asked, at(16, days=2)) == []
    assert [one.channel for one in remind(asked, until)] == ["C0SUPPORT"]


def test_not_yet_ends_what_was_asked(asked: Sessions) -> None:
    say(asked, a_snapshot(p85=ahead(40)), at(12))
    assert remind(asked, at(10, days=1)) == []
    assert state(asked) is RequestState.OVER


def test_the_launch_ends_what_was_asked(asked: Sessions) -> None:
    say(asked, shipped(), at(12))
    assert remind(asked, at(10, days=1)) == []
    assert state(asked) is RequestState.OVER


def test_a_hold_that_is_taken_back_ends_nothing(asked: Sessions) -> None:
    def review(snapshot: Snapshot, now: datetime) -> None:
        with asked.begin() as session:
            enqueue_pings(session, newsroom(asked), [snapshot], now)

    review(a_snapshot(p85=ahead(40)), at(20))
    assert remind(asked, at(21)) == []
    review(NEAR, at(22))
    assert [one.channel for one in remind(asked, at(10, days=1))] == ["C0SUPPORT"]


def test_the_next_stage_tells_the_owner_that_the_one_before_was_never_answered(
    asked: Sessions,
) -> None:
    say(asked, a_snapshot(p85=ahead(6)), at(12))
    (told,) = remind(asked, at(13))
    assert told.channel == "U0OWNER"
    assert "A is at T-7 now, and support has never answered T-14." in told.text


def test_a_stage_close_to_the_launch_is_asked_less_often(nobody: Sessions) -> None:
    with nobody.begin() as session:
        adopt_release(session, NEAR.release_id, WORKSPACE, "U0OWNER", at(6))
        plan = replace(load_launch_plan(session, NEAR.release_id), tier=Tier.STRATEGIC)
        save_launch_plan(session, WORKSPACE, plan, at(6))
    say(nobody, a_snapshot(p85=ahead(3)), at(10))
    told = [one.channel for day in (1, 2, 3) for one in remind(nobody, at(10, days=day))]
    assert told == ["C0SUPPORT", "U0OWNER"]


def test_while_all_is_paused_nothing_counts_as_asked(asked: Sessions) -> None:
    with asked.begin() as session:
        set_paused(session, True, "U08", at(11))
    assert remind(asked, at(10, days=1)) == []
    with asked.begin() as session:
        set_paused(session, False, "U08", at(11, days=1))
    assert [one.channel for one in remind(asked, at(12, days=1))] == ["C0SUPPORT"]


def test_what_nobody_answers_for_any_more_is_not_asked_again(asked: Sessions) -> None:
    with asked.begin() as session:
        drop_adoption(session, NEAR.release_id)
    assert remind(asked, at(10, days=1)) == []


def test_the_owner_hears_of_all_who_are_silent_at_once(nobody: Sessions) -> None:
    with nobody.begin() as session:
        adopt_release(session, NEAR.release_id, WORKSPACE, "U0OWNER", at(6))
        save_plan(session, [NEAR], b"packed")
        both = replace(newsroom(nobody), functions=(LEAD, Function("docs", "C0DOCS")))
        enqueue_pings(session, both, [NEAR], at(10))
    for day in range(1, 6):
        deliver(nobody, at(10, days=day - 1))
        with nobody.begin() as session:
            enqueue_reminders(session, both, at(10, days=day))
    (told,) = [one for one in outbox(nobody) if one.channel == "U0OWNER"]
    first, second = told.text.splitlines()
    assert first.startswith("🔺 support has not answered T-14 of A, though asked 4 times.")
    assert second.startswith("🔺 docs has not answered T-14 of A, though asked 4 times.")
