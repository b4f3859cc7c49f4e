"""Looks at a release in its tracker, and writes one date of it, once."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker

from bot.logs import scrub
from bot.words.catalogue import say
from bot.words.escape import bold, escape
from bot.writing.errors import BegunAlreadyError, CannotWriteError
from bot.writing.proposal import Proposal, likelihood_of, offers_of, writable_of
from bot.writing.trace import CHANGED, DONE, FAILED, Wish, begin_write, end_write
from connectors.tracker import TrackerError
from connectors.writer import ChangedMeanwhileError, Target, Writer
from planner.answer import Answer
from store.directory import ReleaseName
from store.errors import StoreError

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class WritingDesk:
    """`writers` has those sources alone that may be written.

    No transaction is open while a tracker is asked.
    """

    sessions: sessionmaker[Session]
    writers: Mapping[str, Writer]
    now: Callable[[], datetime]

    def look(self, name: ReleaseName, answer: Answer | None, today: date) -> Proposal:
        """See what the tracker has now, and what could be written instead; nothing changes.

        Raises:
            CannotWriteError: this release has no date that could be set.
            TrackerError: the tracker does not tell.
        """
        writable = writable_of(name, self.writers)
        target = self.writers[writable.source].fetch_target(writable.kind, writable.ext_id)
        offers = tuple(each for each in offers_of(answer) if each.day != target.due_on)
        likelihood = likelihood_of(answer, target.due_on)
        return Proposal(writable, target, today, likelihood, offers)

    def write(self, wish: Wish) -> Target:
        """Write what somebody asked for and saw; give the release as it is then.

        Raises:
            BegunAlreadyError: the same was asked for before, and is done or being done.
            CannotWriteError: the tracker has that date.
            ChangedMeanwhileError: the tracker's date is not the one that was seen.
            TrackerError: nothing was written, or nobody knows: the message says which.
        """
        seen, day = wish.proposal.target, wish.offer.day
        if seen.due_on == day:
            name = bold(escape(seen.name, 100))
            raise CannotWriteError(say("write.same", wish.proposal.today, name=name, day=day))
        with self.sessions.begin() as session:
            if not begin_write(session, wish, self.now()):
                raise BegunAlreadyError
        try:
            written = self.writers[wish.proposal.writable.source].set_due(seen, day)
        except TrackerError as error:
            action = CHANGED if isinstance(error, ChangedMeanwhileError) else FAILED
            self._end(wish, action, error=scrub(str(error)))
            raise
        self._end(wish, DONE, due_on=written.due_on)
        return written

    def _end(self, wish: Wish, action: str, **told: Any) -> None:
        """Set down the end. Where that fails the beginning stays, and `doctor` shows it."""
        try:
            with self.sessions.begin() as session:
                end_write(session, wish, self.now(), action, **told)
        except (StoreError, SQLAlchemyError) as error:
            log.error("the end of a write was not recorded", error=type(error).__name__)  # noqa: TRY400
