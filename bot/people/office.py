"""What it takes to set something up: the store, the releases' names, the rooms, the roles."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.people.roles import Roles
from bot.slack.rooms import Rooms


@dataclass(frozen=True, slots=True)
class People:
    """What settings say of people: `zone` is for those whose own is not known.

    `sessions` may write. `workspace` is the only one whose token is taken, None for any.
    `rehearsal_channel` gets everything, while there is one. `shared_channels` are those that
    people of other companies may read.
    """

    sessions: sessionmaker[Session]
    now: Callable[[], datetime]
    roles: Roles = field(default_factory=Roles)
    zone: str = "UTC"
    workspace: str | None = None
    rehearsal_channel: str | None = None
    shared_channels: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Office:
    """One workspace's desk, with all that its clerks reach for."""

    workspace: str
    people: People
    answerer: Answerer
    rooms: Rooms

    @property
    def now(self) -> datetime:
        return self.people.now()


@dataclass(frozen=True, slots=True)
class Order:
    """What is wanted: a verb and the words behind it.

    `release` is the reference of one that was picked from a list, instead of a name in `words`.
    """

    verb: str
    words: str = ""
    release: str | None = None
