"""A month of the demo company, and of a team with a folder of files, by a clock of our own.

Everything goes the way that it goes in the process: sync, review, tick, delivery to a Slack.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from slack_sdk import WebClient

from bot.delivery.deliver import deliver_due
from bot.delivery.poster import SlackPoster
from bot.newsroom import Newsroom
from bot.review import review
from bot.schedule.jobs import DELIVER_EVERY, poster_of
from bot.schedule.tick import tick
from connectors.demo.company import CHECKOUT_NAME, shared_release
from connectors.demo.tracker import demo_trackers
from connectors.files.tracker import FilesTracker
from connectors.sync import sync_tracker
from connectors.tracker import Tracker
from store.adoptions import adopt_release
from store.definitions import Match, ReleaseDefinition, upsert_definitions
from store.directory import load_release_names
from store.subscriptions import WEEKDAYS, add_subscription
from tests.bot.newsrooms import MARKETING, SUPPORT, WORKSPACE
from tests.bot.schedule.help_desk import RELEASE, TEAM, write_help_desk
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack

SEED, STAGED_ON = 1, date(2025, 12, 26)
# The clocks go forward in New York on the 8th and in Berlin on the 29th.
BEGINS, ENDS = datetime(2026, 3, 1, tzinfo=UTC), datetime(2026, 4, 1, tzinfo=UTC)
DOWN = datetime(2026, 3, 17, 5, tzinfo=UTC), datetime(2026, 3, 19, 5, tzinfo=UTC)
TICK, SYNC = timedelta(minutes=10), timedelta(hours=12)
BERLIN, NEW_YORK = "Europe/Berlin", "America/New_York"
WISHES = (
    ("C0BERLIN", BERLIN, ("Mon",), time(9, 30)),
    ("C0NEWYORK", NEW_YORK, WEEKDAYS[:5], time(8)),
    ("C0NIGHT", BERLIN, ("Sun",), time(2, 30)),
)
ADOPTED = (CHECKOUT_NAME, "Mobile app 3.0", "Partner API", "Search relevance 2.0", RELEASE)
ZONES = {channel: zone for channel, zone, _, _ in WISHES} | {MARKETING: BERLIN, SUPPORT: BERLIN}


@dataclass
class Month:
    """`now` is the time that it is, for us and for Slack."""

    newsroom: Newsroom
    poster: SlackPoster
    folder: Path
    now: datetime = BEGINS

    def clock(self) -> float:
        return self.now.timestamp()

    def live_through(self) -> None:
        """Begin with the month, run but for two days, and end with it."""
        self._move_in()
        synced_at = BEGINS
        while self.now < ENDS:
            if not DOWN[0] <= self.now < DOWN[1]:
                if self.now - synced_at >= SYNC:
                    self._sync()
                    synced_at = self.now
                tick(self.newsroom, self.now)
                self._deliver()
            self.now += TICK

    def _move_in(self) -> None:
        """Subscribe, sync for the first time, and adopt."""
        shared = shared_release(SEED)
        members = tuple(f"{source}:{release}" for source, release in shared.members)
        plan = ReleaseDefinition("checkout", shared.name, shared.aliases, Match("release", members))
        with self.newsroom.sessions.begin() as session:
            upsert_definitions(session, [plan])
            for channel, zone, days, at in WISHES:
                add_subscription(
                    session,
                    workspace=WORKSPACE,
                    channel=channel,
                    creator="U0MAREN",
                    release_id=None,
                    days=days,
                    at=at,
                    zone=zone,
                    created_at=BEGINS,
                )
        self._sync()
        with self.newsroom.sessions.begin() as session:
            for name in load_release_names(session):
                if name.name in ADOPTED and name.covered_by is None:
                    adopt_release(session, name.id, WORKSPACE, "U0MAREN", BEGINS)

    def _sync(self) -> None:
        today = self.now.date()
        help_desk = FilesTracker(write_help_desk(self.folder, today), TEAM)
        for tracker in (*_company_on(today), help_desk):
            sync_tracker(tracker, self.newsroom.sessions, now=lambda: self.now)
        review(self.newsroom, self.now)

    def _deliver(self) -> None:
        """Deliver as often as the process does, until nothing is left to say."""
        began_at = self.now
        while deliver_due(self.newsroom.sessions, self.poster, self.now).sent:
            self.now += DELIVER_EVERY
        self.now = began_at


@contextmanager
def month_in(slack: LocalSlack, newsroom: Newsroom, folder: Path) -> Iterator[Month]:
    """Give a month that is heard in `slack`, whose clock is set by it meanwhile."""
    poster = poster_of(WebClient(token=BOT_TOKEN, base_url=slack.base_url))
    month = Month(newsroom, poster, folder)
    slack.rooms.channels |= {one: {"id": one, "is_member": True} for one in ZONES}
    slack.rooms.is_everywhere = True
    before, slack.channels.clock = slack.channels.clock, month.clock
    yield month
    slack.channels.clock = before


@cache
def _company_on(day: date) -> tuple[Tracker, ...]:
    """Give the trackers as they are all that day: the company works up to the day before."""
    return demo_trackers(SEED, datetime.combine(day, time(), UTC), staged_on=STAGED_ON)
