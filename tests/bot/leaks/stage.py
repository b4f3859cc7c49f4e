"""A Slack with one channel, the app in front of it, and what is said unasked behind it."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from slack_sdk import WebClient
from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.delivery.deliver import deliver_due
from bot.delivery.poster import SlackPoster
from bot.newsroom import Newsroom
from bot.people.office import People
from bot.people.roles import Roles
from bot.review import review
from bot.schedule.jobs import poster_of
from bot.words.audience import HideTitles
from bot.words.escape import OR, PRIVATE, SETTLED, TITLE
from connectors.sync import sync_tracker
from planner.calendar import WorkCalendar
from store.records import IssueRecord
from tests.bot.answers import NOW
from tests.bot.leaks.world import trackers
from tests.bot.newsrooms import FUNCTIONS, WORKSPACE
from tests.bot.slack.conftest import Door, by_http
from tests.bot.slack.local_slack import BOT_TOKEN, LocalSlack, Message
from tests.bot.slack.test_mentions import settled, tell
from tests.bot.test_running import wait_for
from tests.bot.world import MemoryTracker

CHANNEL, PERSON, ADMIN = "C1", "U01", "U08"
_MARKS = re.compile(f"[{TITLE}{PRIVATE}{OR}{SETTLED}]")
SAID = {"chat.postMessage", "chat.update"}
PUBLIC = {"id": CHANNEL, "is_member": True, "is_private": False}
CLOSED = PUBLIC | {"is_private": True}
SHARED = CLOSED | {"is_ext_shared": True}

WAITING_AND_FORM = 2  # how often a modal has been set


@dataclass
class Stage:
    """The company, its clock, and Slack; `room` is what Slack tells of the one channel."""

    sessions: sessionmaker[Session]
    slack: LocalSlack
    door: Door
    poster: SlackPoster
    newsroom: Newsroom
    clock: list[datetime]
    company: Sequence[MemoryTracker]
    _events: int = field(default=0)

    @property
    def now(self) -> datetime:
        return self.clock[0]

    def become(self, room: Message) -> None:
        self.slack.rooms.channels[CHANNEL] = room

    def ask(self, text: str, user: str = PERSON, command: str = "/release") -> Message:
        """Ask by a command: one person reads the answer."""
        payload = {"user_id": user, "channel_id": CHANNEL}
        return self.slack.answer(
            self.slack.slash(command, text, self.door.via, payload=payload), 60
        )

    def mention(self, text: str, thread: str | None = None, *, direct: bool = False) -> None:
        """Ask before the whole channel, or in a direct message."""
        self._events += 1
        place = {} if thread is None else {"thread_ts": thread}
        kind = {"type": "app_mention"}
        if direct:
            kind = {"type": "message", "channel_type": "im", "channel": "D1"}
        event = {**kind, "text": f"<@U9> {text}", "ts": f"1.{self._events}", **place}
        tell(self.door, event, event_id=f"Ev{self._events}")
        settled(self.door, self._events)

    def press(self, button: Message, user: str = PERSON) -> Message:
        clicked = {key: button[key] for key in ("type", "action_id", "value")}
        payload = {"user": {"id": user, "team_id": WORKSPACE}, "channel": {"id": CHANNEL}}
        shown, view_id = self.slack.modals.shown, f"V{len(self.slack.modals.shown) + 1}"
        sent = self.slack.click(clicked, self.door.via, payload=payload)
        # A form opens, or they are told that they may not.
        wait_for(
            lambda: (
                bool(self.slack.hooked[sent.hook])
                or len(shown.get(view_id, ())) >= WAITING_AND_FORM
            )
        )
        return shown[view_id][-1] if view_id in shown else self.slack.answer(sent)

    def press_all(self, message: Message, user: str = PERSON) -> None:
        """Press every button of a message, and those of what comes of it once more."""
        for button in buttons_of(message):
            self.press(button, user)

    def open_home(self, user: str) -> None:
        before = len(self.slack.rooms.homes.get(user, []))
        event = {"type": "app_home_opened", "tab": "home", "user": user, "channel": "D1"}
        self.slack.tell(event, self.door.via)
        wait_for(lambda: len(self.slack.rooms.homes.get(user, [])) > before)

    def shortcut(self, text: str) -> Message:
        payload = {
            "type": "message_action",
            "callback_id": "when_it_ships",
            "user": {"id": PERSON, "team_id": WORKSPACE},
            "message": {"type": "message", "user": "U02", "ts": "1.1", "text": text},
        }
        return self.slack.answer(self.slack.click({}, self.door.via, payload=payload), 60)

    def wait(self, **how_long: float) -> None:
        self.clock[0] += timedelta(**how_long)

    def read(self, *issues: IssueRecord) -> None:
        """Let the first tracker be read with more issues than before."""
        first, *_ = self.company
        grown = replace(first, issues=(*first.issues, *issues))
        sync_tracker(grown, self.sessions, now=lambda: self.now, full=True)

    def review(self) -> None:
        review(self.newsroom, self.now)

    def deliver(self) -> None:
        """Say all that is due, one thing a channel and second."""
        for _ in range(20):
            if not deliver_due(self.sessions, self.poster, self.now).sent:
                return
            self.wait(seconds=2)

    def sent(self) -> list[tuple[str, str]]:
        """Give all requests that say something, whoever reads it."""
        silent = {"auth.test", "conversations.info", "users.info"}
        return [one for one in self.slack.requests if one[0] not in silent]

    def said_in_channel(self) -> list[str]:
        """Give the bodies of what everybody in the channel reads."""
        said = (body for method, body in self.slack.requests if method in SAID)
        return [body for body in said if f'"channel": "{CHANNEL}"' in body]


def buttons_of(message: Message) -> list[Message]:
    rows = [block["elements"] for block in message.get("blocks", []) if block["type"] == "actions"]
    return [one for row in rows for one in row if one["type"] == "button"]


def leaks(said: list[str], canaries: tuple[str, ...]) -> list[str]:
    """Give what holds a canary, or one of our own marks: nobody has settled who may read it."""
    folded = [(body, body.casefold()) for body in said]
    return [
        body
        for body, low in folded
        if _MARKS.search(body) or any(canary.casefold() in low for canary in canaries)
    ]


@contextmanager
def staged(
    sessions: sessionmaker[Session],
    slack: LocalSlack,
    hide: HideTitles = HideTitles.NEVER,
    shared: frozenset[str] = frozenset(),
    company: Sequence[MemoryTracker] | None = None,
) -> Iterator[Stage]:
    """Open the app over a company, the one with canaries or another; U08 is an admin."""
    clock = [NOW + timedelta(days=1)]  # a Monday: people are at work

    def seconds() -> float:
        return clock[0].timestamp()

    answerer = Answerer(sessions, WorkCalendar(), lambda: clock[0])
    people = People(
        sessions,
        lambda: clock[0],
        Roles(frozenset({ADMIN})),
        shared_channels=shared,
        hide_titles=hide,
    )
    slack.rooms.is_everywhere = True
    slack.rooms.channels[CHANNEL] = PUBLIC
    slack.channels.clock = seconds
    poster = poster_of(WebClient(token=BOT_TOKEN, base_url=slack.base_url), shared, hide)
    newsroom = Newsroom(
        sessions,
        sessions,
        WorkCalendar(),
        WORKSPACE,
        FUNCTIONS,
        answerer=answerer,
        hide_titles=hide,
    )
    with by_http(slack, answerer, people) as door:
        yield Stage(sessions, slack, door, poster, newsroom, clock, company or trackers())
