"""Working days of a team: weekdays less holidays, as arrays."""

from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

Days = NDArray[np.datetime64]  # datetime64[D]

MONDAY_TO_FRIDAY = (True, True, True, True, True, False, False)


def _no_holidays() -> Days:
    return np.array([], dtype="datetime64[D]")


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """When work happens. `week` is Monday first; `holidays` are days off, as dates.

    `zone` is the IANA name in which "today" and every date of an answer are read.
    """

    week: tuple[bool, ...] = MONDAY_TO_FRIDAY
    holidays: Days = field(default_factory=_no_holidays)
    zone: str = "UTC"

    def __post_init__(self) -> None:
        if len(self.week) != len(MONDAY_TO_FRIDAY) or not any(self.week):
            raise ValueError("a working week has seven days, at least one of them worked")

    def is_working(self, first: date, days: int) -> NDArray[np.bool_]:
        """Tell for `days` days from `first` on which are worked."""
        span = np.datetime64(first, "D") + np.arange(days)
        return np.is_busday(span, weekmask=list(self.week), holidays=self.holidays)

    def working_days_between(self, first: date, last: date) -> int:
        """Count the worked days after `first` up to and with `last`.

        Negative when `last` is earlier.
        """
        one = timedelta(days=1)
        return int(
            np.busday_count(
                first + one, last + one, weekmask=list(self.week), holidays=self.holidays
            )
        )
