"""One round of delivery: its parts, its time, and how long it may rely on what it claimed."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from math import ceil
from time import monotonic
from typing import Self

from sqlalchemy.orm import Session, sessionmaker

from bot.delivery.poster import SlackPoster
from bot.embargoes import Confidants
from bot.slack.pictures import Unshown
from store.outbox import Post

# How many posts one round takes: each may time out, and all that within half a lease.
BATCH = 6


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a claim holds, and when a message that is not in its channel is surely not there.

    What was claimed is begun in the first half of `lease` and in Slack's hands by its end, so
    `settle_after` the claim nothing is on its way any more. Between two looks for a message lies
    `look_again`.
    """

    lease: timedelta = timedelta(minutes=2)
    settle_after: timedelta = timedelta(minutes=3)
    look_again: timedelta = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Round:
    """`operator` is the Slack id of the admin who is told what waits for a person.

    `confidants` may read what embargoed releases are called. `unshown` are the charts that go below
    what was said in it, once all is said.
    """

    sessions: sessionmaker[Session]
    poster: SlackPoster
    began_at: datetime
    rehearsal_channel: str | None = None
    operator: str | None = None
    patience: Patience = field(default_factory=Patience)
    confidants: Confidants = field(default_factory=Confidants)
    unshown: list[Unshown] = field(default_factory=list)
    _began: float = field(default_factory=monotonic)

    def now(self) -> datetime:
        """Give the present in whole seconds of this round."""
        return self.began_at + timedelta(seconds=int(self._passed.total_seconds()))

    def after(self, wait: timedelta) -> datetime:
        """Give the first whole second in which `wait` is over for sure."""
        return self.began_at + timedelta(seconds=ceil((self._passed + wait).total_seconds()))

    def begin_again(self) -> Self:
        """Give the same, beginning with this second: what is claimed next is held from then on."""
        seconds = int(self._passed.total_seconds())
        began_at = self.began_at + timedelta(seconds=seconds)
        return replace(self, began_at=began_at, _began=self._began + seconds)

    def has_begun_late(self, hold: timedelta) -> bool:
        """Tell whether the half of `hold` is over in which things are begun."""
        return self._passed > hold / 2

    def has_lost(self, hold: timedelta) -> bool:
        """Tell whether another process may hold by now what this one took for `hold`."""
        return self._passed >= hold

    def channel_of(self, post: Post) -> str:
        """Give where a post goes: while rehearsing, all of them go to one channel."""
        return self.rehearsal_channel or post.channel

    @property
    def _passed(self) -> timedelta:
        return timedelta(seconds=monotonic() - self._began)
