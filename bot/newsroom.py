"""From where things are said unasked: one workspace, the functions of a company, a database."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy.orm import Session, sessionmaker

from bot.answering import Answerer
from bot.embargoes import Confidants, codenames_for, load_embargoes, reader_at
from bot.launching.presence import Presence
from bot.words.audience import HideTitles
from bot.words.region import HOUSE, Region
from planner.calendar import WorkCalendar
from planner.inputs import Planning
from planner.launch.functions import Function
from planner.launch.veil import veil_snapshots
from planner.snapshot import Snapshot
from store.subscriptions import Subscription, load_subscriptions


@dataclass(frozen=True, slots=True)
class Newsroom:
    """What review and schedule work with.

    `sessions` may write, `readers` never wait for a sync. `workspace` is the id of the Slack
    workspace; without one (None) reviews are kept and nothing is said. `functions` are those that
    launch releases. `answerer` makes the cards that channels keep; without one none is made.
    `rehearsal_channel` is where all is said, while there is one. `hide_titles` tells in which
    channels issues go by their keys alone. `region` has the forms of dates and numbers that
    channels read. `admins` are Slack ids; one of them stands in for owners who have left, which
    `presence` knows: without it everybody is taken to be there.
    """

    sessions: sessionmaker[Session]
    readers: sessionmaker[Session]
    calendar: WorkCalendar
    workspace: str | None = None
    functions: tuple[Function, ...] = ()
    planning: Planning = field(default_factory=Planning)
    answerer: Answerer | None = None
    rehearsal_channel: str | None = None
    hide_titles: HideTitles = HideTitles.NEVER
    region: Region = HOUSE
    admins: frozenset[str] = frozenset()
    presence: Presence | None = None

    @property
    def audiences(self) -> Mapping[str, str]:
        """Give the channel of each function that has one."""
        return {one.name: one.channel for one in self.functions if one.channel is not None}

    @property
    def confidants(self) -> Confidants:
        """Give whom settings let know what an embargoed release is called."""
        return Confidants(self.functions, self.admins)

    def as_read_in(
        self, session: Session, channel: str, snapshots: Iterable[Snapshot], now: datetime
    ) -> tuple[Snapshot, ...]:
        """Give snapshots under the names that those may know who hear what a channel is told."""
        return veil_snapshots(snapshots, self._codenames_in(session, channel, now))

    def called_in(
        self, session: Session, channel: str, release_id: str, name: str, now: datetime
    ) -> str:
        """Give what a release is called before those who hear what a channel is told."""
        return self._codenames_in(session, channel, now).get(release_id, name)

    def _codenames_in(self, session: Session, channel: str, now: datetime) -> Mapping[str, str]:
        embargoes = load_embargoes(session, self.confidants, self.calendar.today(now))
        return codenames_for(embargoes, reader_at(self.place_of(channel)))

    def listening(self, session: Session, *kinds: str) -> tuple[Subscription, ...]:
        """Give who subscribed to something of these kinds and is not paused, oldest first."""
        if self.workspace is None:
            return ()
        wishes = load_subscriptions(session, self.workspace)
        return tuple(one for one in wishes if one.kind in kinds and one.paused_reason is None)

    @property
    def operator(self) -> str | None:
        """Give who stands in for owners who have left."""
        return min(self.admins, default=None)

    def has_left(self, user: str) -> bool:
        """Tell whether a person is known to be in the workspace no more."""
        return self.presence is not None and self.presence.has_left(user)

    def place_of(self, channel: str) -> str:
        """Give where it is said what a channel is to hear."""
        return self.rehearsal_channel or channel
