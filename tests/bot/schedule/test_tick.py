"""The tick puts down what is due, once, and does not flood after a night off."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, time, timedelta

import numpy as np
import pytest
from sqlalchemy.orm import Session, sessionmaker
from structlog.testing import capture_logs

from bot.newsroom import Newsroom
from bot.review import review
from bot.schedule.tick import tick
from bot.words.region import HOUSE, region_of
from planner.calendar import WorkCalendar
from store.said import load_last_review
from store.subscriptions import WEEKDAYS, Subscription, add_subscription, pause_subscription
from tests.bot.newsrooms import WORKSPACE, newsroom_over, outbox

Sessions = sessionmaker[Session]
Wish = Callable[..., Subscription]

MONDAY = datetime(2026, 11, 23, tzinfo=UTC)  # the day after the company was read
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NINE = MONDAY + 9 * HOUR


@pytest.fixture
def newsroom(company: Sessions) -> Newsroom:
    newsroom = newsroom_over(company, WorkCalendar(zone="Europe/Berlin"))
    review(newsroom, MONDAY - 12 * HOUR)
    return newsroom


@pytest.fixture
def wish(newsroom: Newsroom) -> Wish:
    def add(zone: str = "UTC", at: time = time(9), workspace: str = WORKSPACE) -> Subscription:
        with newsroom.sessions.begin() as session:
            return add_subscription(
                session,
                workspace=workspace,
                channel=f"C0{zone.upper()}",
                creator="U0",
                release_id=None,
                days=WEEKDAYS[:5],
                at=at,
                zone=zone,
                created_at=MONDAY - 48 * HOUR,
            )

    return add


def test_a_slot_between_two_ticks_is_put_down_once(newsroom: Newsroom, wish: Wish) -> None:
    wish()
    ticks = [NINE - 30 * MINUTE, NINE - timedelta(seconds=20), NINE + timedelta(seconds=10), NINE]
    assert [tick(newsroom, now) for now in ticks] == [0, 0, 1, 0]


def test_each_zone_has_its_own_morning(newsroom: Newsroom, wish: Wish) -> None:
    for zone in ("Europe/Berlin", "America/New_York"):
        wish(zone)
    tick(newsroom, MONDAY)
    for minute in range(0, 24 * 60, 30):
        tick(newsroom, MONDAY + (minute + 1) * MINUTE)

    assert [(each.channel, each.not_before) for each in outbox(newsroom.sessions)] == [
        ("C0EUROPE/BERLIN", MONDAY + 8 * HOUR),
        ("C0AMERICA/NEW_YORK", MONDAY + 14 * HOUR),
    ]


def test_a_digest_on_a_holiday_is_one_with_that_of_the_next_worked_day(
    newsroom: Newsroom, wish: Wish
) -> None:
    wish()
    off = np.array([MONDAY.date()], dtype="datetime64[D]")
    closed = replace(newsroom, calendar=WorkCalendar(holidays=off, zone="Europe/Berlin"))
    tick(closed, MONDAY)
    for hour in range(1, 49):
        tick(closed, MONDAY + hour * HOUR)
    assert [each.not_before for each in outbox(newsroom.sessions)] == [NINE + 24 * HOUR]


@pytest.mark.parametrize(("down", "said"), [(119 * MINUTE, 1), (121 * MINUTE, 0), (50 * HOUR, 1)])
def test_after_downtime_only_what_is_fresh_is_said(
    newsroom: Newsroom, wish: Wish, down: timedelta, said: int
) -> None:
    wish()
    tick(newsroom, NINE - MINUTE)
    # After fifty hours the slot of two days later is two hours old but for a minute.
    late = timedelta(minutes=-1) if down > 48 * HOUR else timedelta(0)
    assert tick(newsroom, NINE + down + late) == said


def test_channels_read_the_dates_of_the_settings_region(newsroom: Newsroom, wish: Wish) -> None:
    wish()
    american = replace(newsroom, region=region_of("en-US") or HOUSE)
    tick(american, NINE - MINUTE)
    tick(american, NINE)
    (lying,) = outbox(newsroom.sessions)
    assert lying.text.startswith("Release digest, Mon, Nov 23.")


def test_what_is_paused_or_not_ours_is_not_put_down(newsroom: Newsroom, wish: Wish) -> None:
    paused = wish()
    wish(workspace="T2")
    with newsroom.sessions.begin() as session:
        pause_subscription(session, paused.id, "the channel is archived")
    tick(newsroom, NINE - MINUTE)
    assert tick(newsroom, NINE) == 0


def test_a_wish_is_not_served_a_slot_from_before_it_was_made(
    newsroom: Newsroom, wish: Wish
) -> None:
    tick(newsroom, NINE - MINUTE)
    with newsroom.sessions.begin() as session:
        add_subscription(
            session,
            workspace=WORKSPACE,
            channel="C0",
            creator="U0",
            release_id=None,
            days=WEEKDAYS,
            at=time(9),
            zone="UTC",
            created_at=NINE + MINUTE,
        )
    del wish
    assert tick(newsroom, NINE + 2 * MINUTE) == 0


def test_at_dawn_the_day_is_reviewed_though_nothing_was_synced(newsroom: Newsroom) -> None:
    seen = []
    for hour in (1, 4, 6, 7):  # UTC; dawn is 6:00 in Berlin
        tick(newsroom, MONDAY + hour * HOUR)
        seen.append(last_review(newsroom))
    assert seen == [MONDAY - 12 * HOUR, MONDAY - 12 * HOUR, MONDAY + 6 * HOUR, MONDAY + 6 * HOUR]


def test_a_digest_before_dawn_has_a_review_of_its_day(newsroom: Newsroom, wish: Wish) -> None:
    wish(at=time(1))
    tick(newsroom, MONDAY + 59 * MINUTE)
    assert tick(newsroom, MONDAY + HOUR) == 1
    assert last_review(newsroom) == MONDAY + HOUR


def test_the_first_review_is_left_to_the_first_sync(nobody: Sessions) -> None:
    newsroom = newsroom_over(nobody)
    tick(newsroom, NINE)
    assert last_review(newsroom) is None


def test_a_review_that_fails_does_not_keep_the_digest_back(newsroom: Newsroom, wish: Wish) -> None:
    wish(at=time(1))
    tick(newsroom, MONDAY + 59 * MINUTE)
    broken = WorkCalendar(zone="Europe/Berlin", week=(True,) * 7)
    object.__setattr__(broken, "week", ())  # as no calendar can be made
    with capture_logs() as events:
        tick(replace(newsroom, calendar=broken), MONDAY + HOUR)
    assert events[0]["event"] == "the review of the day failed"
    assert [each.not_before for each in outbox(newsroom.sessions)] == [MONDAY + HOUR]


def last_review(newsroom: Newsroom) -> datetime | None:
    with newsroom.readers() as session:
        last = load_last_review(session)
    return None if last is None else last.taken_at
