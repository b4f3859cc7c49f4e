"""What webhooks hinted at is read again between the syncs, and a tracker in trouble left alone."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.cli.database import Database
from bot.cli.failures import InputError, reason_of
from connectors.dirty import reread_dirty
from connectors.tracker import Tracker, TrackerError
from store.errors import StoreError
from store.hooks import load_marked_sources

log = structlog.get_logger("shipcast.hooks")

# A tracker object knows the fields and statuses of its tracker; nobody fetches them for each hint.
_TRACKERS_KEPT = timedelta(minutes=10)


@dataclass(slots=True)
class Rereader:
    """Reads again what is marked, source by source. Not for two threads at once.

    `trackers` makes those of all sources. One that failed is not asked again for `pause`: its
    next sync may find it well, and a wrong token that is tried every few seconds gets locked out.
    """

    trackers: Callable[[], Sequence[Tracker]]
    database: Database
    now: Callable[[], datetime]
    pause: timedelta
    keeps_raw: bool = True
    _made: Sequence[Tracker] = ()
    _made_at: datetime | None = None
    _not_before: dict[str, datetime] = field(default_factory=dict)

    def reread(self) -> int:
        """Give how many issues are others now; what goes wrong is logged and tried again later."""
        try:
            with self.database.readers() as session:
                names = load_marked_sources(session)
        except (StoreError, SQLAlchemyError) as error:
            log.warning("webhooks not followed", reason=reason_of(error))
            return 0
        due = [name for name in names if self._may_ask(name)]
        try:
            trackers = self._known() if due else ()
        except (InputError, StoreError, SQLAlchemyError) as error:
            self._not_before.update(dict.fromkeys(due, self.now() + self.pause))
            log.warning("webhooks not followed", reason=reason_of(error))
            return 0
        return sum(self._reread(tracker) for tracker in trackers if tracker.name in due)

    def _may_ask(self, name: str) -> bool:
        return self.now() >= self._not_before.get(name, self.now())

    def _known(self) -> Sequence[Tracker]:
        if self._made_at is None or self.now() - self._made_at >= _TRACKERS_KEPT:
            self._made, self._made_at = self.trackers(), self.now()
        return self._made

    def _reread(self, tracker: Tracker) -> int:
        try:
            done = reread_dirty(
                tracker, self.database.sessions, self.now(), keeps_raw=self.keeps_raw
            )
        except (TrackerError, StoreError, SQLAlchemyError) as error:
            self._not_before[tracker.name] = self.now() + self.pause
            log.warning("webhooks not followed", source=tracker.name, reason=reason_of(error))
            return 0
        if done.asked:
            log.info(
                "read again",
                source=tracker.name,
                asked=done.asked,
                changed=done.changed,
                warnings=list(done.warnings),
            )
        return done.changed
