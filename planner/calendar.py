"""Working days of a team: weekdays less holidays, as arrays."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

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

    def today(self, as_of: datetime) -> date:
        """Give the date that it is in the calendar's zone."""
        return as_of.astimezone(ZoneInfo(self.zone)).date()

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

    def working_day_before(self, day: date, days: int) -> date:
        """Give the worked day that is `days` worked days before `day`: T-n of a release.

        A `day` that is not worked counts as the last worked one before it.
        """
        last = np.datetime64(day, "D")
        counted = np.busday_offset(
            last, -days, roll="backward", weekmask=list(self.week), holidays=self.holidays
        )
        return date.fromisoformat(str(counted))

    def working_days_a_week(self) -> int:
        return sum(self.week)

    def capacity_of_weeks(self, last: date, weeks: int) -> NDArray[np.float64]:
        """Give the worked share of each of the `weeks` weeks that end with `last`, oldest first.

        1 is a full working week; a week of holidays is 0.
        """
        first = last - timedelta(days=7 * weeks - 1)
        worked = self.is_working(first, 7 * weeks).reshape(weeks, 7).sum(axis=1)
        return np.asarray(worked / self.working_days_a_week())

    def days_until_worked(
        self, today: date, work_weeks: NDArray[np.float64], horizon_days: int
    ) -> NDArray[np.float64]:
        """Turn work, in full working weeks after `today`, into calendar days from `today`.

        Work that takes any time ends on a worked day after `today`; none at all ends today.
        Beyond the horizon it is inf.
        """
        worked = np.cumsum(self.is_working(today + timedelta(days=1), horizon_days))
        needed = np.ceil(np.round(work_weeks * self.working_days_a_week(), 9))
        days = np.searchsorted(worked, needed) + 1.0
        days[needed <= 0] = 0.0
        return np.where(days > horizon_days, np.inf, days)
