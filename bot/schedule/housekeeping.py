"""Once a day, at dawn: what nobody reads again is let go."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.newsroom import Newsroom
from bot.schedule.tick import DAWN
from store.errors import StoreError
from store.hooks import forget_deliveries
from store.stuck import forget_words

log = structlog.get_logger(__name__)

# A quarter: long enough for whoever asks what a channel was told, and by whom it was shared.
WORDS_KEPT: Final = timedelta(days=90)
# Longer than a tracker tries again (hours), and than its signature holds (a day at most).
DELIVERIES_KEPT: Final = timedelta(days=7)


@dataclass(slots=True)
class Housekeeping:
    """Tidies up on each day's first call after dawn; another process may do the same, to no harm.

    The inputs of old reviews are thinned by the review, which keeps them: it runs without Slack.
    """

    newsroom: Newsroom
    _done_on: date | None = None

    def tidy(self, now: datetime) -> bool:
        """Let go of what is old; False where it is not time, or the database has none for it."""
        local = now.astimezone(ZoneInfo(self.newsroom.calendar.zone))
        if local.time() < DAWN or self._done_on == local.date():
            return False
        try:
            with self.newsroom.sessions.begin() as session:
                emptied = forget_words(session, now - WORDS_KEPT)
                forgotten = forget_deliveries(session, now - DELIVERIES_KEPT)
        except (StoreError, SQLAlchemyError) as error:
            log.warning("not tidied up, tried again soon", error=type(error).__name__)
            return False
        self._done_on = local.date()
        log.info("tidied up", posts_emptied=emptied, deliveries_forgotten=forgotten)
        return True
