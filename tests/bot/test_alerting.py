"""Who listens to slips hears a move once, in working hours, and a burst as one message."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import numpy as np
from sqlalchemy.orm import Session, sessionmaker

from bot.alerting import SETTLES_AFTER, enqueue_alerts
from bot.wishes import SHIPPED, SLIPS
from planner.calendar import WorkCalendar
from planner.snapshot import Snapshot
from store.forecasts import save_plan
from store.outbox import claim_posts, fail_post, mark_sent
from store.subscriptions import Subscription, add_subscription, pause_subscription
from tests.bot.newsrooms import WORKSPACE, Lying, newsroom_over, outbox
from tests.planner.snapshots import TODAY, a_snapshot, ahead, shipped

Sessions = sessionmaker[Session]
NOON = datetime.combine(TODAY, time(12), tzinfo=UTC)  # a Monday
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def listen(
    sessions: Sessions, kind: str = SLIPS, release_id: str | None = None, zone: str = "UTC"
) -> Subscription:
    with sessions.begin() as session:
        return add_subscription(
            session,
            workspace=WORKSPACE,
            channel="C0TEAM",
            creator="U0",
            release_id=release_id,
            days=("Mon", "Tue", "Wed", "Thu", "Fri"),
            at=time(9),
            zone=zone,
            created_at=NOON - DAY,
            kind=kind,
        )


def see(
    sessions: Sessions, at: datetime, *snapshots: Snapshot, calendar: WorkCalendar | None = None
) -> int:
    """Keep a review and let it speak, as `bot.review` does; give how many posts are new."""
    mark = at.isoformat()
    seen = [replace(one, taken_at=at, data_version=mark, inputs_hash=mark) for one in snapshots]
    with sessions.begin() as session:
        save_plan(session, seen, b"packed")
        return enqueue_alerts(session, newsroom_over(sessions, calendar), seen, {}, at)


def say_it(sessions: Sessions, at: datetime) -> None:
    with sessions.begin() as session:
        for claimed in claim_posts(session, at, HOUR, 10):
            mark_sent(session, claimed.id, "1.0", at)


def waiting(sessions: Sessions) -> list[Lying]:
    return [each for each in outbox(sessions) if each.state == "pending"]


def moved(working_days: int) -> Snapshot:
    return a_snapshot(p85=ahead(30 + working_days))


def test_a_slip_is_told_within_a_quarter_of_an_hour_and_once(nobody: Sessions) -> None:
    listen(nobody)
    assert see(nobody, NOON, moved(0)) == 0
    assert see(nobody, NOON + HOUR, moved(8)) == 1

    (lying,) = outbox(nobody)
    assert lying.not_before == NOON + HOUR + SETTLES_AFTER
    assert SETTLES_AFTER < 15 * MINUTE
    assert "Slipped: A: 85% by" in lying.text
    say_it(nobody, NOON + 2 * HOUR)
    assert see(nobody, NOON + 3 * HOUR, moved(8)) == 0
    assert see(nobody, NOON + 4 * HOUR, moved(9)) == 0


def test_a_burst_of_changes_is_one_message_that_tells_where_it_ended(nobody: Sessions) -> None:
    listen(nobody)
    see(nobody, NOON, moved(0))
    see(nobody, NOON + MINUTE, moved(8))
    see(nobody, NOON + 2 * MINUTE, moved(20))

    (lying,) = waiting(nobody)
    assert lying.not_before == NOON + MINUTE + SETTLES_AFTER  # a burst puts nothing off
    assert f"{ahead(50):%-d %b}" in lying.text


def test_a_move_that_was_taken_back_before_it_was_said_is_not_said(nobody: Sessions) -> None:
    listen(nobody)
    see(nobody, NOON, moved(0))
    see(nobody, NOON + MINUTE, moved(8))
    see(nobody, NOON + 2 * MINUTE, moved(0))

    assert waiting(nobody) == []


def test_a_small_change_leaves_what_waits_as_it_is(nobody: Sessions) -> None:
    listen(nobody)
    see(nobody, NOON, moved(0))
    see(nobody, NOON + MINUTE, moved(8))
    assert see(nobody, NOON + 2 * MINUTE, moved(9)) == 0
    assert len(outbox(nobody)) == 1


def test_a_slow_drift_is_told_once_it_is_large(nobody: Sessions) -> None:
    listen(nobody)
    news = [see(nobody, NOON + hour * HOUR, moved(hour)) for hour in range(5)]
    assert news == [0, 0, 0, 0, 1]


def test_the_drift_of_one_release_is_not_forgotten_when_another_one_is_told(
    nobody: Sessions,
) -> None:
    listen(nobody)
    see(nobody, NOON, a_snapshot("A"), a_snapshot("B"))
    see(nobody, NOON + HOUR, a_snapshot("A", p85=ahead(32)), a_snapshot("B", p85=ahead(60)))
    say_it(nobody, NOON + 2 * HOUR)
    see(nobody, NOON + 3 * HOUR, a_snapshot("A", p85=ahead(34)), a_snapshot("B", p85=ahead(60)))

    (lying,) = waiting(nobody)
    assert "A: 85% by" in lying.text
    assert "B: " not in lying.text


def test_what_could_not_be_said_was_not_heard(nobody: Sessions) -> None:
    listen(nobody)
    see(nobody, NOON, moved(0))
    see(nobody, NOON + MINUTE, moved(8))
    with nobody.begin() as session:
        (claimed,) = claim_posts(session, NOON + HOUR, HOUR, 1)
        fail_post(session, claimed.id, "channel_not_found")
    assert see(nobody, NOON + 2 * HOUR, moved(8)) == 1


def test_a_slip_at_night_or_on_a_day_off_waits_for_the_readers_morning(nobody: Sessions) -> None:
    listen(nobody, zone="America/New_York")
    see(nobody, NOON - 2 * HOUR, moved(0))
    see(nobody, NOON - HOUR, moved(8))  # six in the morning in New York
    (lying,) = waiting(nobody)
    assert lying.not_before == datetime.combine(TODAY, time(14), tzinfo=UTC)

    off = WorkCalendar(holidays=np.array([TODAY], dtype="datetime64[D]"))
    see(nobody, NOON + MINUTE, moved(20), calendar=off)
    (lying,) = waiting(nobody)
    assert lying.not_before == datetime.combine(TODAY + DAY, time(14), tzinfo=UTC)


def test_all_that_moves_over_a_long_weekend_is_one_message_on_its_first_worked_morning(
    nobody: Sessions,
) -> None:
    listen(nobody, zone="Europe/Berlin")
    friday = NOON + 4 * DAY
    monday_off = WorkCalendar(holidays=np.array([TODAY + 7 * DAY], dtype="datetime64[D]"))
    names = ("A", "B", "C")
    see(nobody, friday - DAY, *(a_snapshot(name) for name in names), calendar=monday_off)
    for night in range(3):  # Friday, Saturday and Sunday, each with one release more
        slipped = {name: ahead(60 + night) for name in names[: night + 1]}
        seen = (a_snapshot(name, p85=slipped.get(name, ahead(30))) for name in names)
        see(nobody, friday + night * DAY + 8 * HOUR, *seen, calendar=monday_off)

    (lying,) = waiting(nobody)
    assert lying.not_before == datetime.combine(TODAY + 8 * DAY, time(8), tzinfo=UTC)
    assert all(f"{name}: 85% by" in lying.text for name in names)


def test_whoever_listens_to_one_release_hears_of_that_one(nobody: Sessions) -> None:
    listen(nobody, release_id="jira:B")
    see(nobody, NOON, a_snapshot("A"), a_snapshot("B"))
    assert see(nobody, NOON + HOUR, a_snapshot("A", p85=ahead(60)), a_snapshot("B")) == 0
    assert see(nobody, NOON + 2 * HOUR, a_snapshot("B", p85=ahead(60))) == 1


def test_a_paused_subscription_hears_nothing(nobody: Sessions) -> None:
    wish = listen(nobody)
    with nobody.begin() as session:
        pause_subscription(session, wish.id, "archived")
    see(nobody, NOON, moved(0))
    assert see(nobody, NOON + HOUR, moved(8)) == 0


def test_a_shipment_is_told_to_those_who_listen_to_shipments_alone(nobody: Sessions) -> None:
    listen(nobody)
    listen(nobody, SHIPPED)
    see(nobody, NOON, moved(0))
    see(nobody, NOON + HOUR, moved(8))
    out = shipped(on=date(2026, 3, 2))
    assert see(nobody, NOON + 2 * HOUR, out) == 1

    told = {each.kind: each.text for each in waiting(nobody)}
    assert "Shipped: A" in told[SHIPPED]
    say_it(nobody, NOON + 3 * HOUR)
    assert see(nobody, NOON + 4 * HOUR, out) == 0


def test_a_release_that_is_new_is_told_from_its_next_move_on(nobody: Sessions) -> None:
    listen(nobody)
    assert see(nobody, NOON, moved(0)) == 0
    assert see(nobody, NOON + HOUR, moved(0), a_snapshot("New")) == 0
    assert see(nobody, NOON + 2 * HOUR, moved(0), a_snapshot("New", p85=ahead(60))) == 1
