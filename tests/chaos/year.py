"""A year of a small company by a clock of our own, through all that the process does.

Sync, review, tick and delivery to a Slack; people who type, click and answer. Where it is told to,
the process dies once a day: at a commit, with a post on its way, or in the night; and another one
goes on with the same database.
"""

import json
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import TypeVar

import numpy as np
from slack_sdk import WebClient

from bot.answering import Answerer
from bot.delivery.deliver import deliver_due
from bot.delivery.poster import SlackPoster
from bot.launching.presence import Presence
from bot.newsroom import Newsroom
from bot.people.office import People
from bot.people.roles import Roles
from bot.review import review
from bot.schedule.jobs import poster_of
from bot.schedule.slots import moment_of
from bot.schedule.tick import tick
from bot.slack.client import make_client
from bot.views.ready_acts import SIGN_OFF
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from planner.launch.gates import LaunchRules
from store.definitions import Match, ReleaseDefinition, upsert_definitions
from store.engine import make_engine, make_readers, make_sessions
from store.posts import PostState
from tests.bot.newsrooms import WORKSPACE, outbox
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.forms import open_form
from tests.bot.slack.forms import submit as submit_form
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack
from tests.bot.slack.test_subscribing import press, release
from tests.chaos.mortality import Died, Fate, MortalClient
from tests.chaos.script import ASKED, DAWN, NINE, NOON, THREE, VOTES, Typed, typed
from tests.chaos.shop import (
    BEGINS_ON,
    ENDS_ON,
    Happening,
    Shop,
    first_releases,
    happenings,
)
from tests.chaos.staff import (
    ADMIN,
    EVERYBODY,
    FUNCTIONS,
    LEAVES_ON,
    SUSI,
    Staff,
)

ZONE = "Europe/Berlin"
HOLIDAYS = ("2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25")
CALENDAR = WorkCalendar(holidays=np.array(HOLIDAYS, "datetime64[D]"), zone=ZONE)
MERGED = ReleaseDefinition(
    "finder", "Finder", (), Match("release", ("shop:search", "shop:reports"))
)
MERGED_ON = date(2026, 5, 25)
_ROUND = timedelta(seconds=20)
_ROUNDS = 24  # of delivery: longer than it takes to settle what a dead process had in hand
_SETTLED = timedelta(minutes=5)
_SYNCED = (0, 2, 4)  # days on which the tracker is read: a plan takes most of this test's time

Result = TypeVar("Result")


@dataclass
class Year:
    """`now` is the time that it is, for us and for Slack; `fate` decides when it dies, if ever."""

    database: str
    slack: LocalSlack
    fate: Fate | None = None
    now: datetime = datetime(2026, 1, 5, 3, tzinfo=UTC)
    shop: Shop = field(default_factory=Shop)
    newsroom: Newsroom = field(init=False)
    poster: SlackPoster = field(init=False)
    door: Door = field(init=False)
    diary: list[tuple[datetime, str, str]] = field(default_factory=list)
    happened: list[tuple[datetime, str]] = field(default_factory=list)
    _staff: Staff = field(init=False)
    _happenings: Mapping[date, tuple[str, Happening]] = field(init=False)
    _typed: Mapping[tuple[date, time], tuple[Typed, ...]] = field(init=False)
    _life: ExitStack = field(default_factory=ExitStack)

    def __post_init__(self) -> None:
        self._staff = Staff(self.slack, diary=self.diary)
        self._happenings, self._typed = happenings(), typed()
        self.slack.channels.clock = self.seconds
        rooms = self.slack.rooms
        rooms.is_everywhere = True
        rooms.zones |= dict.fromkeys(EVERYBODY, ZONE)
        rooms.members |= {"C0SUPPORT": (SUSI,)}

    def seconds(self) -> float:
        return self.now.timestamp()

    def live_through(self) -> None:
        """Live from the first working day to the last day of the year."""
        self._start()
        self.shop.live_before(BEGINS_ON)
        first_releases(self.shop, self.now)
        self._sync()
        for number in range((ENDS_ON - BEGINS_ON).days + 1):
            day = BEGINS_ON + timedelta(days=number)
            self.slack.rooms.left |= {who for who, on in LEAVES_ON.items() if on <= day}
            steps = _steps(day)
            if self.fate is not None and steps:
                self.fate.begin_day()
            for at in steps:
                self.now = moment_of(day, at, ZONE)
                self._step(day, at)
            if self.fate is not None and steps and self.fate.ends_day():
                self._restart()
        self._stop()

    def _step(self, day: date, at: time) -> None:
        if at == NOON:
            self._befall(day)
            if day.weekday() in _SYNCED:
                self._live(self._sync)
        else:
            self._live(lambda: tick(self.newsroom, self.now))
            self._act(day, at)
        self._deliver()

    def _befall(self, day: date) -> None:
        """Let the company work, and happen what happens on that day."""
        if day in self._happenings:
            what, happens = self._happenings[day]
            happens(self.shop, self.now)
            self.happened.append((self.now, what))
        if day == MERGED_ON:
            with self.newsroom.sessions.begin() as session:
                upsert_definitions(session, [MERGED])
            self.happened.append((self.now, "Finder is written down: Search 2 and Reports"))
        for name in self.shop.work(day, self.now):
            self.happened.append((self.now, f"{name} ships"))

    def _act(self, day: date, at: time) -> None:
        """Let people type, ask, vote and answer."""
        for who, words in self._typed.get((day, at), ()):
            self._type(who, words)
        for who, channel, name in ASKED.get((day, at), ()):
            self._ask_votes(who, channel, name)
        for vote in VOTES.get((day, at), ()):
            self._vote(*vote)
        if at in (NINE, THREE):
            self._staff.look(self.door, self.now)

    def _type(self, who: str, words: str) -> None:
        said = release(self.door, words, who, "C0HOME")
        self.diary.append((self.now, who, f"/release {words} → {said['text']}"))

    def _ask_votes(self, who: str, channel: str, name: str) -> None:
        """Let an owner ask for votes in a channel."""
        card = release(self.door, f"ready {name}", who, channel)
        said = press(self.door, card, "Ask for votes here", who, channel)
        self.diary.append((self.now, who, f"asks for votes on {name} → {said['text']}"))

    def _vote(self, who: str, reference: str, function: str, verdict: str, reason: str) -> None:
        form = open_form(self.door, SIGN_OFF, json.dumps({"r": reference}), user=who)
        typed = {"function": function, "verdict": verdict, "reason": reason}
        submit_form(self.door, form, user=who, **typed)
        self.slack.modals.settled(form[0])
        self.diary.append((self.now, who, f"votes for {function}: {verdict} {reason}".rstrip()))

    def _start(self) -> None:
        sessions = make_sessions(make_engine(self.database))
        if self.fate is not None:
            self.fate.watch(sessions)
        rules = LaunchRules(FUNCTIONS)
        answerer = Answerer(sessions, CALENDAR, lambda: self.now, launch=rules)
        client = make_client(BOT_TOKEN, self.slack.base_url)
        self.newsroom = Newsroom(
            sessions,
            make_readers(sessions.kw["bind"]),
            CALENDAR,
            WORKSPACE,
            FUNCTIONS,
            answerer=answerer,
            admins=frozenset({ADMIN}),
            presence=Presence(client),
        )
        self.poster = poster_of(WebClient(token=BOT_TOKEN, base_url=self.slack.base_url))
        if self.fate is not None:
            self.poster = replace(self.poster, client=self._mortal(self.fate))
        people = People(
            sessions,
            lambda: self.now,
            Roles(frozenset({ADMIN})),
            ZONE,
            functions=FUNCTIONS,
            calendar=CALENDAR,
        )
        self.door = self._life.enter_context(by_http(self.slack, answerer, people))

    def _stop(self) -> None:
        """Let go of everything, as a process does that ends, however it ends."""
        self._life.close()
        self.newsroom.sessions.kw["bind"].dispose()

    def _mortal(self, fate: Fate) -> MortalClient:
        own = self.poster.client
        told = {"token": own.token, "base_url": own.base_url, "timeout": own.timeout}
        return MortalClient(fate, **told, retry_handlers=[])

    def _restart(self) -> None:
        self._stop()
        self._start()

    def _live(self, do: Callable[[], Result]) -> Result:
        """Do this; where the process dies over it the next one does it from the beginning."""
        if self.fate is None:
            return do()
        try:
            with self.fate.looms():
                return do()
        except Died:
            self._restart()
        return do()

    def _sync(self) -> None:
        sync_tracker(self.shop.tracker(self.now), self.newsroom.sessions, now=lambda: self.now)
        review(self.newsroom, self.now)

    def _deliver(self) -> None:
        """Deliver as often as the process does, until nothing is left to say."""
        began_at = self.now
        self.now += _SETTLED  # what moved has settled by then
        while self._live(self._say):
            self.now += timedelta(seconds=2)
        for _ in range(_ROUNDS if self._is_unsettled() else 0):
            self.now += _ROUND
            self._say()
        self.now = began_at

    def _is_unsettled(self) -> bool:
        """Tell whether somebody died with a post in hand: what it was nobody knows for a while."""
        in_hand = {PostState.SENDING, PostState.AMBIGUOUS}
        return any(post.state in in_hand for post in outbox(self.newsroom.sessions))

    def _say(self) -> int:
        confidants = self.newsroom.confidants
        told = deliver_due(self.newsroom.sessions, self.poster, self.now, confidants=confidants)
        return told.sent


def _steps(day: date) -> tuple[time, ...]:
    if CALENDAR.is_working(day, 1)[0]:
        return DAWN, NINE, NOON, THREE
    return (NINE,) if day.weekday() == 5 else ()
