"""A month of the demo company, and of a team with a folder of files, by a clock of our own.

Everything goes the way that it goes in the process: sync, review, tick, delivery to a Slack. Now
and then the process dies with a post on its way, and another one goes on with the same database.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path

from slack_sdk import WebClient

from bot.answering import Answerer
from bot.delivery.deliver import deliver_due
from bot.delivery.poster import SlackPoster
from bot.newsroom import Newsroom
from bot.review import review
from bot.schedule.jobs import DELIVER_EVERY, poster_of
from bot.schedule.tick import tick
from bot.wishes import CARD, SHIPPED, SLIPS
from connectors.demo.company import CHECKOUT_NAME, shared_release
from connectors.demo.tracker import demo_trackers
from connectors.files.tracker import FilesTracker
from connectors.sync import sync_tracker
from connectors.tracker import Tracker
from planner.calendar import WorkCalendar
from store.adoptions import adopt_release
from store.definitions import Match, ReleaseDefinition, upsert_definitions
from store.directory import load_release_names
from store.engine import make_engine, make_sessions
from store.subscriptions import WEEKDAYS, add_subscription
from tests.bot.newsrooms import MARKETING, SUPPORT, WORKSPACE, newsroom_over
from tests.bot.schedule.help_desk import RELEASE, TEAM, write_help_desk
from tests.bot.slack.channels import Fault
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
CARD_OF = "Mobile app 3.0"
# A channel with a card and the slips of its release, one with all slips, one with all that ships.
LISTENING = (
    ("C0CARD", CARD, CARD_OF),
    ("C0CARD", SLIPS, CARD_OF),
    ("C0SLIPS", SLIPS, None),
    ("C0SHIPPED", SHIPPED, None),
)
# The process dies before Slack has answered: with a digest in Berlin and one in New York, with
# edits of the card, a ping, and slips; and while it has nothing to do.
DEATHS = frozenset(
    datetime.fromisoformat(f"2026-03-{moment}").replace(tzinfo=UTC)
    for moment in (
        "09T08:30",
        "11T08:00",
        "13T12:10",
        "16T12:00",
        "21T03:00",
        "24T12:00",
        "27T08:00",
    )
)
ADOPTED = (CHECKOUT_NAME, "Mobile app 3.0", "Partner API", "Search relevance 2.0", RELEASE)
ZONES = {channel: zone for channel, zone, _, _ in WISHES}
ZONES |= dict.fromkeys(
    (MARKETING, SUPPORT, "DU0MAREN", *(channel for channel, _, _ in LISTENING)), BERLIN
)


@dataclass
class Month:
    """`now` is the time that it is, for us and for Slack."""

    database: str
    slack: LocalSlack
    folder: Path
    now: datetime = BEGINS
    newsroom: Newsroom = field(init=False)
    poster: SlackPoster = field(init=False)

    def __post_init__(self) -> None:
        self._start()

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
        self.stop()

    def stop(self) -> None:
        """Let go of the database, as a process does that ends, however it ends."""
        self.newsroom.sessions.kw["bind"].dispose()

    def _start(self) -> None:
        calendar = WorkCalendar(zone=BERLIN)
        newsroom = newsroom_over(make_sessions(make_engine(self.database)), calendar)
        answerer = Answerer(newsroom.readers, calendar, lambda: self.now)
        self.newsroom = replace(newsroom, answerer=answerer)
        self.poster = poster_of(WebClient(token=BOT_TOKEN, base_url=self.slack.base_url))

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
            names = [one for one in load_release_names(session) if one.covered_by is None]
            for name in names:
                if name.name in ADOPTED:
                    adopt_release(session, name.id, WORKSPACE, "U0MAREN", BEGINS)
            ids = {name.name: name.id for name in names}
            for channel, kind, release in LISTENING:
                add_subscription(
                    session,
                    workspace=WORKSPACE,
                    channel=channel,
                    creator="U0MAREN",
                    release_id=None if release is None else ids[release],
                    days=WEEKDAYS[:5],
                    at=time(9),
                    zone=BERLIN,
                    created_at=BEGINS,
                    kind=kind,
                )

    def _sync(self) -> None:
        today = self.now.date()
        help_desk = FilesTracker(write_help_desk(self.folder, today), TEAM)
        for tracker in (*_company_on(today), help_desk):
            sync_tracker(tracker, self.newsroom.sessions, now=lambda: self.now)
        review(self.newsroom, self.now)

    def _deliver(self) -> None:
        """Deliver as often as the process does, until nothing is left to say."""
        began_at = self.now
        if self.now in DEATHS:
            self.slack.channels.faults.append(Fault.LOST_AFTER)
            deliver_due(self.newsroom.sessions, self.poster, self.now)
            self.slack.channels.faults.clear()
            self.stop()
            self._start()
        while deliver_due(self.newsroom.sessions, self.poster, self.now).sent:
            self.now += DELIVER_EVERY
        self.now = began_at


@contextmanager
def month_in(slack: LocalSlack, database: str, folder: Path) -> Iterator[Month]:
    """Give a month that is heard in `slack`, whose clock is set by it meanwhile."""
    month = Month(database, slack, folder)
    slack.rooms.channels |= {one: {"id": one, "is_member": True} for one in ZONES}
    slack.rooms.is_everywhere = True
    before, slack.channels.clock = slack.channels.clock, month.clock
    yield month
    slack.channels.clock = before


@cache
def _company_on(day: date) -> tuple[Tracker, ...]:
    """Give the trackers as they are all that day: the company works up to the day before."""
    return demo_trackers(SEED, datetime.combine(day, time(), UTC), staged_on=STAGED_ON)
