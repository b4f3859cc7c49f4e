"""What it takes to set something up: the store, the releases' names, the rooms, the roles."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.feed.signing import Signer
from bot.launching.presence import Presence
from bot.newsroom import Newsroom
from bot.people.roles import Asker, Roles
from bot.slack.profiles import Profiles
from bot.slack.rooms import Rooms
from bot.words.audience import HideTitles
from bot.words.region import HOUSE, Region
from connectors.writer import Writer
from planner.calendar import WorkCalendar
from planner.inputs import Planning
from planner.launch.functions import Function


@dataclass(frozen=True, slots=True)
class People:
    """What settings say of people: `zone` and `region` are for those whose own are not known.

    Channels read the forms of `region`, too.

    `sessions` may write. `workspace` is the only one whose token is taken, None for any.
    `rehearsal_channel` gets everything, while there is one. `shared_channels` are those that
    people of other companies may read. `functions`, `calendar` and `planning` are
    those of `Newsroom`. `writers` has the sources whose dates may be set from here.
    `signer` signs addresses of calendars; None where there are none. `hide_titles` tells in which
    channels issues go by their keys alone.
    """

    sessions: sessionmaker[Session]
    now: Callable[[], datetime]
    roles: Roles = field(default_factory=Roles)
    zone: str = "UTC"
    workspace: str | None = None
    rehearsal_channel: str | None = None
    shared_channels: frozenset[str] = frozenset()
    functions: tuple[Function, ...] = ()
    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    planning: Planning = field(default_factory=Planning)
    writers: Mapping[str, Writer] = field(default_factory=dict)
    signer: Signer | None = None
    hide_titles: HideTitles = HideTitles.NEVER
    region: Region = HOUSE


@dataclass(frozen=True, slots=True)
class Office:
    """One workspace's desk, with all that its clerks reach for."""

    workspace: str
    people: People
    answerer: Answerer
    rooms: Rooms
    profiles: Profiles
    presence: Presence | None = None

    @property
    def now(self) -> datetime:
        return self.people.now()

    def region_of(self, asker: Asker | None) -> Region:
        """Give whose forms somebody reads and writes: their own, where Slack tells."""
        own = None if asker is None else self.profiles.of(asker.user).region
        return own or self.people.region

    @property
    def newsroom(self) -> Newsroom:
        """Give from where the same things are said unasked."""
        told = self.people
        return Newsroom(
            told.sessions,
            told.sessions,
            told.calendar,
            self.workspace,
            told.functions,
            told.planning,
            self.answerer,
            told.rehearsal_channel,
            told.hide_titles,
            region=told.region,
            admins=told.roles.admins,
            presence=self.presence,
        )


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: a verb and the words behind it.

    `release` is the reference of one that was picked from a list, instead of a name in `words`.
    """

    verb: str
    words: str = ""
    release: str | None = None
