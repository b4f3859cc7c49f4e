"""Nights in which the clocks leap: every digest once, at its wall clock, through tick and outbox.

Berlin leaps from 2 to 3 and repeats 2 to 3, New York repeats 1 to 2, and Lord Howe leaps and
repeats by half an hour. By https://www.iana.org/time-zones, of 2027.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.delivery.deliver import deliver_due
from bot.schedule.jobs import poster_of
from bot.schedule.slots import moment_of
from bot.schedule.tick import tick
from bot.wishes import SLIPS
from planner.calendar import WorkCalendar
from store.subscriptions import WEEKDAYS, add_subscription
from tests.bot.newsrooms import WORKSPACE, newsroom_over, outbox
from tests.bot.schedule.test_digests import see
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack
from tests.bot.test_alerting import listen, moved
from tests.bot.test_alerting import see as see_and_alert
from tests.planner.snapshots import a_snapshot, ahead

Sessions = sessionmaker[Session]
BERLIN, NEW_YORK, LORD_HOWE = "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"
WISHED = ("00:30", "01:45", "02:15", "02:30", "03:15")
STEP, NIGHT, DAY = timedelta(minutes=15), timedelta(hours=5), timedelta(days=1)


@dataclass(frozen=True)
class Night:
    """`heard` are the moments, in UTC, at which the digests for `WISHED` should come."""

    zone: str
    on: date
    heard: str

    def __str__(self) -> str:
        return f"{self.zone} {self.on}"


NIGHTS = (
    Night(BERLIN, date(2027, 3, 28), "27T23:30 28T00:45 28T01:00 28T01:00 28T01:15"),
    Night(BERLIN, date(2027, 10, 31), "30T22:30 30T23:45 31T00:15 31T00:30 31T02:15"),
    Night(NEW_YORK, date(2027, 3, 14), "14T05:30 14T06:45 14T07:00 14T07:00 14T07:15"),
    Night(NEW_YORK, date(2027, 11, 7), "07T04:30 07T05:45 07T07:15 07T07:30 07T08:15"),
    Night(LORD_HOWE, date(2027, 10, 3), "02T14:00 02T15:15 02T15:30 02T15:30 02T16:15"),
    Night(LORD_HOWE, date(2027, 4, 4), "03T13:30 03T14:45 03T15:45 03T16:00 03T16:45"),
)
nights = pytest.mark.parametrize("night", NIGHTS, ids=str)


@nights
def test_each_digest_of_the_night_comes_once_at_its_wall_clock(
    nobody: Sessions, night: Night
) -> None:
    heard = live(nobody, night)
    that_night = dict(zip(WISHED, night.heard.split(), strict=True))
    assert {one: f"{at[0]:%dT%H:%M}" for one, at in heard.items()} == that_night
    next_day = night.on + DAY
    on_the_next = [moment_of(next_day, time.fromisoformat(one), night.zone) for one in WISHED]
    assert [at[1:] for at in heard.values()] == [[at] for at in on_the_next]


@nights
def test_a_process_that_is_down_over_the_leap_says_everything_once_when_it_is_back(
    nobody: Sessions, night: Night
) -> None:
    leap = moment_of(night.on, time(1, 30), night.zone)
    heard = live(nobody, night, down=(leap, leap + timedelta(minutes=100)))
    assert [len(at) for at in heard.values()] == [2] * len(WISHED)


@nights
def test_what_moves_in_that_night_is_told_on_monday_morning_of_the_readers(
    nobody: Sessions, night: Night
) -> None:
    midnight = moment_of(night.on, time(0), night.zone)
    listen(nobody, SLIPS, zone=night.zone)
    calendar = WorkCalendar(zone=night.zone)
    see_and_alert(nobody, midnight - DAY, moved(0), calendar=calendar)
    for hours in range(1, 6):
        see_and_alert(
            nobody, midnight + timedelta(hours=hours), moved(8 * hours), calendar=calendar
        )
    (waiting,) = [each for each in outbox(nobody) if each.state == "pending"]
    local = waiting.not_before.astimezone(ZoneInfo(night.zone))
    assert (local.date(), local.time()) == (night.on + DAY, time(9))


def subscribe(sessions: Sessions, night: Night, created_at: datetime) -> None:
    with sessions.begin() as session:
        for at in WISHED:
            add_subscription(
                session,
                workspace=WORKSPACE,
                channel=f"C{at}",
                creator="U0",
                release_id=None,
                days=WEEKDAYS[:1] + WEEKDAYS[5:],  # by name: a weekend is told to who wants it
                at=time.fromisoformat(at),
                zone=night.zone,
                created_at=created_at,
            )


def live(
    sessions: Sessions, night: Night, down: tuple[datetime, datetime] | None = None
) -> dict[str, list[datetime]]:
    """Live through this night and the next one; give when each digest was heard.

    There is something new to say all the time, or a second one would be left out as nothing new.
    """
    subscribe(sessions, night, moment_of(night.on - DAY, time(0), night.zone))
    newsroom = newsroom_over(sessions, WorkCalendar(zone=night.zone))
    with LocalSlack() as slack:
        slack.rooms.is_everywhere = True
        poster = poster_of(WebClient(token=BOT_TOKEN, base_url=slack.base_url))
        for number, now in enumerate(steps(night)):
            slack.channels.clock = now.timestamp
            see(sessions, now, a_snapshot(p85=ahead(30 + 5 * number)))
            if down is None or not down[0] <= now < down[1]:
                tick(newsroom, now)
                deliver_due(sessions, poster, now)
        return {one: [*times(slack, one)] for one in WISHED}


def steps(night: Night) -> Iterator[datetime]:
    for day in (night.on, night.on + DAY):
        midnight = moment_of(day, time(0), night.zone)
        for number in range(NIGHT // STEP):
            yield midnight + number * STEP


def times(slack: LocalSlack, at: str) -> Iterator[datetime]:
    for message in slack.channels.posted.get(f"C{at}", []):
        yield datetime.fromtimestamp(int(message["ts"].partition(".")[0]), UTC)
