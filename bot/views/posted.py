"""The circumstances of what is said unasked: when, and in whose day."""

from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Posted:
    """`zone` is the IANA name in which the readers' day is told.

    `fresh_at` is the last time that all the sources were read.
    """

    now: datetime
    zone: str = "UTC"
    fresh_at: datetime | None = None

    @property
    def today(self) -> date:
        return self.now.astimezone(ZoneInfo(self.zone)).date()
